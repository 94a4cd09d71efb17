// SPDX-License-Identifier: Apache-2.0
package blocks.array.signpe;

import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * prod = mask ? (sign ? -act : act) : 0, the multiplication by a hidden network's weight of -1, 0 or +1.
 *
 * <p>Combinational.
 *
 * @param actBits width of the unsigned activation, 1 to 64
 */
public record SignPe(int actBits) implements Block {
  /** Checks the range. */
  public SignPe {
    Ranges.check("actBits", actBits, 1, 64);
  }

  /** {@code act}: activation; {@code sign}: 1 where the weight is -1; {@code mask}: 1 where the weight is kept. */
  public record In<T>(T act, T sign, T mask) {}

  /** {@code prod}: in two's complement, one bit wider than the activation. */
  public record Out<T>(T prod) {}

  @Override
  public String moduleName() {
    return ModuleName.of("sign_pe", actBits).text();
  }

  @Override
  public In<Type> in() {
    return new In<>(Type.bits(actBits), Type.bit(), Type.bit());
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Type.signed(prodBits()));
  }

  @Override
  public boolean clocked() {
    return false;
  }

  /** Places the element and returns its output. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** Width of the product. */
  public int prodBits() {
    return actBits + 1;
  }
}
