// SPDX-License-Identifier: Apache-2.0
package blocks.sign.signs;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * s_0 = step(w + c PHI) + rotl(w + c PHI, 16), s_(t+1) = step(s_t): the signs of a hidden network, regenerated as the array needs them.
 *
 * <p>A lane serves one input channel and yields the signs of 32 output channels a step. Groups of {@code tco} output channels that do not lie in one block of 32
 * take several generators per lane and a window over their outputs. Latency: a step given at a cycle leaves as {@code sign} three enabled cycles later (seed,
 * state, window), a step a cycle, re-seeding included.
 *
 * <p>Lane l serves input channel l. In front of an array of channel groups, an image whose channels are fewer lies spread, a channel per group: {@code spread} steps take lane
 * g * group + j for channel j * (tci / group) + g.
 *
 * @param tci input channels (lanes), 1 to 256
 * @param tco output channels of a group, 1 to 256
 * @param group input channels of a group of the array: 1, 2, 4 or 8; divides tci
 */
public record SignLanes(int tci, int tco, int group) implements Block {
  /** Weyl increment, 2^32 divided by the golden ratio. */
  public static final int PHI = 0x9E3779B9;

  /** Checks the ranges. */
  public SignLanes {
    Ranges.check("tci", tci, 1, 256);
    Ranges.check("tco", tco, 1, 256);
    Ranges.oneOf("group", group, 1, 2, 4, 8);
    Ranges.divides("group", group, "tci", tci);
  }

  /** Lanes in front of the free array. */
  public SignLanes(int tci, int tco) {
    this(tci, tco, 1);
  }

  /**
   * Inputs of a step: {@code valid}; {@code fresh}: the first tap of a channel group, which re-seeds; {@code w}: per block of 32 output channels, base + i PHI of
   * lane 0; {@code shift} (only where groups begin inside a block): first output channel of the step's group modulo 32; {@code spread} (only where {@link #spreads()}).
   */
  public record In<T>(T en, T valid, T fresh, List<T> spread, List<T> shift, List<T> w) {}

  /** {@code sign}: bit c * tco + o is 1 where the weight is -1. */
  public record Out<T>(T sign) {}

  @Override
  public String moduleName() {
    return ModuleName.of("sign_lanes", tci, tco).and("group", group, 1).text();
  }

  @Override
  public In<Type> in() {
    return new In<>(
        Type.bit().control(), Type.bit().control(), Type.bit().control(), Collections.nCopies(spreads() ? 1 : 0, Type.bit().control()),
        Collections.nCopies(windowed() ? 1 : 0, Type.bits(5).control()), Collections.nCopies(blocks(), Type.bits(32)));
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Type.bits(tci * tco));
  }

  /** Places the lanes and returns their outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** Blocks of 32 output channels that a group may touch: one where tco divides 32. */
  public int blocks() {
    int aligned = Integer.lowestOneBit(tco | 32);
    return (32 - aligned + tco + 31) / 32;
  }

  /** True where groups begin inside a block of 32. */
  public boolean windowed() {
    return tco % 32 != 0;
  }

  /** True where a spread step differs from another: where the array has several groups of several channels. */
  public boolean spreads() {
    return group > 1 && group < tci;
  }

  public List<Lane> lanes() {
    return IntStream.range(0, tci).mapToObj(c -> new Lane(c, offset(c), offset(spreadChannel(c)))).toList();
  }

  /** Input channel of lane l in a spread step. */
  int spreadChannel(int l) {
    return l % group * (tci / group) + l / group;
  }

  private static String offset(int channel) {
    return String.format(Locale.ROOT, "32'h%08x", channel * PHI);
  }

  public List<Integer> blockList() {
    return IntStream.range(0, blocks()).boxed().toList();
  }

  public int signMsb() {
    return tci * tco - 1;
  }

  public int stateMsb() {
    return 32 * blocks() - 1;
  }

  /** Zero bits that extend the shift to an index into the states. */
  public int shiftPad() {
    return Ranges.bits(32 * blocks() - 1) - 5;
  }

  public int tcoMsb() {
    return tco - 1;
  }

  /** A lane and its offset c PHI, of its own channel and of the one it serves in a spread step. */
  public record Lane(int channel, String offset, String spread) {
    /** Whether the two differ. */
    public boolean moves() {
      return !offset.equals(spread);
    }
  }
}
