// SPDX-License-Identifier: Apache-2.0
package kakure.faults;

import java.util.regex.Pattern;

/** Line numbers of a message, counted from its smallest, so that a snapshot outlives changes above the line that it speaks of. */
final class Lines {
  private static final Pattern LINE = Pattern.compile("(Test\\.java:)(\\d+)");

  private Lines() {}

  static String relative(String message) {
    int first = LINE.matcher(message).results().mapToInt(m -> Integer.parseInt(m.group(2))).min().orElse(0);
    return LINE.matcher(message).replaceAll(m -> m.group(1) + "+" + (Integer.parseInt(m.group(2)) - first));
  }
}
