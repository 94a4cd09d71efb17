// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

/** Range checks of parameters and the small arithmetic of widths. */
public final class Ranges {
  private Ranges() {}

  /** Refuses a parameter outside its range: {@code IllegalArgumentException} with name, value and range. */
  public static int check(String name, int value, int min, int max) {
    if (value < min || value > max) throw new IllegalArgumentException(name + " = " + value + " is outside " + min + " .. " + max);
    return value;
  }

  /** Bits that hold 0 .. max, at least one. */
  public static int bits(int max) {
    return Math.max(1, 32 - Integer.numberOfLeadingZeros(max));
  }
}
