// SPDX-License-Identifier: Apache-2.0
package blocks.floating.fpadder;

import blocks.floating.Literal;
import java.util.List;
import kakure.golden.FloatArithmetic;
import kakure.golden.FloatEdges;
import kakure.golden.FloatEdges.Overflow;
import kakure.golden.FloatEdges.Rounding;
import kakure.golden.FloatEdges.Subnormals;
import kakure.golden.FloatFormat;
import kakure.kernel.Arc;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * s = a + b, exact and rounded once, to the nearest, ties to even.
 *
 * <p>{@link FloatArithmetic#sum} says every bit of it.
 *
 * @param format of operands and sum: fp32, bf16, fp16, e5m2, e4m3 or eXmY
 * @param overflow what is beyond the largest number: inf, or saturate, the largest itself
 * @param subnormals flush, to zeros of their sign, or keep
 * @param stages registers on the way: 0, 1 at the output, 2 behind the sum of significands as well, 3 before it too
 */
public record FpAdder(FloatFormat format, Overflow overflow, Subnormals subnormals, int stages) implements Block {
  /** Bits below a significand that decide how it is rounded: guard, round, sticky. */
  private static final int BELOW = 3;

  /** Checks the ranges. */
  public FpAdder {
    Ranges.check("stages", stages, 0, 3);
    new FloatEdges(Rounding.NEAREST, overflow, subnormals).check(format);
  }

  public record In<T>(T a, T b) {}

  public record Out<T>(T s) {}

  @Override
  public String moduleName() {
    return ModuleName.of("fp_adder_" + format).and("saturate", overflow == Overflow.SATURATE ? 1 : 0, 0).and("subnormals", keeps() ? 1 : 0, 0).and("stages", stages, 0).text();
  }

  @Override
  public In<Type> in() {
    return new In<>(Type.bits(format.bits()), Type.bits(format.bits()));
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
    return List.of(new Arc("a_i", "s_o", stages), new Arc("b_i", "s_o", stages));
  }

  /** Places the adder and returns its sum. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** The golden sum. */
  public FloatArithmetic arithmetic() {
    return new FloatArithmetic(format, new FloatEdges(Rounding.NEAREST, overflow, subnormals));
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

  /** Bits of a significand and those below it. */
  public int alignedBits() {
    return format.fractionBits() + 1 + BELOW;
  }

  /** With a carry. */
  public int sumBits() {
    return alignedBits() + 1;
  }

  /** Bits of the sum's exponent: those of the format and one for the carry. */
  public int expBits() {
    return format.exponentBits() + 1;
  }

  /** Bits of exponent and fraction of the sum, before it is cut to the format. */
  public int magBits() {
    return expBits() + format.fractionBits();
  }

  public List<Integer> levels() {
    return Literal.halves(sumBits());
  }

  public int countBits() {
    return levels().size();
  }

  /** Bits of the larger of two: a count of zeros, an exponent; with a sign. */
  public int fieldBits() {
    return Math.max(countBits(), expBits()) + 1;
  }

  public boolean keeps() {
    return subnormals == Subnormals.KEEP;
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

  public boolean beyondIsNan() {
    return overflow == Overflow.INF && !ieee();
  }

  public String beyond() {
    return Literal.of(overflow == Overflow.SATURATE ? format.largest() : format.limit(), format.magnitudeBits());
  }

  public String nan() {
    return Literal.of(format.nan(), bits());
  }
}
