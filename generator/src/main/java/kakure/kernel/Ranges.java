// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Range checks of parameters and the small arithmetic of widths. */
public final class Ranges {
  private Ranges() {}

  /** Refuses a parameter outside its range: {@code IllegalArgumentException} with name, value and range. */
  public static int check(String name, int value, int min, int max) {
    if (value < min || value > max) throw new IllegalArgumentException(name + " = " + value + " is outside " + min + " .. " + max);
    return value;
  }

  /** Refuses a parameter that is none of the given values. */
  public static int oneOf(String name, int value, int... legal) {
    for (int l : legal) if (value == l) return value;
    var text = Arrays.stream(legal).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(name + " = " + value + " is none of " + text);
  }

  /** Refuses a parameter that does not divide another. */
  public static void divides(String name, int value, String ofName, int of) {
    if (of % value != 0) throw new IllegalArgumentException(name + " = " + value + " does not divide " + ofName + " = " + of);
  }

  /** Bits that hold 0 .. max, at least one. */
  public static int bits(int max) {
    return Math.max(1, 32 - Integer.numberOfLeadingZeros(max));
  }
}
