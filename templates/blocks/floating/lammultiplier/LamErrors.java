// SPDX-License-Identifier: Apache-2.0
package blocks.floating.lammultiplier;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kakure.golden.Compensation;
import kakure.golden.FloatEdges.Overflow;
import kakure.golden.FloatFormat;

/**
 * Relative error of a log-approximate product over all pairs of fractions, exponents such that nothing overflows: mean, mean absolute, range, in percent. The fractions are taken as uniform.
 *
 * @param mean with its sign
 * @param meanAbsolute of the absolute values
 * @param least the most negative
 * @param greatest the most positive
 */
public record LamErrors(double mean, double meanAbsolute, double least, double greatest) {
  /** Fractions of more bits are sampled, in the middle of as many parts. */
  private static final int SAMPLED_BITS = 10;
  private static final int WORST_BITS = 7;

  /** Of a multiplier. */
  public static LamErrors of(LamMultiplier block) {
    var format = block.format();
    var product = block.product();
    long one = format.bias() << format.fractionBits();
    int spare = Math.max(0, format.fractionBits() - SAMPLED_BITS);
    long middle = spare == 0 ? 0 : 1L << spare - 1;
    int n = 1 << Math.min(SAMPLED_BITS, format.fractionBits());
    double sum = 0, absolute = 0, least = Double.POSITIVE_INFINITY, greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        long a = one | (long) i << spare | middle, b = one | (long) k << spare | middle;
        double exact = format.toDouble(a) * format.toDouble(b);
        double error = 100 * (format.toDouble(product.of(a, b)) / exact - 1);
        sum += error;
        absolute += Math.abs(error);
        least = Math.min(least, error);
        greatest = Math.max(greatest, error);
      }
    }
    return new LamErrors(sum / n / n, absolute / n / n, least, greatest);
  }

  /** The greatest absolute relative error, in percent: over a grid of fractions, and both ends of what lies between its points. */
  public static double worst(LamMultiplier block) {
    var format = block.format();
    var product = block.product();
    long one = format.bias() << format.fractionBits();
    int spare = Math.max(0, format.fractionBits() - WORST_BITS);
    int n = 1 << Math.min(WORST_BITS, format.fractionBits());
    double worst = 0;
    for (int i = 0; i < 2 * n; i++) {
      long a = end(one, i, spare);
      for (int k = i; k < 2 * n; k++) {
        long b = end(one, k, spare);
        worst = Math.max(worst, Math.abs(100 * (format.toDouble(product.of(a, b)) / (format.toDouble(a) * format.toDouble(b)) - 1)));
      }
    }
    return worst;
  }

  private static long end(long one, int i, int spare) {
    return one | (long) (i / 2) << spare | (i % 2 == 0 ? 0 : (1L << spare) - 1);
  }

  private static LamErrors of(String format, Compensation compensation, int kept, boolean one) {
    var f = FloatFormat.parse(format);
    return of(new LamMultiplier(f, compensation, kept, one, Overflow.INF, false, 0));
  }

  /** The published table; bf16's seven bits round the compensation, hence the wider tolerance. */
  static Optional<String> published() {
    record Row(Compensation c, LamErrors errors) {}
    var rows = List.of(
        new Row(Compensation.NONE, new LamErrors(-3.849, 3.849, -11.111, 0)), new Row(Compensation.CONSTANT, new LamErrors(0.408, 2.655, -7.287, 6.247)),
        new Row(Compensation.ZEROMEAN, new LamErrors(0, 2.579, -7.654, 5.659)), new Row(Compensation.MINBIAS, new LamErrors(-0.097, 2.581, -7.639, 7.809)));
    for (var row : rows) {
      for (var format : List.of("bf16", "fp16")) {
        var f = FloatFormat.parse(format);
        var got = of(format, row.c, f.fractionBits(), false);
        double tolerance = format.equals("bf16") ? 0.2 : 0.02;
        if (!got.near(row.errors, tolerance)) return Optional.of(String.format(Locale.ROOT, "%s of %s: expected %s, got %s", row.c, format, row.errors, got));
      }
    }
    return Optional.empty();
  }

  private boolean near(LamErrors other, double tolerance) {
    return Math.abs(mean - other.mean) < tolerance && Math.abs(meanAbsolute - other.meanAbsolute) < tolerance
        && Math.abs(least - other.least) < 2 * tolerance && Math.abs(greatest - other.greatest) < 2 * tolerance;
  }

  static Optional<String> truncated() {
    record Row(int kept, boolean one, double mean) {}
    for (var row : List.of(new Row(7, false, -4.37), new Row(4, false, -7.93), new Row(7, true, -3.85), new Row(4, true, -3.85), new Row(3, true, -3.85))) {
      var got = of("fp32", Compensation.NONE, row.kept, row.one);
      if (Math.abs(got.mean - row.mean) > 0.03) return Optional.of(row + ": got " + got.mean);
    }
    return Optional.empty();
  }

  static Optional<String> mitchell() {
    var got = of("fp16", Compensation.NONE, 10, false);
    boolean holds = got.greatest == 0 && Math.abs(got.least + 100.0 / 9) < 1e-9;
    return holds ? Optional.empty() : Optional.of("range " + got.least + " .. " + got.greatest);
  }
}
