// SPDX-License-Identifier: Apache-2.0
package kakure.spec;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Parameters from the command line, {@code name=value}, read with defaults; anything wrong is an {@code IllegalArgumentException} with what and why. */
public final class Parameters {
  private final Map<String, String> given;

  private Parameters(Map<String, String> given) {
    this.given = given;
  }

  /** Refuses names other than {@code known}. */
  public static Parameters of(Map<String, String> given, String... known) {
    var names = new TreeSet<>(List.of(known));
    for (var name : new TreeSet<>(given.keySet())) {
      if ((name + given.get(name)).chars().anyMatch(Character::isISOControl)) throw new IllegalArgumentException("names and values of parameters are printable text");
      if (!names.contains(name)) throw new IllegalArgumentException("there is no parameter \"" + name + "\"; there are: " + String.join(", ", names));
    }
    return new Parameters(given);
  }

  /** A decimal integer, or {@code otherwise} where the name is not given; the block's record checks the range. */
  public int integer(String name, int otherwise) {
    var text = given.get(name);
    if (text == null) return otherwise;
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " = \"" + text + "\" is not an integer of 32 bits");
    }
  }

  /** A word, or {@code otherwise} where the name is not given. */
  public String text(String name, String otherwise) {
    return given.getOrDefault(name, otherwise);
  }
}
