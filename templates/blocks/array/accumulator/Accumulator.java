// SPDX-License-Identifier: Apache-2.0
package blocks.array.accumulator;

import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * n = (first ? 0 : acc) + x modulo 2^width: a running sum with a shadow register that keeps the last one while the next runs.
 *
 * <p>Where {@code en} is 1, acc becomes n and, where {@code last} is 1 too, the shadow becomes n. All is unsigned. Nothing is reset: {@code first} starts a sum.
 *
 * @param inWidth bits of an addend, 1 to width
 * @param width bits of the sum, 1 to 64
 */
public record Accumulator(int inWidth, int width) implements Block {
  /** Checks the ranges. */
  public Accumulator {
    Ranges.check("width", width, 1, 64);
    if (inWidth < 1 || inWidth > width) throw new IllegalArgumentException("inWidth = " + inWidth + " is outside 1 .. width = " + width);
  }

  public record In<T>(T en, T first, T last, T x) {}

  /** {@code acc}: the shadow, one cycle after {@code last}; not defined before the first. */
  public record Out<T>(T acc) {}

  @Override
  public String moduleName() {
    return "accumulator_" + inWidth + "to" + width;
  }

  @Override
  public In<Type> in() {
    return new In<>(Type.bit().control(), Type.bit().control(), Type.bit().control(), Type.bits(inWidth));
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Type.bits(width));
  }

  @Override
  public boolean resettable() {
    return false;
  }

  /** Places the accumulator and returns its output. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** Zero bits that extend the addend. */
  public int pad() {
    return width - inWidth;
  }

  public int inMsb() {
    return inWidth - 1;
  }

  public int widthMsb() {
    return width - 1;
  }
}
