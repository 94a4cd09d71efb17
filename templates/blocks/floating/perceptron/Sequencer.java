// SPDX-License-Identifier: Apache-2.0
package blocks.floating.perceptron;

import blocks.floating.Literal;
import blocks.floating.Products;
import java.util.List;
import kakure.golden.FloatFormat;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.Plain;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * Leads a matrix engine of one column through a training step of a perceptron: two layers forward, the gradients, the updates. It holds the weights.
 *
 * @param hidden units of the hidden layer, 1 to 64
 * @param format of all values
 * @param multiplier of the engine; an adaptive one takes a mask with each sample
 */
public record Sequencer(int hidden, FloatFormat format, Products multiplier) implements Block {
  /** Checks the ranges. */
  public Sequencer {
    new PerceptronShape(hidden, format, multiplier);
  }

  /** {@code init}, {@code sample}: the perceptron's streams; {@code opReady}, {@code yValid}, {@code y}: the engine's; {@code error}: the first of y plus {@code minusTarget}. */
  public record In<T>(T initValid, T initValue, @Plain Sample<T> sample, T opReady, T yValid, T y, T error, T stepReady) {}

  /** A point, what it is to become, whether it is the last before new weights, and the fraction bits that are kept. */
  public record Sample<T>(T sampleValid, T sampleX0, T sampleX1, T sampleTarget, T sampleLast, List<T> sampleMask) {}

  /** The perceptron's answers, the engine's beats, and what is added to an output for its error. */
  public record Out<T>(T initReady, T sampleReady, @Plain Op<T> op, T yReady, T minusTarget, @Plain Step<T> step) {}

  /** A beat of the engine. */
  public record Op<T>(T opValid, T opFirst, T opUpdate, T opEmit, T opA, T opB, T opW, List<T> opMask) {}

  /** What a training step made: the output before it, the square of its error, and all weights after it. */
  public record Step<T>(T stepValid, T stepOutput, T stepLoss, T stepWeights) {}

  @Override
  public String moduleName() {
    return shape().moduleName("perceptron_sequencer");
  }

  private PerceptronShape shape() {
    return new PerceptronShape(hidden, format, multiplier);
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    var value = shape().value();
    return new In<>(flag, value, new Sample<>(flag, value, value, value, flag, shape().mask()), flag, flag, shape().values(shape().rows()), value, flag);
  }

  @Override
  public Out<Type> out() {
    var flag = Type.bit().control();
    var s = shape();
    var rows = s.values(s.rows());
    return new Out<>(flag, flag, new Op<>(flag, flag, flag, flag, rows, s.value(), rows, s.mask()), flag, s.value(), new Step<>(flag, s.value(), s.value(), s.values(s.weights())));
  }

  /** Places the sequencer and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  public int bits() {
    return format.bits();
  }

  /** Bits of a value per hidden unit. */
  public int hiddenBits() {
    return hidden * bits();
  }

  /** With that of the output's bias. */
  public int rowsBits() {
    return hiddenBits() + bits();
  }

  public boolean adaptive() {
    return multiplier.adaptive();
  }

  /** Values that {@code init} brings: minus the rate, and the weights. */
  public int initValues() {
    return 1 + shape().weights();
  }

  public int loadBits() {
    return Ranges.bits(initValues());
  }

  /** Bits of a hidden unit's number, the bias included. */
  public int unitBits() {
    return Ranges.bits(hidden);
  }

  /** 1 in the format. */
  public String one() {
    return Literal.of(format.bias() << format.fractionBits(), bits());
  }
}
