// SPDX-License-Identifier: Apache-2.0
package kakure.train;

/** The integers that stored weights may be: those that two cells of a computing memory hold in one of its modes, and a gate's bytes. */
enum Levels {
  /** -1, +1: mode PAIR, too, in a column each. */
  BINARY(2, 1, 2, new int[] {-1, 1}),
  /** -1, 0, +1: mode PAIR. */
  TERNARY(2, 1.5f, 2, new int[] {-1, 0, 1}),
  /** -2, -1, 0, +1: mode TWOS. */
  TWOS(2, 2, 1 + 4, new int[] {-2, -1, 0, 1}),
  /** -3, -1, +1, +3: mode LEV4. */
  LEV4(3, 4, 4 + 16 + 9, new int[] {-3, -1, 1, 3}),
  /** -127 to 127. */
  BYTE(8, 42, 0, null);

  private final int bits;
  private final float perBound;
  private final int lines;
  private final int[] values;

  Levels(int bits, float perBound, int lines, int[] values) {
    this.bits = bits;
    this.perBound = perBound;
    this.lines = lines;
    this.values = values;
  }

  /** Bits in which it is stored, two's complement. */
  int bits() {
    return bits;
  }

  /** Steps that the bound of the first weights, 1 / sqrt(fan in), is long. */
  float perBound() {
    return perBound;
  }

  /** The sum of the squares by which a pair's lines (LEV4: and the reference line) are weighed in a sum; 0 where a gate's small layer is no macro's. */
  int lines() {
    return lines;
  }

  /** The largest magnitude. */
  int most() {
    return values == null ? 127 : Math.max(-values[0], values[values.length - 1]);
  }

  /** Whether 0 is one of them. */
  boolean holdsZero() {
    return this != BINARY && this != LEV4;
  }

  /** The nearest level to so many steps; of two, the upper. */
  int nearest(float steps) {
    if (values == null) return (int) Math.max(-127, Math.min(127, Math.floor(steps + .5)));
    int best = values[0];
    for (int v : values) if (Math.abs(v - steps) <= Math.abs(best - steps)) best = v;
    return best;
  }
}
