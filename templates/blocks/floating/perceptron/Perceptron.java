// SPDX-License-Identifier: Apache-2.0
package blocks.floating.perceptron;

import blocks.floating.Products;
import blocks.floating.fpadder.FpAdder;
import blocks.floating.matrixengine.MatrixEngine;
import java.util.ArrayList;
import java.util.List;
import kakure.golden.FloatFormat;
import kakure.kernel.Assembly;
import kakure.kernel.Expr;
import kakure.kernel.Module;
import kakure.kernel.Sig;
import kakure.kernel.Stream;
import kakure.kernel.Type;

/**
 * Trains a perceptron of two layers on points of a plane, in hardware alone: the task of Cheng et al., PATMOS 2019.
 *
 * <pre>
 * z_h = W1[0][h] x_0 + W1[1][h] x_1 + W1[2][h],  a_h = max(z_h, 0),  y = sum w2[h] a_h + w2[H],  e = y - t
 * w2[h] = w2[h] + (e a_h) (-rate),  W1[k][h] = W1[k][h] + ((e w2[h] where a_h &gt; 0) x_k) (-rate)
 * </pre>
 *
 * <p>Sums go from left to right, each product and sum rounded to the format; gradients take the weights before the step. A step after each sample: stochastic gradient descent on e^2 / 2.
 *
 * @param hidden units of the hidden layer, 1 to 64
 * @param format of all values
 * @param multiplier exact, or lam:COMPENSATION:KEPT:one, parts behind lam left out at will; with adaptive for KEPT a sample brings the mask of kept bits
 */
public record Perceptron(int hidden, FloatFormat format, Products multiplier) implements Assembly {
  /** Checks the ranges. */
  public Perceptron {
    new PerceptronShape(hidden, format, multiplier);
  }

  /** {@code init}: after reset, and again after a sample that is the last, minus the rate, W1 by inputs, the bias last, and w2, its bias last; {@code sample}: x_0, x_1, t. */
  public record In<T>(T initValid, T initValue, T sampleValid, T sampleX0, T sampleX1, T sampleTarget, T sampleLast, List<T> sampleMask, T stepReady) {}

  /** {@code step}: y and e^2 of each sample, and the weights after it, laid out as they came. */
  public record Out<T>(T initReady, T sampleReady, T stepValid, T stepOutput, T stepLoss, T stepWeights) {}

  @Override
  public String moduleName() {
    return shape().moduleName("perceptron");
  }

  private PerceptronShape shape() {
    return new PerceptronShape(hidden, format, multiplier);
  }

  /** Weights, biases included. */
  public int weights() {
    return shape().weights();
  }

  @Override
  public List<String> comment() {
    return List.of("Trains a perceptron, 2 inputs, " + hidden + " hidden unit(s), 1 output, by a step after each sample; " + multiplier + " products in " + format + ".");
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    var value = shape().value();
    return new In<>(flag, value, flag, value, value, value, flag, shape().mask(), flag);
  }

  @Override
  public Out<Type> out() {
    var flag = Type.bit().control();
    return new Out<>(flag, flag, flag, shape().value(), shape().value(), shape().values(weights()));
  }

  @Override
  public List<Stream> streams() {
    var sample = new ArrayList<>(List.of("sample_x0_i", "sample_x1_i", "sample_target_i", "sample_last_i"));
    if (multiplier.adaptive()) sample.add("sample_mask_0_i");
    return List.of(Stream.in("init", "init_value_i"), Stream.in("sample", sample.toArray(String[]::new)), Stream.out("step", "step_output_o", "step_loss_o", "step_weights_o"));
  }

  @Override
  @SuppressWarnings("unchecked") // the elaborator hands over the record that in() describes
  public Out<Sig> build(Module m, Record ports) {
    var in = (In<Sig>) ports;
    var sequencer = new Sequencer(hidden, format, multiplier);
    var engine = shape().engine();
    var adder = engine.adder();
    Sequencer.Out<Sig> led = m.declare(sequencer, "sequencer");
    var op = led.op();
    var made = engine.place(m, "engine", new MatrixEngine.In<>(op.opValid(), op.opFirst(), op.opUpdate(), op.opEmit(), op.opA(), op.opB(), op.opW(), op.opMask(), led.yReady()));
    var first = m.wire("output_y", Expr.element(made.y(), 0, shape().rows()));
    var error = adder.place(m, "error", new FpAdder.In<>(first, led.minusTarget())).s();
    var sample = new Sequencer.Sample<>(in.sampleValid(), in.sampleX0(), in.sampleX1(), in.sampleTarget(), in.sampleLast(), in.sampleMask());
    m.connect(led, new Sequencer.In<>(in.initValid(), in.initValue(), sample, made.opReady(), made.yValid(), made.y(), error, in.stepReady()));
    var step = led.step();
    return new Out<>(led.initReady(), led.sampleReady(), step.stepValid(), step.stepOutput(), step.stepLoss(), step.stepWeights());
  }

  /** Places the perceptron and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }
}
