// SPDX-License-Identifier: Apache-2.0
package kakure.sweep;

import java.util.List;
import java.util.stream.Collectors;

/** Words as a shell reads them back. */
final class ShellWords {
  private static final String PLAIN = "[A-Za-z0-9_./:=,+@%-]+";

  private ShellWords() {}

  /** A command of these words; those that a shell would take apart are quoted. */
  static String command(List<String> words) {
    return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
  }

  static String quoted(String word) {
    return word.matches(PLAIN) ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
