// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.Locale;
import kakure.BadInput;
import kakure.golden.Compensation;
import kakure.golden.FloatEdges;
import kakure.golden.FloatFormat;
import kakure.golden.LogProduct;

/**
 * Which multiplier a dense network is trained with: {@code exact[:FORMAT]} or {@code lam[:FORMAT[:COMPENSATION[:KEPT[:one]]]]}.
 *
 * @param log whether it is the log-approximate one
 * @param format of operands and products: 8 exponent bits, 1 to 23 fraction bits, IEEE's form, so that a float holds them
 * @param compensation of the log-approximate one; {@link Compensation#NONE} of the exact one
 * @param kept fraction bits that are not cut, 1 to the format's; all of them for the exact one
 * @param one whether a one stands behind the cut
 */
public record Multiplier(boolean log, FloatFormat format, Compensation compensation, int kept, boolean one) {
  /** Exact products of 32 bits. */
  public static final Multiplier EXACT = new Multiplier(false, new FloatFormat(8, 23, FloatFormat.Specials.IEEE), Compensation.NONE, 23, false);

  /** @throws IllegalArgumentException for a format that no float holds, or what {@link LogProduct} refuses */
  public Multiplier {
    if (format.exponentBits() != 8 || format.fractionBits() > 23 || format.specials() != FloatFormat.Specials.IEEE)
      throw new IllegalArgumentException("format " + format + ": the trainer adds floats and multiplies what they hold: fp32, bf16, or e8mY of 1 to 23 fraction bits");
    if (!log && (compensation != Compensation.NONE || kept != format.fractionBits() || one)) throw new IllegalArgumentException("an exact multiplier has a format, and nothing else: exact:" + format);
    if (one && kept == format.fractionBits()) throw new IllegalArgumentException("one: nothing is cut of " + kept + " fraction bits, so that no one stands behind them");
    new LogProduct(format, compensation, kept, one, FloatEdges.Overflow.INF);
  }

  /**
   * Reads the text that {@link #toString} writes; what is left out at its end is fp32, none, and the whole fraction.
   *
   * @throws BadInput naming what is wrong
   */
  public static Multiplier parse(String text) {
    String[] words = text.split(":", -1);
    boolean log = words[0].equals("lam");
    try {
      if (!log && !words[0].equals("exact")) throw new IllegalArgumentException("there are exact[:FORMAT] and lam[:FORMAT[:COMPENSATION[:KEPT[:one]]]], as lam:bf16:minbias");
      if (words.length > (log ? 5 : 2)) throw new IllegalArgumentException(log ? "nothing follows \"one\"" : "an exact multiplier has a format, and nothing else, as exact:bf16");
      FloatFormat format = words.length > 1 ? FloatFormat.parse(words[1]) : EXACT.format;
      int kept = words.length > 3 ? kept(words[3]) : format.fractionBits();
      if (words.length > 4 && !words[4].equals("one")) throw new IllegalArgumentException("\"" + words[4] + "\": only \"one\" may follow the fraction bits that are kept");
      return new Multiplier(log, format, words.length > 2 ? compensation(words[2]) : Compensation.NONE, kept, words.length > 4);
    } catch (IllegalArgumentException e) {
      throw new BadInput("multiplier \"" + text + "\": " + e.getMessage(), e);
    }
  }

  private static Compensation compensation(String word) {
    for (Compensation c : Compensation.values()) if (c.name().toLowerCase(Locale.ROOT).equals(word)) return c;
    throw new IllegalArgumentException("compensation \"" + word + "\": there are none, constant, zeromean and minbias");
  }

  private static int kept(String word) {
    if (!word.matches("[0-9]{1,2}")) throw new IllegalArgumentException("\"" + word + "\" fraction bits kept: give a number of 1 to the format's");
    return Integer.parseInt(word);
  }

  @Override
  public String toString() {
    if (!log) return "exact:" + format;
    boolean cut = kept < format.fractionBits();
    return "lam:" + format + ":" + compensation.name().toLowerCase(Locale.ROOT) + (cut ? ":" + kept : "") + (one ? ":one" : "");
  }
}
