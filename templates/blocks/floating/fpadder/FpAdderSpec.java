// SPDX-License-Identifier: Apache-2.0
package blocks.floating.fpadder;

import blocks.floating.FloatPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.golden.FloatArithmetic;
import kakure.golden.FloatEdges;
import kakure.golden.FloatEdges.Overflow;
import kakure.golden.FloatEdges.Subnormals;
import kakure.golden.FloatFormat;
import kakure.spec.BlockSpec;
import kakure.spec.FunctionModel;
import kakure.spec.Law;

/** Checks of {@link FpAdder}: all kinds of special values, edges and registers; numbers that nearly cancel; laws: Java's own sums. */
public final class FpAdderSpec implements BlockSpec<FpAdder> {
  @Override
  public String name() {
    return "fpadder";
  }

  @Override
  public String summary() {
    return "exact sum of any floating-point format, rounded once";
  }

  @Override
  public FpAdder usual() {
    return of("fp32", Overflow.INF, Subnormals.FLUSH, 0);
  }

  @Override
  public List<FpAdder> corners() {
    return List.of(
        of("e2m1", Overflow.INF, Subnormals.KEEP, 0), of("e4m3", Overflow.INF, Subnormals.FLUSH, 0), of("e5m2", Overflow.INF, Subnormals.KEEP, 1), of("e4m3", Overflow.SATURATE, Subnormals.KEEP, 2),
        of("e2m3finite", Overflow.SATURATE, Subnormals.KEEP, 0), of("e3m4finite", Overflow.SATURATE, Subnormals.FLUSH, 3), of("bf16", Overflow.INF, Subnormals.FLUSH, 3),
        of("fp16", Overflow.SATURATE, Subnormals.KEEP, 3), of("e2m9fn", Overflow.INF, Subnormals.FLUSH, 0), of("fp32", Overflow.INF, Subnormals.KEEP, 0), of("e11m52", Overflow.INF, Subnormals.FLUSH, 0));
  }

  @Override
  public List<FpAdder> mutated() {
    return List.of(corners().get(1), corners().get(2));
  }

  private static FpAdder of(String format, Overflow overflow, Subnormals subnormals, int stages) {
    return new FpAdder(FloatFormat.parse(format), overflow, subnormals, stages);
  }

  @Override
  public FpAdder random(SplittableRandom rng) {
    var format = FloatPoints.format(rng);
    return new FpAdder(format, !format.hasNan() || rng.nextBoolean() ? Overflow.SATURATE : Overflow.INF, Subnormals.values()[rng.nextInt(2)], rng.nextInt(4));
  }

  @Override
  public FunctionModel golden(FpAdder block) {
    return new Sum(block.arithmetic(), block.stages());
  }

  private record Sum(FloatArithmetic arithmetic, int latency) implements FunctionModel {
    @Override
    public void apply(long[] in, long[] out) {
      out[0] = arithmetic.sum(in[0], in[1]);
    }
  }

  /** Besides the corners, numbers a few exponents apart, which random bits of a wide exponent hardly are: they carry, cancel and are rounded. */
  @Override
  public List<long[]> directed(FpAdder block) {
    var format = block.format();
    var all = new ArrayList<>(FloatPoints.pairs(format));
    var rng = new SplittableRandom(1);
    long fields = 1L << format.exponentBits();
    for (int i = 0; i < 4_000; i++) {
      long field = rng.nextLong(fields), near = Math.max(0, Math.min(fields - 1, field + rng.nextLong(-3, format.fractionBits() + 4)));
      all.add(new long[] {value(format, rng, field), value(format, rng, near)});
    }
    return all;
  }

  private static long value(FloatFormat format, SplittableRandom rng, long field) {
    long fraction = switch (rng.nextInt(4)) {
      case 0 -> rng.nextLong(4) & format.fractionMask();
      case 1 -> format.fractionMask() - (rng.nextLong(4) & format.fractionMask());
      default -> rng.nextLong(format.leastNormal());
    };
    return format.signed(rng.nextBoolean(), field << format.fractionBits() | fraction);
  }

  @Override
  public List<Law> laws() {
    return List.of(
        new Law("sums of fp32 are those of Java's float, of e11m52 those of its double", FpAdderSpec::java),
        new Law("sums of fp16, which double holds exactly, are rounded as double's value is", FpAdderSpec::throughDouble));
  }

  private static Optional<String> java() {
    var rng = new SplittableRandom(1);
    var single = new FloatArithmetic(FloatFormat.parse("fp32"), FloatEdges.IEEE);
    var wide = new FloatArithmetic(FloatFormat.parse("e11m52"), FloatEdges.IEEE);
    for (int i = 0; i < 200_000; i++) {
      int a = rng.nextInt(), b = a & 0xf8000000 | rng.nextInt() >>> 5;
      float sum = Float.intBitsToFloat(a) + Float.intBitsToFloat(b);
      long got = single.sum(a & 0xffffffffL, b & 0xffffffffL);
      if (Float.isNaN(sum) ? !single.format().isNan(got) : got != (Float.floatToRawIntBits(sum) & 0xffffffffL)) return Optional.of(Integer.toHexString(a) + " + " + Integer.toHexString(b));
      long c = rng.nextLong(), d = c & 0x7f00000000000000L | rng.nextLong() & 0x80ffffffffffffffL;
      double twice = Double.longBitsToDouble(c) + Double.longBitsToDouble(d);
      long wideGot = wide.sum(c, d);
      if (Double.isNaN(twice) ? !wide.format().isNan(wideGot) : wideGot != Double.doubleToRawLongBits(twice)) return Optional.of(Long.toHexString(c) + " + " + Long.toHexString(d));
    }
    return Optional.empty();
  }

  private static Optional<String> throughDouble() {
    var rng = new SplittableRandom(2);
    var format = FloatFormat.parse("fp16");
    var arithmetic = new FloatArithmetic(format, FloatEdges.IEEE);
    for (int i = 0; i < 300_000; i++) {
      long a = rng.nextLong(1L << 16), b = rng.nextLong(1L << 16);
      double sum = format.toDouble(a) + format.toDouble(b);
      long got = arithmetic.sum(a, b);
      if (Double.isNaN(sum) ? !format.isNan(got) : got != format.ofDouble(sum, FloatEdges.IEEE)) return Optional.of(Long.toHexString(a) + " + " + Long.toHexString(b));
    }
    return Optional.empty();
  }
}
