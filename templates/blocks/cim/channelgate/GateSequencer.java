// SPDX-License-Identifier: Apache-2.0
package blocks.cim.channelgate;

import blocks.engine.requantise.Scale;
import kakure.kernel.Block;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Type;
import kakure.spec.Word;

/** Leads a {@link ChannelGate}: which word of which memory when, and the one multiplier. */
public record GateSequencer(int channels, int hidden, int outputs, int positions, int values, boolean requantised) implements Block {
  /** Weights, thresholds and values are what was read the cycle before. */
  public record In<T>(T inValid, T inLoad, T inLast, T inData, T weightData, T thresholdData, T valueData, T gateReady) {}

  /** A memory's ports but for what it reads. */
  public record Access<T>(T wrEn, T wrAddr, T wrData, T rdEn, T rdAddr) {}

  public record Out<T>(T inReady, T gateValid, T gateOn, Access<T> weight, Access<T> threshold, Access<T> value) {}

  private ChannelGate gate() {
    return new ChannelGate(channels, hidden, outputs, positions, values, requantised);
  }

  @Override
  public String moduleName() {
    return ModuleName.of("gate_sequencer", channels, hidden, outputs).and("positions", positions, 1024).and("values", values, 1).and("requantised", requantised ? 1 : 0, 0).text();
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    return new In<>(flag, flag, flag, Type.bits(inBits()), Type.bits(8), Type.bits(constantBits()), Type.bits(valueBits()), flag);
  }

  @Override
  public Out<Type> out() {
    var flag = Type.bit().control();
    return new Out<>(flag, flag, Type.bits(outputs), access(weightAddress(), 8), access(neuronBits(), constantBits()), access(valueAddress(), valueBits()));
  }

  private static Access<Type> access(int address, int bits) {
    var flag = Type.bit().control();
    return new Access<>(flag, Type.bits(address), Type.bits(bits), flag, Type.bits(address));
  }

  public int thresholdBits() {
    return gate().thresholdBits();
  }

  public int constantBits() {
    return gate().constantBits();
  }

  public int inBits() {
    return gate().inBits();
  }

  /** Bits of the values of a beat that are added to a sum. */
  public int beatBits() {
    return 8 * values;
  }

  public Word.Field mul() {
    return Scale.MUL;
  }

  public Word.Field add() {
    return Scale.ADD;
  }

  public Word.Field sh() {
    return Scale.SH;
  }

  /** Bits of z mul + add: a carry more than the wider of the two. */
  public int totalBits() {
    return Math.max(accumulatorBits() + Scale.MUL.width(), Scale.ADD.width()) + 1;
  }

  /** Copies of the sign that extend z, mul and add to it. */
  public int sumPad() {
    return totalBits() - accumulatorBits();
  }

  public int mulPad() {
    return totalBits() - Scale.MUL.width();
  }

  public int addPad() {
    return totalBits() - Scale.ADD.width();
  }

  public int sumBits() {
    return gate().sumBits();
  }

  public int accumulatorBits() {
    return gate().accumulatorBits();
  }

  public int valueBits() {
    return gate().valueBits();
  }

  /** Bits of a weight's address. */
  public int weightAddress() {
    return Ranges.bits(gate().weights() - 1);
  }

  /** Bits of the number of a hidden unit or, after these, an output. */
  public int neuronBits() {
    return Ranges.bits(hidden + outputs - 1);
  }

  /** Bits of the number of a channel or, after these, a hidden unit. */
  public int valueAddress() {
    return Ranges.bits(channels + hidden - 1);
  }

  public int weightLast() {
    return gate().weights() - 1;
  }

  public int neuronLast() {
    return hidden + outputs - 1;
  }

  public int valueLast() {
    return channels + hidden - 1;
  }
}
