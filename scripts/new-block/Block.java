// SPDX-License-Identifier: Apache-2.0
package blocks.myfamily.myfolder;

import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * y = (y + x) modulo 2^width where {@code en} is 1, else y: a sum that starts at 0 with reset.
 *
 * @param width bits of x and y, 1 to 64
 */
public record MyBlock(int width) implements Block {
  /** Checks the range. */
  public MyBlock {
    Ranges.check("width", width, 1, 64);
  }

  /** {@code en}: take x in this cycle. */
  public record In<T>(T en, T x) {}

  /** {@code y}: the sum, one cycle later. */
  public record Out<T>(T y) {}

  @Override
  public String moduleName() {
    return ModuleName.of("my_block", width).text();
  }

  @Override
  public In<Type> in() {
    return new In<>(Type.bit().control(), Type.bits(width));
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Type.bits(width));
  }

  /** Places the block and returns its output. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }
}
