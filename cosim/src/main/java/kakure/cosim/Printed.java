// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Text of another process or file, fit for one line of a message: nothing in it moves a cursor or looks like a line of ours. */
final class Printed {
  private static final int MOST = 600;

  private Printed() {}

  /** A line of text with a question mark for every control character, and for those that change the direction of text and the like. */
  static String plain(String line) {
    return line.replaceAll("[\\p{IsControl}\\p{Cf}]", "?");
  }

  /** The last {@code lines} lines that hold something, joined by " | ", at most 600 characters of them. */
  static String line(byte[] text, int lines) {
    String[] all = new String(text, StandardCharsets.UTF_8).lines().map(String::strip).filter(l -> !l.isEmpty()).toArray(String[]::new);
    String joined = Arrays.stream(all, Math.max(0, all.length - lines), all.length).map(Printed::plain).collect(Collectors.joining(" | "));
    return joined.length() > MOST ? "..." + joined.substring(joined.length() - MOST) : joined;
  }
}
