// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import kakure.BadInput;
import kakure.golden.FloatArithmetic;
import kakure.golden.FloatEdges;
import kakure.golden.LogProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The trainer's products against the golden function of the hardware's multiplier, bit for bit, and the loops of the Vector API against the definition in plain Java. */
class MultiplicationTest {
  private static final int LANES = Kernels.LANES;
  private static final int[] CORNERS = {
    0, 1, 0x400000, 0x7fffff, 0x800000, 0x800001, 0xffffff, 0x1000000, 0x3f000000, 0x3f7fffff, 0x3f800000, 0x3f800001, 0x3fc00000, 0x3fffffff, 0x40000000, 0x5effffff, 0x5f000000, 0x7effffff, 0x7f000000, 0x7f7fffff,
    0x7f800000, 0x7f800001, 0x7fc00000, 0x7fffffff, 0x1f800000, 0x20000000, 0x1fc00000, 0x10000, 0x7f0000, 0x7f0001, 0x7fff8000, 0x7f7f8000, 0x7f7f0000
  };
  private static final String ALL =
      "lam, lam:fp32:constant, lam:fp32:zeromean, lam:fp32:minbias, lam:fp32:none:7, lam:fp32:none:4:one, lam:fp32:constant:3, lam:fp32:constant:1:one, lam:fp32:minbias:6:one, lam:bf16, lam:bf16:constant, lam:bf16:zeromean, lam:bf16:minbias, lam:bf16:minbias:6, lam:bf16:zeromean:4:one, lam:bf16:none:3:one, lam:e8m10:minbias, lam:e8m1";

  private final Random random = new Random(7);

  /** Any float at all, a corner, or one that makes sums overflow or underflow. */
  private int any() {
    int sign = random.nextInt() & 0x80000000;
    return switch (random.nextInt(8)) {
      case 0 -> CORNERS[random.nextInt(CORNERS.length)] | sign;
      case 1 -> 0x5f000000 + random.nextInt(0x2000000) | sign;
      case 2 -> 0x1f000000 + random.nextInt(0x2000000) | sign;
      case 3 -> 0x3f000000 + random.nextInt(0x1000000) | sign;
      default -> random.nextInt();
    };
  }

  /** Not so large that a product could be infinite, often zero, and products often too small. */
  private float tame() {
    int sign = random.nextInt() & 0x80000000;
    return Float.intBitsToFloat(switch (random.nextInt(8)) {
      case 0 -> sign;
      case 1 -> random.nextInt(0x1000000) | sign;
      case 2, 3 -> 0x1f000000 + random.nextInt(0x2000000) | sign;
      case 4 -> 0x3f000000 + random.nextInt(0x2000000) | sign;
      default -> random.nextInt(LogMultiplication.TAME - 0x800000) | sign; // the highest might be rounded up
    });
  }

