// SPDX-License-Identifier: Apache-2.0
package blocks.array.xorpe;

import java.util.List;
import kakure.kernel.Arc;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * term = mask (act ^ sign): the element of a hidden network's array, by inversion instead of negation.
 *
 * <p>For a of n bits, mask (1 - 2 sign) a = mask (a ^ sign) - (2^n - 1) mask sign: the last term depends on the weights alone and is taken off a sum's end, off line.
 * Combinational.
 *
 * @param actBits bits of the unsigned activation, 1 to 64
 */
public record XorPe(int actBits) implements Block {
  /** Checks the range. */
  public XorPe {
    Ranges.check("actBits", actBits, 1, 64);
  }

  /** {@code act}: activation; {@code sign}: 1 where the weight is -1; {@code mask}: 1 where the weight is kept. */
  public record In<T>(T act, T sign, T mask) {}

  public record Out<T>(T term) {}

  @Override
  public String moduleName() {
    return ModuleName.of("xor_pe", actBits).text();
  }

  @Override
  public In<Type> in() {
    return new In<>(Type.bits(actBits), Type.bit(), Type.bit());
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
    return List.of(Arc.comb("act_i", "term_o"), Arc.comb("sign_i", "term_o"), Arc.comb("mask_i", "term_o"));
  }

  /** Places the element and returns its output. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }
}
