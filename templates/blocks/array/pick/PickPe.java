// SPDX-License-Identifier: Apache-2.0
package blocks.array.pick;

import java.util.Collections;
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
 * term = (act of the picked channel) ^ sign: the element of the one-of-G array, a multiplexer in front of one adder input.
 *
 * <p>By inversion in place of negation, as in {@code xorpe}. Combinational.
 *
 * @param actBits bits of the unsigned activations, 1 to 64
 * @param group input channels of the group: 2, 4 or 8
 */
public record PickPe(int actBits, int group) implements Block {
  /** Checks the ranges. */
  public PickPe {
    Ranges.check("actBits", actBits, 1, 64);
    Ranges.oneOf("group", group, 2, 4, 8);
  }

  /** {@code act}: activations of the group's channels; {@code pick}: one-hot, or 0; {@code sign}: of the kept weight, 0 where {@code pick} is. */
  public record In<T>(List<T> act, T pick, T sign) {}

  public record Out<T>(T term) {}

  @Override
  public String moduleName() {
    return ModuleName.of("pick_pe", group, actBits).text();
  }

  @Override
  public In<Type> in() {
    return new In<>(Collections.nCopies(group, Type.bits(actBits)), Type.bits(group), Type.bit());
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Type.bits(actBits));
  }

  @Override
  public boolean clocked() {
    return false;
  }

  @Override
  public List<Arc> arcs() {
    return IntStream.range(0, group + 2).mapToObj(i -> Arc.comb(i < group ? "act_" + i + "_i" : i == group ? "pick_i" : "sign_i", "term_o")).toList();
  }

  /** Places the element and returns its output. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  public List<Integer> channels() {
    return IntStream.range(0, group).boxed().toList();
  }
}
