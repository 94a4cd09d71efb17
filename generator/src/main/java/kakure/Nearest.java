// SPDX-License-Identifier: Apache-2.0
package kakure;

import java.util.Comparator;
import java.util.List;

/** The name that a user may have meant. */
public final class Nearest {
  private Nearest() {}

  /** {@code "; did you mean spi?"}, or nothing where no name is near: letters inserted, left out, exchanged, at most half of them. */
  public static String said(String word, List<String> names) {
    return names.stream().filter(n -> distance(word, n) <= Math.max(word.length(), n.length()) / 2).min(Comparator.comparingInt(n -> distance(word, n))).map(n -> "; did you mean " + n + "?").orElse("");
  }

  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) row[j] = j;
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
