// SPDX-License-Identifier: Apache-2.0
package blocks.floating.lammultiplier;

import blocks.floating.Literal;
import java.util.List;
import java.util.Locale;
import kakure.golden.Compensation;
import kakure.golden.FloatEdges.Overflow;
import kakure.golden.FloatFormat;
import kakure.golden.LogProduct;
import kakure.kernel.Arc;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * p = 2^(log a + log b), the logarithm's fraction taken for the number's: one addition of magnitudes in place of a product of significands.
 *
 * <p>{@link LogProduct} says every bit of it. Subnormal operands and results are zeros of their sign.
 *
 * @param format of operands and product: fp32, bf16, fp16, e5m2, e4m3 or eXmY
 * @param compensation what is added so that the error is less: none, constant, zeromean, minbias
 * @param truncate fraction bits that are kept, all of the format's if not given
 * @param appendOne whether a 1 stands behind the bits that are kept
 * @param overflow what is beyond the largest number: inf, or saturate, the largest itself
 * @param adaptive whether the fraction bits that are kept are an input, a mask
 * @param stages registers on the way: 0, 1 at the output, 2 behind the sum as well
 */
public record LamMultiplier(FloatFormat format, Compensation compensation, int truncate, boolean appendOne, Overflow overflow, boolean adaptive, int stages) implements Block {
  /** Checks the ranges. */
  public LamMultiplier {
    Ranges.check("stages", stages, 0, 2);
    new LogProduct(format, compensation, truncate, appendOne, overflow);
    if (adaptive && truncate != format.fractionBits()) throw new IllegalArgumentException("adaptive = true masks the fraction bits at run time: leave truncate at the format's " + format.fractionBits());
  }

  /** Of a format, as it is published: nothing added, nothing cut, infinity where there is one, without registers. */
  public static LamMultiplier of(FloatFormat format) {
    return new LamMultiplier(format, Compensation.NONE, format.fractionBits(), false, format.hasNan() ? Overflow.INF : Overflow.SATURATE, false, 0);
  }

  /** {@code a}, {@code b}: raw bits. {@code mask}, of an adaptive one: ones for the fraction bits that are kept, from the highest on. */
  public record In<T>(T a, T b, List<T> mask) {}

  public record Out<T>(T p) {}

  @Override
  public String moduleName() {
    return ModuleName.of("lam_" + format + (compensation == Compensation.NONE ? "" : "_" + compensationName())).and("t", truncate, format.fractionBits()).and("one", appendOne ? 1 : 0, 0)
        .and("saturate", overflow == Overflow.SATURATE ? 1 : 0, 0).and("adaptive", adaptive ? 1 : 0, 0).and("stages", stages, 0).text();
  }

  @Override
  public In<Type> in() {
    var value = Type.bits(format.bits());
    return new In<>(value, value, adaptive ? List.of(Type.bits(format.fractionBits())) : List.of());
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Type.bits(format.bits()));
  }

  @Override
  public boolean clocked() {
    return stages > 0;
  }

  @Override
  public boolean resettable() {
    return false;
  }

  @Override
  public List<Arc> arcs() {
    return (adaptive ? List.of("a_i", "b_i", "mask_0_i") : List.of("a_i", "b_i")).stream().map(from -> new Arc(from, "p_o", stages)).toList();
  }

  /** Places the multiplier and returns its product. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** The golden product. */
  public LogProduct product() {
    return new LogProduct(format, compensation, truncate, appendOne, overflow);
  }

  public String compensationName() {
    return compensation.name().toLowerCase(Locale.ROOT);
  }

  /** Bits of a value. */
  public int bits() {
    return format.bits();
  }

  /** Bits of a fraction that are not added. */
  public int cutBits() {
    return format.fractionBits() - truncate;
  }

  /** Bits of exponent and kept fraction: E + t. */
  public int magBits() {
    return format.exponentBits() + truncate;
  }

  /** Bits of the sum of exponents less the bias, its sign included: E + 2. */
  public int exponentsBits() {
    return format.exponentBits() + 2;
  }

  /** Whether ones behind the cut make a carry into the last kept bit. */
  public boolean carriesIn() {
    return appendOne && cutBits() > 0;
  }

  /** Whether what is added depends on the carry of the fractions. */
  public boolean halved() {
    return compensation == Compensation.MINBIAS;
  }

  /** Whether anything is added. */
  public boolean compensated() {
    return compensation != Compensation.NONE;
  }

  /** c where the fractions' sum does not carry. */
  public String units() {
    return Literal.of(compensation.units(truncate, false), truncate + 1);
  }

  /** c where it carries. */
  public String unitsCarried() {
    return Literal.of(compensation.units(truncate, true), truncate + 1);
  }

  /** Minus the exponent's bias. */
  public String minusBias() {
    return Literal.of(-format.bias(), exponentsBits());
  }

  public boolean ieee() {
    return format.hasInfinity();
  }

  public boolean hasNan() {
    return format.hasNan();
  }

  /** Whether a magnitude is beyond when all its bits are ones, and not only past them. */
  public boolean onesAreNan() {
    return format.specials() == FloatFormat.Specials.FN && cutBits() == 0;
  }

  public boolean saturates() {
    return overflow == Overflow.SATURATE;
  }

  /** Whether what is beyond keeps its sign: all but NaN does. */
  public boolean beyondIsNan() {
    return !saturates() && !ieee();
  }

  /** Magnitude of what is beyond. */
  public String beyond() {
    return Literal.of(saturates() ? format.largest() : format.limit(), format.magnitudeBits());
  }

  /** Magnitude of NaN. */
  public String nanMagnitude() {
    return Literal.of(format.nan(), format.magnitudeBits());
  }
}
