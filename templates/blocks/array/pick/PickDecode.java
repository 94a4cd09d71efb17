// SPDX-License-Identifier: Apache-2.0
package blocks.array.pick;

import java.util.List;
import java.util.stream.IntStream;
import kakure.kernel.Arc;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * pick = enable 2^index, sign = enable signs[index]: a group's index decoded once for all pixels.
 *
 * <p>Of {@code group} consecutive input channels a one-of-G mask keeps one; {@code index} says which. Combinational.
 *
 * @param group input channels of the group: 2, 4 or 8
 */
public record PickDecode(int group) implements Block {
  /** Checks the range. */
  public PickDecode {
    Ranges.oneOf("group", group, 2, 4, 8);
  }

  /** {@code enable}: the group keeps a channel; {@code index}: which; {@code signs}: bit j is 1 where channel j's weight is -1. */
  public record In<T>(T enable, T index, T signs) {}

  /** {@code pick}: one-hot, or 0 where nothing is kept; {@code sign}: of the kept weight, 0 where there is none. */
  public record Out<T>(T pick, T sign) {}

  @Override
  public String moduleName() {
    return ModuleName.of("pick_decode", group).text();
  }

  @Override
  public In<Type> in() {
    return new In<>(Type.bit(), Type.bits(indexBits()), Type.bits(group));
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Type.bits(group), Type.bit());
  }

  @Override
  public boolean clocked() {
    return false;
  }

  @Override
  public List<Arc> arcs() {
    return List.of(
        Arc.comb("enable_i", "pick_o"), Arc.comb("index_i", "pick_o"), Arc.comb("enable_i", "sign_o"), Arc.comb("index_i", "sign_o"), Arc.comb("signs_i", "sign_o"));
  }

  /** Places the decoder and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** Bits of an index. */
  public int indexBits() {
    return Ranges.bits(group - 1);
  }

  public int indexMsb() {
    return indexBits() - 1;
  }

  public int groupMsb() {
    return group - 1;
  }

  /** The channels, the last first. */
  public List<Integer> channelsDown() {
    return IntStream.range(0, group).map(j -> group - 1 - j).boxed().toList();
  }
}
