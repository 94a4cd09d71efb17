// SPDX-License-Identifier: Apache-2.0
package kakure.golden;

import java.util.Locale;

/** What is added to the sum of two fractions so that a logarithmic product errs less; named as on the command line, in units of the last fraction bit that is kept, rounded to them. */
public enum Compensation {
  /** Nothing (Mitchell, 1962): never too large, 1/9 too small at worst, 3.849% on average. */
  NONE,
  /** 2^-l with l = t of up to 3 bits, 3 of 4, 4 of more (L-Mul: Luo and Sun, "Addition is All You Need", arXiv 2410.00907, 2024): one bit, hence cheap. */
  CONSTANT,
  /** 0.0566454: the mean error of uniform fractions is 0. */
  ZEROMEAN,
  /** 2^-4 + 2^-6, and half of it where the fractions' sum carries, added to the significand: nearly without bias (Saadat, Bokhari, Parameswaran, TCAD 37(11), 2018). */
  MINBIAS;

  /** The root of mean(c) = 0, the mean over uniform fractions, integrated numerically. */
  private static final double ZERO_MEAN = 0.056645436145530743;

  /**
   * What is added where the fractions' sum carries, or does not.
   *
   * @param kept fraction bits that are kept, t, 1 or more
   */
  public long units(int kept, boolean carry) {
    return switch (this) {
      case NONE -> 0;
      case CONSTANT -> 1L << kept - (kept <= 3 ? kept : kept == 4 ? 3 : 4);
      case ZEROMEAN -> Math.round(Math.scalb(ZERO_MEAN, kept));
      case MINBIAS -> Math.round(Math.scalb(5.0, kept - (carry ? 7 : 6)));
    };
  }

  /**
   * Refuses widths at which it does nothing.
   *
   * @throws IllegalArgumentException where it is less than half of the last bit that is kept
   */
  public void check(int kept) {
    if (this == NONE || units(kept, true) > 0) return;
    int least = kept;
    while (units(least, true) == 0) least++;
    throw new IllegalArgumentException("compensation = " + name().toLowerCase(Locale.ROOT) + " is less than half of the last of " + kept + " fraction bits, so it would do nothing: keep " + least
        + " bits or more, or take none or constant");
  }
}
