// SPDX-License-Identifier: Apache-2.0
package blocks.cim.channelgate;

import blocks.engine.requantise.Scale;
import blocks.memory.ram.Ram;
import java.util.List;
import kakure.kernel.Assembly;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Stream;
import kakure.kernel.Type;

/**
 * on[k] = sum over j of w2[k][j] max(0, sum over c of w1[j][c] s[c] - t1[j]) &gt; t2[k], s[c] the sum of channel c over the map: which channels of the next layer an image needs. All integer.
 *
 * <p>The average's division and the biases are folded into the thresholds. One multiplier, a product a cycle. Where hidden units are {@code requantised}, as those of a trained network are, they are clamp((z mul + add) &gt;&gt; sh, 0, 255)
 * of z = sum over c of w1[j][c] s[c], each with a {@link Scale} of its own in the place of t1[j].
 *
 * @param channels C of the map, 1 to 1024
 * @param hidden H units between, 1 to 256
 * @param outputs K channels that are decided about, 1 to 1024
 * @param positions most positions of a map, 1 to 4096
 * @param values of a channel in a beat, 1 to 256
 * @param requantised whether hidden units are activations of 8 bits
 */
public record ChannelGate(int channels, int hidden, int outputs, int positions, int values, boolean requantised) implements Assembly {
  /** The largest value of a map, and of a requantised hidden unit. */
  private static final int MOST = 255;


  /** Checks the ranges. */
  public ChannelGate {
    Ranges.check("channels", channels, 1, 1024);
    Ranges.check("hidden", hidden, 1, 256);
    Ranges.check("outputs", outputs, 1, 1024);
    Ranges.check("positions", positions, 1, 4096);
    Ranges.check("values", values, 1, 256);
  }

  /** A value a beat, hidden units as wide as they come. */
  public ChannelGate(int channels, int hidden, int outputs, int positions) {
    this(channels, hidden, outputs, positions, 1, false);
  }

  /**
   * {@code in}: with {@code load}, one of the weights w1 by hidden unit, then w2 by output (8 bits, signed), then the thresholds t1, t2, all of them in turn; else {@code values} of the map (8 bits, unsigned), of each channel in turn
   * until the map ends, {@code last} with its last beat.
   */
  public record In<T>(T inValid, T inLoad, T inLast, T inData, T gateReady) {}

  /** {@code gate}: a bit per output, once a map. */
  public record Out<T>(T inReady, T gateValid, T gateOn) {}

  @Override
  public String moduleName() {
    return ModuleName.of("channel_gate", channels, hidden, outputs).and("positions", positions, 1024).and("values", values, 1).and("requantised", requantised ? 1 : 0, 0).text();
  }

  @Override
  public List<String> comment() {
    return List.of("on[k] = sum of w2[k][j] " + (requantised ? "clamp((z mul + add) >> sh, 0, 255) > t2[k], z = sum of w1[j][c] s[c]: " : "max(0, sum of w1[j][c] s[c] - t1[j]) > t2[k]: ") + channels + " channels, " + hidden + " hidden units, " + outputs + " outputs.");
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    return new In<>(flag, flag, flag, Type.bits(inBits()), flag);
  }

  @Override
  public Out<Type> out() {
    var flag = Type.bit().control();
    return new Out<>(flag, flag, Type.bits(outputs));
  }

  @Override
  public List<Stream> streams() {
    return List.of(Stream.in("in", "in_load_i", "in_last_i", "in_data_i"), Stream.out("gate", "gate_on_o"));
  }

  @Override
  @SuppressWarnings("unchecked") // the elaborator hands over the record that in() describes
  public Out<Sig> build(Module m, Record ports) {
    var in = (In<Sig>) ports;
    GateSequencer.Out<Sig> led = m.declare(new GateSequencer(channels, hidden, outputs, positions, values, requantised), "sequencer");
    var weight = memory(m, "weights", new Ram(8, weights(), 1), led.weight());
    var threshold = memory(m, "thresholds", new Ram(constantBits(), hidden + outputs, 1), led.threshold());
    var value = memory(m, "values", new Ram(valueBits(), channels + hidden, 1), led.value());
    m.connect(led, new GateSequencer.In<>(in.inValid(), in.inLoad(), in.inLast(), in.inData(), weight, threshold, value, in.gateReady()));
    return new Out<>(led.inReady(), led.gateValid(), led.gateOn());
  }

  private static Sig memory(Module m, String name, Ram ram, GateSequencer.Access<Sig> to) {
    return ram.place(m, name, new Ram.In<>(to.wrEn(), to.wrAddr(), to.wrData(), to.rdEn(), to.rdAddr())).rdData();
  }

  /** Places the gate and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** Weights of both layers. */
  public int weights() {
    return hidden * (channels + outputs);
  }

  /** Beats that load all. */
  public int loads() {
    return weights() + hidden + outputs;
  }

  /** Cycles after a map's last beat until its gates are there. */
  public int thinking() {
    return hidden * (channels + (requantised ? 3 : 2)) + outputs * (hidden + 2) + 1;
  }

  /** Bits of the sum of a map's channel. */
  public int sumBits() {
    return Ranges.bits(MOST * positions);
  }

  /** Bits of a sum and of a hidden unit's value: of products, and a threshold as large, or an activation. */
  public int valueBits() {
    return requantised ? sumBits() : sumBits() + 8 + log(channels);
  }

  /** Bits of an output's sum in two's complement, and of a hidden unit's. */
  public int accumulatorBits() {
    return requantised ? Math.max(sumBits() + 8 + log(channels), 17 + log(hidden)) : valueBits() + 9 + log(hidden);
  }

  /** Bits of a threshold in two's complement; t1 within valueBits, or a hidden unit's value wraps. */
  public int thresholdBits() {
    return accumulatorBits() - 1;
  }

  /** Bits of what a hidden unit or an output has beside its weights: a threshold, or what requantises. */
  public int constantBits() {
    return requantised ? Math.max(thresholdBits(), Scale.WORD.width()) : thresholdBits();
  }

  /** Bits of what a beat carries. */
  public int inBits() {
    return Math.max(constantBits(), 8 * values);
  }

  private static int log(int n) {
    return 32 - Integer.numberOfLeadingZeros(n - 1);
  }
}
