// SPDX-License-Identifier: Apache-2.0
package blocks.floating.exactsum;

import blocks.floating.Literal;
import blocks.floating.Products;
import java.util.Collections;
import java.util.List;
import kakure.golden.FloatEdges;
import kakure.golden.FloatEdges.Rounding;
import kakure.golden.FloatEdges.Subnormals;
import kakure.golden.FloatFormat;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * s = t_0 + .. + t_(n-1) where first, else s + t_0 + .. + t_(n-1), without any error, and rounded once where it is read: a fixed-point number as long as the format's range (Kulisch's accumulator).
 *
 * <p>Its last bit is worth the last fraction bit of the least normal number, so the order of the terms does not matter. Subnormal numbers are zeros, as terms and as result; a sum of zero is +0. What is
 * longer than the accumulator counts as infinite until the next first.
 *
 * @param terms added at once, 1 to 64
 * @param format of terms and sum, 8 exponent bits or fewer: fp32, bf16, fp16, e5m2, e4m3 or eXmY
 * @param guard bits above the largest number: sums of fewer than 2^guard of them fit, 1 to 32, and 2^guard is more than terms
 */
public record ExactSum(int terms, FloatFormat format, int guard) implements Block {
  private static final int MAX_EXPONENT = 8;

  /** Checks the ranges. */
  public ExactSum {
    Ranges.check("terms", terms, 1, 64);
    Ranges.check("guard", guard, 1, 32);
    if (format.exponentBits() > MAX_EXPONENT)
      throw new IllegalArgumentException("format " + format + " has " + format.exponentBits() + " exponent bits: an exact sum would be more than " + (1L << format.exponentBits()) + " bits wide; take " + MAX_EXPONENT + " or fewer, or sums in the format");
    if (1L << guard <= terms) throw new IllegalArgumentException("guard = " + guard + ": terms = " + terms + " of the largest numbers need " + Ranges.bits(terms));
  }

  /** {@code en}: take the terms in this cycle; {@code first}: begin a sum with them. */
  public record In<T>(T en, T first, List<T> t) {}

  /** {@code s}: the sum of what was taken, rounded; not defined before the first {@code first}. */
  public record Out<T>(T s) {}

  @Override
  public String moduleName() {
    return ModuleName.of("exact_sum_" + format, terms).and("guard", guard, -1).text();
  }

  @Override
  public In<Type> in() {
    return new In<>(Type.bit().control(), Type.bit().control(), Collections.nCopies(terms, Type.bits(format.bits())));
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Type.bits(format.bits()));
  }

  @Override
  public boolean resettable() {
    return false;
  }

  /** Places the accumulator and returns its rounded sum. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** How the sum is rounded. */
  public FloatEdges edges() {
    return new FloatEdges(Rounding.NEAREST, Products.overflow(format), Subnormals.FLUSH);
  }

  public int bits() {
    return format.bits();
  }

  public int exponentBits() {
    return format.exponentBits();
  }

  public int fractionBits() {
    return format.fractionBits();
  }

  /** Bits of the largest number: M + 1 of its significand, shifted by its exponent's field less one. */
  public int termBits() {
    return fractionBits() + (int) format.field(format.largest());
  }

  /** Bits of the accumulator, with its sign. */
  public int width() {
    return termBits() + guard + 1;
  }

  public List<Integer> levels() {
    return Literal.halves(width());
  }

  /** Bits of the exponent's field of any sum that the accumulator holds: as many as count its bits, for rounding up may add one. */
  public int fieldBits() {
    return Ranges.bits(width());
  }

  public boolean ieee() {
    return format.hasInfinity();
  }

  public boolean hasNan() {
    return format.hasNan();
  }

  public boolean onesAreNan() {
    return format.specials() == FloatFormat.Specials.FN;
  }

  /** Magnitude of the first that is too large. */
  public String limit() {
    return Literal.of(format.limit(), fieldBits() + fractionBits());
  }

  public String nan() {
    return Literal.of(format.nan(), format.bits());
  }

  /** Magnitude of what is too large, where that is a number or infinity. */
  public String beyond() {
    return Literal.of(hasNan() ? format.limit() : format.largest(), format.magnitudeBits());
  }
}
