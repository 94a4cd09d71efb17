// SPDX-License-Identifier: Apache-2.0
package kakure.report.design;

import java.util.Locale;
import kakure.report.Html;
import kakure.report.Numbers;

/** Words and shapes that several sections share. */
final class Parts {
  private Parts() {}

  /** A count with its thousands apart. */
  static String count(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  /** A share in per cent. */
  static String percent(double share) {
    return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f%%", 100 * share) : "-";
  }

  /** A figure, or a stroke where there is none. */
  static String number(double value) {
    return Double.isFinite(value) ? Numbers.text(value) : "-";
  }

  /** A length of a style in per cent of what is around it. */
  static String length(double share) {
    return String.format(Locale.ROOT, "%.3f%%", 100 * share);
  }

  /** A heading with a place to link to. */
  static void heading(StringBuilder s, String id, String text) {
    s.append("<h2 id=\"").append(id).append("\">").append(Html.escape(text)).append("</h2>\n");
  }

  /** A paragraph below a picture or a table. */
  static void note(StringBuilder s, String text) {
    s.append("<p class=\"soft\">").append(Html.escape(text)).append("</p>\n");
  }
}
