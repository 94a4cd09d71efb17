// SPDX-License-Identifier: Apache-2.0
package blocks.floating;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Constants that templates print. */
public final class Literal {
  private Literal() {}

  /** The low bits of a number, 1 to 64 of them and {@code above} copies of its sign before them, in hexadecimal. */
  public static String of(long value, int bits) {
    var digits = Long.toHexString(bits >= 64 ? value : value & (1L << bits) - 1);
    if (bits > 64) digits = (value < 0 ? Long.toHexString((1L << bits - 64) - 1) : "0") + String.format(Locale.ROOT, "%016x", value);
    return bits + "'h" + "0".repeat(Math.max(0, (bits + 3) / 4 - digits.length())) + digits;
  }

  /** Halves of a tree over so many bits, 2 or more, the widest first: 8, 4, 2, 1 of 9 to 16. */
  public static List<Integer> halves(int bits) {
    var all = new ArrayList<Integer>();
    for (int half = Integer.highestOneBit(bits - 1); half > 0; half /= 2) all.add(half);
    return all;
  }
}