  private float[] operands(Multiplication m, int n) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) x[i] = m.operand(tame());
    return x;
  }

  private static float[] positive(float[] x) {
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i++) y[i] = Float.intBitsToFloat(Float.floatToRawIntBits(x[i]) & 0x7fffffff);
    return y;
  }

  private static String[] all() {
    return ALL.split(", ");
  }

  private static LogProduct golden(Multiplier m) {
    return new LogProduct(m.format(), m.compensation(), m.kept(), m.one(), FloatEdges.Overflow.INF);
  }

  @Test
  void productsAreTheBlocks() {
    for (String text : all()) {
      Multiplier m = Multiplier.parse(text);
      LogProduct golden = golden(m);
      Multiplication log = Multiplication.of(m, true);
      int drop = 23 - m.format().fractionBits();
      for (int a : CORNERS) for (int b : CORNERS) for (int s = 0; s < 4; s++) same(golden, log, a | s << 31, b | s >> 1 << 31, drop, text);
      for (int i = 0; i < 400_000; i++) same(golden, log, any(), any(), drop, text);
    }
  }

  private static void same(LogProduct golden, Multiplication log, int a, int b, int drop, String text) {
    int x = a >> drop << drop;
    int y = b >> drop << drop;
    int expected = (int) (golden.of(x >>> drop, y >>> drop) << drop);
    int product = log.product(log.operand(x), log.operand(y));
    if (product != expected) assertThat(Integer.toHexString(product)).as("%s of %x and %x", text, x, y).isEqualTo(Integer.toHexString(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"exact", "exact:bf16", "exact:e8m10"})
  void exactProductsAreRoundedOnce(String text) {
    Multiplier m = Multiplier.parse(text);
    var golden = new FloatArithmetic(m.format(), FloatEdges.IEEE);
    Multiplication exact = Multiplication.of(m, true);
    int drop = 23 - m.format().fractionBits();
    for (int i = 0; i < 1_000_000; i++) {
      int x = any() >> drop << drop;
      int y = any() >> drop << drop;
      int product = exact.product(exact.operand(x), exact.operand(y));
      if (drop > 0 && (product & 0x7fffffff) < 0x800000) continue; // subnormal: rounded twice
      int expected = (int) (golden.product(x >>> drop, y >>> drop) << drop);
      assertThat(Float.floatToIntBits(Float.intBitsToFloat(product))).as("%x times %x", x, y).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lam", "lam:bf16", "lam:e8m10", "exact:bf16"})
  void operandsAreRoundedToNearest(String text) {
    Multiplier m = Multiplier.parse(text);
    Multiplication scalar = Multiplication.of(m, true);
    int drop = 23 - m.format().fractionBits();
    for (int i = 0; i < 1_000_000; i++) {
      int x = any();
      int expected = (int) (m.format().ofDouble(Float.intBitsToFloat(x), FloatEdges.IEEE) << drop);
      boolean zero = m.log() && (expected & 0x7fffffff) < 0x800000;
      assertThat(scalar.operand(x)).as("%x", x).isEqualTo(zero ? expected & 0x80000000 : expected);
    }
  }

  @Test
  void vectorsMakeTheSameOperands() {
    for (String text : (ALL + ", exact, exact:bf16").split(", ")) {
      Multiplication scalar = Multiplication.of(Multiplier.parse(text), true);
      Multiplication vector = Multiplication.of(Multiplier.parse(text), false);
      assertThat(vector.getClass()).as("the Vector API is used here").isNotEqualTo(scalar.getClass());
      for (int wild = 0; wild < 2; wild++) {
        float[] x = new float[400 * LANES + 3];
        for (int i = 0; i < x.length; i++) x[i] = wild == 0 ? tame() : Float.intBitsToFloat(any());
        float[] y = x.clone();
        scalar.operands(x, 3, x.length - 3);
        vector.operands(y, 3, y.length - 3);
        for (int i = 0; i < x.length; i++) assertThat(Float.floatToRawIntBits(y[i])).as(text).isEqualTo(Float.floatToRawIntBits(x[i]));
        if (vector instanceof LogMultiplication log) assertThat(log.wild).isEqualTo(((LogMultiplication) scalar).wild).isEqualTo(wild == 1);
      }
    }
  }

  @Test
  void vectorsMakeTheSameSums() {
    for (String text : (ALL + ", exact, exact:bf16, exact:e8m20").split(", "))
      for (int wild = 0; wild < 2; wild++) {
        Multiplication scalar = Multiplication.of(Multiplier.parse(text), true);
        Multiplication vector = Multiplication.of(Multiplier.parse(text), false);
        gathers(text, scalar, vector, wild == 1);
        dots(text, scalar, vector, wild == 1);
      }
  }

  /** Each sum but for a long one is of one product, so that no other hides it. */
  private void gathers(String text, Multiplication scalar, Multiplication vector, boolean wild) {
    float[] in = operands(vector, 4000);
    float[] positive = positive(in);
    float[] value = operands(vector, 4000);
    float[] weight = operands(vector, 40);
    if (wild) for (int i = 0; i < 4000; i++) in[i] = vector.operand(Float.intBitsToFloat(any()));
    int[] offset = random.ints(40, 0, 100).map(i -> i * LANES).toArray();
    for (int n = 1; n <= 19; n++)
      for (int step : new int[] {1, 2})
        for (int from = 0; from < 30; from++) {
          int to = from == 0 ? 40 : from + 1;
          float[] a = new float[(n * step + 1) * LANES];
          float[] b = a.clone();
          scalar.gather(in, 12, step * LANES, offset, weight, from, to, a, 5, step * LANES, n);
          vector.gather(in, 12, step * LANES, offset, weight, from, to, b, 5, step * LANES, n);
          assertThat(b).as(text).isEqualTo(a);
          if (!wild) {
            scalar.gatherPositive(positive, 12, step * LANES, offset, weight, from, to, a, 5, step * LANES, n);
            vector.gatherPositive(positive, 12, step * LANES, offset, weight, from, to, b, 5, step * LANES, n);
            assertThat(b).as(text).isEqualTo(a);
          }
          if (!(scalar instanceof Slopes slopes)) continue;
          slopes.gather(in, 12, step * LANES, offset, weight, from, to, value, 3, LANES, a, 5, step * LANES, n);
          ((Slopes) vector).gather(in, 12, step * LANES, offset, weight, from, to, value, 3, LANES, b, 5, step * LANES, n);
          assertThat(b).as(text).isEqualTo(a);
        }
  }

  private void dots(String text, Multiplication scalar, Multiplication vector, boolean wild) {
    float[] rows = operands(vector, 3000);
    float[] columns = positive(operands(vector, 3000));
    float[] weight = operands(vector, 14);
    if (wild) for (int i = 0; i < 3000; i++) columns[i] = vector.operand(Float.intBitsToFloat(any() & 0x7fffffff));
    int[] row = {16, 3, 100, 40, 700};
    int[] column = {1, 55, 800, 16};
    int[] rowPixel = random.ints(50, 0, 2000).toArray();
    int[] columnPixel = random.ints(50, 0, 2000).toArray();
    for (int from = 0; from < 49; from++) {
      float[] a = new float[Products.ROWS * Products.COLUMNS * LANES + 7];
      float[] b = a.clone();
      int to = from == 0 ? 50 : from + 1;
      scalar.dots(rows, row, 1, columns, column, 1, rowPixel, columnPixel, from, to, a, 7);
      vector.dots(rows, row, 1, columns, column, 1, rowPixel, columnPixel, from, to, b, 7);
      assertThat(b).as(text).isEqualTo(a);
      if (!(scalar instanceof Slopes slopes)) continue;
      Arrays.fill(a, 0);
      Arrays.fill(b, 0);
      slopes.dots(rows, row, 1, columns, column, 1, rowPixel, columnPixel, weight, 2, from, to, a, 7);
      ((Slopes) vector).dots(rows, row, 1, columns, column, 1, rowPixel, columnPixel, weight, 2, from, to, b, 7);
      assertThat(b).as(text).isEqualTo(a);
    }
  }

  /** Between two operands on one linear piece the product moves by the derivative times their distance, exactly where nothing is cut. */
  @ParameterizedTest
  @ValueSource(strings = {"lam", "lam:fp32:constant", "lam:fp32:zeromean", "lam:fp32:minbias", "lam:e8m20:constant"})
  void theOwnDerivativeIsThatOfThePiece(String text) {
    Multiplier m = Multiplier.parse(text);
    LogProduct golden = golden(m);
    var log = (LogMultiplication) Multiplication.of(m, true);
    int drop = 23 - m.format().fractionBits();
    int pieces = 0;
    for (int i = 0; i < 100_000; i++) {
      int a = 0x3c000000 + random.nextInt(0x6000000) >> drop << drop | random.nextInt() & 0x80000000;
      int b = 0x3c000000 + random.nextInt(0x6000000) >> drop << drop | random.nextInt() & 0x80000000;
      int next = a + (64 << drop);
      float p = Float.intBitsToFloat((int) (golden.of(a >>> drop, b >>> drop) << drop));
      float q = Float.intBitsToFloat((int) (golden.of(next >>> drop, b >>> drop) << drop));
      if (Math.getExponent(p) != Math.getExponent(q) || Math.getExponent(Float.intBitsToFloat(a)) != Math.getExponent(Float.intBitsToFloat(next))) continue;
      double slope = ((double) q - p) / ((double) Float.intBitsToFloat(next) - Float.intBitsToFloat(a));
      double own = log.sloped(1f, Float.intBitsToFloat(a), Float.intBitsToFloat(b));
      // of the minimally biased one the sum that the compensation carries over goes in half steps, cut to whole ones
      assertThat(own / slope).as("%s at %x, %x", text, a, b).isCloseTo(1, within(log.bent ? .04 : 0));
      pieces++;
    }
    assertThat(pieces).isGreaterThan(90_000);
  }

  @Test
  void theOwnDerivativeOfWholePowers() {
    var log = (LogMultiplication) Multiplication.of(Multiplier.parse("lam"), true);
    assertThat(log.sloped(1f, 1.25f, 3f)).as("x + y below 1: 2^1").isEqualTo(2f);
    assertThat(log.sloped(1f, 1.5f, 3f)).as("x + y = 1: a carry").isEqualTo(4f);
    assertThat(log.sloped(-.75f, 1.75f, -3f)).isEqualTo(3f);
    assertThat(log.sloped(5f, 1.75f, 0f)).isZero();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "fast | there are exact[:FORMAT] and lam",
    "lam:fp64 | there is no such format",
    "lam:fp16 | format fp16: the trainer adds floats",
    "exact:e4m3 | format e4m3: the trainer adds floats",
    "lam:e8m23fn | the trainer adds floats",
    "lam:bf16:some | compensation \"some\": there are none, constant, zeromean and minbias",
    "lam:bf16:none:8 | truncate = 8",
    "lam:bf16:none:x | \"x\" fraction bits kept",
    "lam:bf16:minbias:1 | would do nothing",
    "lam:bf16:none:4:two | only \"one\" may follow",
    "lam:bf16:none:7:one | nothing is cut",
    "lam:bf16:none:4:one:1 | nothing follows",
    "exact:bf16:none | an exact multiplier has a format, and nothing else"})
  void refuses(String text, String message) {
    assertThatThrownBy(() -> Multiplier.parse(text)).isInstanceOf(BadInput.class).hasMessageStartingWith("multiplier \"" + text + "\": ").hasMessageContaining(message);
  }

  @Test
  void textsComeBack() {
    for (String text : all()) assertThat(Multiplier.parse(Multiplier.parse(text).toString())).isEqualTo(Multiplier.parse(text));
    assertThat(Multiplier.parse("lam")).hasToString("lam:fp32:none");
    assertThat(Multiplier.parse("lam:bf16:minbias:6:one")).hasToString("lam:bf16:minbias:6:one");
    assertThat(Multiplier.parse("exact")).hasToString("exact:fp32").isEqualTo(Multiplier.EXACT);
  }
}
