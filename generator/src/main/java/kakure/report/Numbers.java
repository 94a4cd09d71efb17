// SPDX-License-Identifier: Apache-2.0
package kakure.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Figures as a reader wants them. */
public final class Numbers {
  private static final MathContext DIGITS = new MathContext(4);

  private Numbers() {}

  /** Four digits that count, and all before the point. */
  public static String text(double value) {
    if (value == 0) return "0";
    if (Math.abs(value) >= 1e4) return String.format(Locale.ROOT, "%.0f", value);
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }

  /** A relative error in per cent. */
  public static String percent(double value) {
    return text(100 * value) + " %";
  }
}
