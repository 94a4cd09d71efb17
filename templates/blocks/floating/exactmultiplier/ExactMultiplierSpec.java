// SPDX-License-Identifier: Apache-2.0
package blocks.floating.exactmultiplier;

import blocks.floating.FloatPoints;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.golden.FloatArithmetic;
import kakure.golden.FloatEdges;
import kakure.golden.FloatEdges.Overflow;
import kakure.golden.FloatEdges.Rounding;
import kakure.golden.FloatEdges.Subnormals;
import kakure.golden.FloatFormat;
import kakure.spec.BlockSpec;
import kakure.spec.FunctionModel;
import kakure.spec.Law;

/** Checks of {@link ExactMultiplier}: all kinds of special values, roundings, edges and registers; laws: Java's own products. */
public final class ExactMultiplierSpec implements BlockSpec<ExactMultiplier> {
  @Override
  public String name() {
    return "exactmultiplier";
  }

  @Override
  public String summary() {
    return "exact product of any floating-point format, rounded once: the yardstick of lammultiplier";
  }

  @Override
  public ExactMultiplier usual() {
    return of("fp32", Rounding.NEAREST, Overflow.INF, Subnormals.FLUSH, 0);
  }

  @Override
  public List<ExactMultiplier> corners() {
    return List.of(
        of("e2m1", Rounding.NEAREST, Overflow.INF, Subnormals.KEEP, 0), of("e4m3", Rounding.NEAREST, Overflow.INF, Subnormals.FLUSH, 0),
        of("e5m2", Rounding.NEAREST, Overflow.INF, Subnormals.KEEP, 1), of("e4m3", Rounding.NEAREST, Overflow.SATURATE, Subnormals.KEEP, 2),
        of("e2m3finite", Rounding.NEAREST, Overflow.SATURATE, Subnormals.KEEP, 0), of("e3m4finite", Rounding.ZERO, Overflow.SATURATE, Subnormals.FLUSH, 3),
        of("bf16", Rounding.NEAREST, Overflow.INF, Subnormals.FLUSH, 3), of("fp16", Rounding.ZERO, Overflow.INF, Subnormals.KEEP, 3),
        of("e2m9fn", Rounding.NEAREST, Overflow.SATURATE, Subnormals.KEEP, 0), of("fp32", Rounding.NEAREST, Overflow.INF, Subnormals.KEEP, 0),
        of("e11m52", Rounding.NEAREST, Overflow.INF, Subnormals.FLUSH, 0));
  }

  @Override
  public List<ExactMultiplier> mutated() {
    return List.of(corners().get(1), corners().get(2));
  }

  private static ExactMultiplier of(String format, Rounding rounding, Overflow overflow, Subnormals subnormals, int stages) {
    return new ExactMultiplier(FloatFormat.parse(format), rounding, overflow, subnormals, stages);
  }

  @Override
  public ExactMultiplier random(SplittableRandom rng) {
    var format = FloatPoints.format(rng);
    return new ExactMultiplier(format, Rounding.values()[rng.nextInt(2)], !format.hasNan() || rng.nextBoolean() ? Overflow.SATURATE : Overflow.INF, Subnormals.values()[rng.nextInt(2)], rng.nextInt(4));
  }

  @Override
  public FunctionModel golden(ExactMultiplier block) {
    return new Product(block.arithmetic(), block.stages());
  }

  private record Product(FloatArithmetic arithmetic, int latency) implements FunctionModel {
    @Override
    public void apply(long[] in, long[] out) {
      out[0] = arithmetic.product(in[0], in[1]);
    }
  }

  @Override
  public List<long[]> directed(ExactMultiplier block) {
    return FloatPoints.pairs(block.format());
  }

  @Override
  public List<Law> laws() {
    return List.of(
        new Law("products of fp32 are those of Java's float, of e11m52 those of its double", ExactMultiplierSpec::java),
        new Law("products of bf16 and fp16, which float holds exactly, are rounded as float's value is", ExactMultiplierSpec::throughFloat));
  }

  private static Optional<String> java() {
    var rng = new SplittableRandom(1);
    var single = new FloatArithmetic(FloatFormat.parse("fp32"), FloatEdges.IEEE);
    var wide = new FloatArithmetic(FloatFormat.parse("e11m52"), FloatEdges.IEEE);
    for (int i = 0; i < 200_000; i++) {
      int a = rng.nextInt(), b = rng.nextInt();
      float product = Float.intBitsToFloat(a) * Float.intBitsToFloat(b);
      long got = single.product(a & 0xffffffffL, b & 0xffffffffL);
      if (Float.isNaN(product) ? !single.format().isNan(got) : got != (Float.floatToRawIntBits(product) & 0xffffffffL)) return Optional.of(Integer.toHexString(a) + " x " + Integer.toHexString(b));
      long c = rng.nextLong(), d = rng.nextLong();
      double twice = Double.longBitsToDouble(c) * Double.longBitsToDouble(d);
      long wideGot = wide.product(c, d);
      if (Double.isNaN(twice) ? !wide.format().isNan(wideGot) : wideGot != Double.doubleToRawLongBits(twice)) return Optional.of(Long.toHexString(c) + " x " + Long.toHexString(d));
    }
    return Optional.empty();
  }

  /** Of bf16 the product of normal numbers is exact in float unless it underflows, where both would round: no witness there, so the exponents are kept in the middle. */
  private static Optional<String> throughFloat() {
    var rng = new SplittableRandom(2);
    for (var name : List.of("bf16", "fp16")) {
      var format = FloatFormat.parse(name);
      var arithmetic = new FloatArithmetic(format, FloatEdges.IEEE);
      for (int i = 0; i < 100_000; i++) {
        long a = middle(format, rng), b = middle(format, rng);
        float product = (float) format.toDouble(a) * (float) format.toDouble(b);
        if (arithmetic.product(a, b) != format.ofDouble(product, FloatEdges.IEEE)) return Optional.of(name + ": " + Long.toHexString(a) + " x " + Long.toHexString(b));
      }
    }
    return Optional.empty();
  }

  private static long middle(FloatFormat format, SplittableRandom rng) {
    long field = format.bias() + rng.nextLong(-format.bias() / 2, format.bias() / 2);
    return format.signed(rng.nextBoolean(), field << format.fractionBits() | rng.nextLong(format.leastNormal()));
  }
}
