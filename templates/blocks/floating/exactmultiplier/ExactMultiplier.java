// SPDX-License-Identifier: Apache-2.0
package blocks.floating.exactmultiplier;

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
 * p = a b, exact and rounded once: the yardstick of {@code lammultiplier}, with the same format and the same behaviour at the edges.
 *
 * <p>{@link FloatArithmetic#product} says every bit of it.
 *
 * @param format of operands and product: fp32, bf16, fp16, e5m2, e4m3 or eXmY
 * @param rounding nearest, ties to even, or zero: lower bits are cut
 * @param overflow what is beyond the largest number: inf, or saturate, the largest itself
 * @param subnormals flush, to zeros of their sign, or keep
 * @param stages registers on the way: 0, 1 at the output, 2 behind the product of significands as well, 3 before the rounding too
 */
public record ExactMultiplier(FloatFormat format, Rounding rounding, Overflow overflow, Subnormals subnormals, int stages) implements Block {
  /** Checks the ranges. */
  public ExactMultiplier {
    Ranges.check("stages", stages, 0, 3);
    new FloatEdges(rounding, overflow, subnormals).check(format);
  }

  public record In<T>(T a, T b) {}

  public record Out<T>(T p) {}

  @Override
  public String moduleName() {
    return ModuleName.of("exact_" + format).and("cut", rounding == Rounding.ZERO ? 1 : 0, 0).and("saturate", overflow == Overflow.SATURATE ? 1 : 0, 0)
        .and("subnormals", keeps() ? 1 : 0, 0).and("stages", stages, 0).text();
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
    return List.of(new Arc("a_i", "p_o", stages), new Arc("b_i", "p_o", stages));
  }

  /** Places the multiplier and returns its product. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** The golden product. */
  public FloatArithmetic arithmetic() {
    return new FloatArithmetic(format, new FloatEdges(rounding, overflow, subnormals));
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

  /** Bits of a significand, the hidden one included. */
  public int significandBits() {
    return format.fractionBits() + 1;
  }

  /** Bits of the significands' product. */
  public int productBits() {
    return 2 * significandBits();
  }

  /** Bits of an exponent with its sign: that of the product, and one more. */
  public int expBits() {
    return format.exponentBits() + 2;
  }

  /** Bits of exponent, sign included, and fraction: the magnitude before it is cut to the format. */
  public int magBits() {
    return expBits() + format.fractionBits();
  }

  /** Halves of a tree that counts zeros in the product. */
  public List<Integer> levels() {
    return Literal.halves(productBits());
  }

  /** Bits of the count of zeros. */
  public int countBits() {
    return levels().size();
  }

  public boolean keeps() {
    return subnormals == Subnormals.KEEP;
  }

  public boolean rounds() {
    return rounding == Rounding.NEAREST;
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

  /** Whether what is beyond is NaN, which has no sign. */
  public boolean beyondIsNan() {
    return overflow == Overflow.INF && !ieee();
  }

  public String bias() {
    return Literal.of(format.bias(), expBits());
  }

  public String beyond() {
    return Literal.of(overflow == Overflow.SATURATE ? format.largest() : format.limit(), format.magnitudeBits());
  }

  public String nan() {
    return Literal.of(format.nan(), bits());
  }
}
