// SPDX-License-Identifier: Apache-2.0
package kakure.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Formats and their one rounding, against Java's own arithmetic and against a search among all values of small formats. */
class FloatFormatTest {
  private static final FloatFormat FP64 = FloatFormat.parse("e11m52");
  private static final FloatFormat FP32 = FloatFormat.parse("fp32");

  @Test
  void namesAreReadAndSaid() {
    for (var name : List.of("fp32", "bf16", "fp16", "e5m2", "e4m3", "e4m3ieee", "e6m9", "e2m1finite", "e3m4fn", "e2m61")) assertThat(FloatFormat.parse(name)).hasToString(name);
    assertThat(FloatFormat.parse("e8m23")).hasToString("fp32");
    assertThat(FloatFormat.parse("e4m3fn")).hasToString("e4m3");
    assertThatThrownBy(() -> FloatFormat.parse("e1m3")).hasMessageContaining("2 exponent bits or more");
    assertThatThrownBy(() -> FloatFormat.parse("e5m0")).hasMessageContaining("1 fraction bit or more");
    assertThatThrownBy(() -> FloatFormat.parse("e9m55")).hasMessageContaining("64 bits at most");
    assertThatThrownBy(() -> FloatFormat.parse("e9999m9999")).hasMessageContaining("64 bits at most");
    assertThatThrownBy(() -> FloatFormat.parse("fp31")).hasMessageContaining("there is no such format");
    assertThatThrownBy(() -> FloatEdges.IEEE.check(FloatFormat.parse("e2m1finite"))).hasMessageContaining("overflow=saturate");
  }

  /** Values from the tables of arXiv 2209.05433. */
  @Test
  void theEightBitFormatsHaveTheirPublishedValues() {
    var e4m3 = FloatFormat.parse("e4m3");
    assertThat(e4m3.toDouble(e4m3.largest())).isEqualTo(448);
    assertThat(e4m3.toDouble(1)).isEqualTo(Math.scalb(1.0, -9));
    assertThat(e4m3.toDouble(e4m3.leastNormal())).isEqualTo(Math.scalb(1.0, -6));
    assertThat(e4m3.nan()).isEqualTo(0x7f);
    var e5m2 = FloatFormat.parse("e5m2");
    assertThat(e5m2.toDouble(e5m2.largest())).isEqualTo(57344);
    assertThat(e5m2.toDouble(1)).isEqualTo(Math.scalb(1.0, -16));
    assertThat(e5m2.toDouble(0x7c)).isInfinite();
    assertThat(e5m2.isNan(0x7d)).isTrue();
  }

  @Test
  void ofDoublesAndFloatsSumsAndProductsAreJavas() {
    var rng = new SplittableRandom(1);
    var wide = new FloatArithmetic(FP64, FloatEdges.IEEE);
    var single = new FloatArithmetic(FP32, FloatEdges.IEEE);
    for (int i = 0; i < 2_000_000; i++) {
      long a = any(FP64, rng, 0), b = any(FP64, rng, a);
      double x = Double.longBitsToDouble(a), y = Double.longBitsToDouble(b);
      same(FP64, wide.product(a, b), Double.doubleToRawLongBits(x * y), a, b);
      same(FP64, wide.sum(a, b), Double.doubleToRawLongBits(x + y), a, b);
      int c = (int) any(FP32, rng, 0), d = (int) any(FP32, rng, c);
      float u = Float.intBitsToFloat(c), v = Float.intBitsToFloat(d);
      same(FP32, single.product(c & 0xffffffffL, d & 0xffffffffL), Float.floatToRawIntBits(u * v) & 0xffffffffL, c, d);
      same(FP32, single.sum(c & 0xffffffffL, d & 0xffffffffL), Float.floatToRawIntBits(u + v) & 0xffffffffL, c, d);
      same(FP32, FP32.ofDouble(x, FloatEdges.IEEE), Float.floatToRawIntBits((float) x) & 0xffffffffL, a, 0);
    }
  }

  /** Random bits; one in two has the exponent of {@code near}, or one beside it, and one in eight is a corner. */
  private static long any(FloatFormat f, SplittableRandom rng, long near) {
    long raw = rng.nextLong() & (f.signMask() | f.magnitudeMask());
    int choice = rng.nextInt(16);
    if (choice < 8) return raw & ~(f.magnitudeMask() & ~f.fractionMask()) | Math.max(0, Math.min((1L << f.exponentBits()) - 1, f.field(near) + rng.nextInt(-3, 4))) << f.fractionBits();
    return switch (choice) {
      case 8 -> raw & f.signMask();
      case 9 -> raw & (f.signMask() | f.fractionMask());
      default -> raw;
    };
  }

  private static void same(FloatFormat f, long got, long expected, long a, long b) {
    if (got != expected && !(f.isNan(got) && f.isNan(expected))) throw new AssertionError(f + ": " + Long.toHexString(a) + ", " + Long.toHexString(b) + ": expected " + Long.toHexString(expected) + ", got " + Long.toHexString(got));
  }

  /** Of small formats every pair; sums and products are exact in double, and the nearest value is looked for among all. */
  @TestFactory
  Stream<DynamicTest> ofSmallFormatsEveryPairIsTheNearestValue() {
    return Stream.of("e4m3", "e5m2", "e4m3ieee", "e3m4fn", "e2m1finite", "e2m1", "e3m3finite").map(FloatFormat::parse).flatMap(f -> Stream.of(FloatEdges.Rounding.values())
        .flatMap(r -> Stream.of(FloatEdges.Overflow.values()).flatMap(o -> Stream.of(FloatEdges.Subnormals.values()).map(s -> new FloatEdges(r, o, s))))
        .filter(e -> f.hasNan() || e.overflow() == FloatEdges.Overflow.SATURATE).map(e -> DynamicTest.dynamicTest(f + " " + e, () -> everyPair(f, e))));
  }

  private static void everyPair(FloatFormat f, FloatEdges edges) {
    var arithmetic = new FloatArithmetic(f, edges);
    var search = new NearestSearch(f, edges);
    for (long a = 0; a < 1L << f.bits(); a++) {
      for (long b = 0; b < 1L << f.bits(); b++) {
        double x = search.read(a), y = search.read(b);
        same(f, arithmetic.product(a, b), search.nearest(x * y), a, b);
        same(f, arithmetic.sum(a, b), search.nearest(x + y), a, b);
      }
    }
  }

  /** Formats too wide for doubles agree with BigInteger's way of the widest, and with each other where one is the other's part. */
  @Test
  void theWidestFractionsAreRoundedAsTheOthers() {
    var rng = new SplittableRandom(2);
    var widest = new FloatArithmetic(FloatFormat.parse("e2m61"), FloatEdges.IEEE);
    var less = new FloatArithmetic(FloatFormat.parse("e2m58"), FloatEdges.IEEE);
    for (int i = 0; i < 300_000; i++) {
      long a = any(less.format(), rng, 0), b = any(less.format(), rng, a);
      long exact = widest.sum(a << 3, b << 3);
      long expected = (exact & 7) == 0 || widest.format().isNan(exact) ? exact >>> 3 : less.sum(a, b);
      same(less.format(), less.sum(a, b), expected, a, b);
      long sum = less.sum(a, b);
      if (!less.format().isNan(sum) && !less.format().isInfinite(sum)) assertThat(Math.abs((sum << 3) - exact)).isLessThanOrEqualTo(4);
    }
  }
}
