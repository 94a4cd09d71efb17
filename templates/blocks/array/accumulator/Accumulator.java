// SPDX-License-Identifier: Apache-2.0
package blocks.array.accumulator;

import java.util.List;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * n = (first ? 0 : acc) + x modulo 2^width: a running sum with a shadow register that keeps the last one while the next runs. With {@code doubles}, n = (first ? 0 : twice ? 2 acc : acc) + x.
 *
 * <p>Where {@code en} is 1, acc becomes n and, where {@code last} is 1 too, the shadow becomes n. All is unsigned. Nothing is reset: {@code first} starts a sum.
 *
 * @param inWidth bits of an addend, 1 to width
 * @param width bits of the sum, 1 to 64
 * @param doubles whether a sum may be doubled before it is added to, as that of bit planes is from plane to plane
 */
public record Accumulator(int inWidth, int width, boolean doubles) implements Block {
  /** Checks the ranges. */
  public Accumulator {
    Ranges.check("width", width, 1, 64);
    if (inWidth < 1 || inWidth > width) throw new IllegalArgumentException("inWidth = " + inWidth + " is outside 1 .. width = " + width);
  }

  /** A sum that is never doubled. */
  public Accumulator(int inWidth, int width) {
    this(inWidth, width, false);
  }

  /** {@code twice}: there where sums may be doubled; not looked at with {@code first}. */
  public record In<T>(T en, T first, T last, List<T> twice, T x) {}

  /** {@code acc}: the shadow, one cycle after {@code last}; not defined before the first. */
  public record Out<T>(T acc) {}

  @Override
  public String moduleName() {
    return "accumulator_" + inWidth + "to" + width + (doubles ? "_doubles" : "");
  }

  @Override
  public In<Type> in() {
    return new In<>(Type.bit().control(), Type.bit().control(), Type.bit().control(), doubles ? List.of(Type.bit().control()) : List.of(), Type.bits(inWidth));
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

  /** Bits of a sum that are not lost when it is doubled. */
  public int half() {
    return width - 1;
  }

  /** Zero bits that extend the addend. */
  public int pad() {
    return width - inWidth;
  }
}
