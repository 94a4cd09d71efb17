// SPDX-License-Identifier: Apache-2.0
package targets.matrix;

import java.nio.ByteBuffer;

/** Values packed next to each other, the first in the low bits, little-endian: what a port of many values is as bytes. */
final class Bits {
  private Bits() {}

  /** Puts values of {@code width} bits from byte {@code offset} on, where zeros stand. */
  static void put(ByteBuffer to, int offset, long[] values, int width) {
    for (int v = 0; v < values.length; v++) {
      for (int bit = v * width, end = bit + width, from = 0; bit < end; ) {
        int in = bit % 8, n = Math.min(8 - in, end - bit), at = offset + bit / 8;
        to.put(at, (byte) (to.get(at) | (values[v] >>> from & (1 << n) - 1) << in));
        bit += n;
        from += n;
      }
    }
  }

  /** Gets them again. */
  static long[] get(ByteBuffer from, int offset, int count, int width) {
    var values = new long[count];
    for (int v = 0; v < count; v++) {
      for (int bit = v * width, end = bit + width, to = 0; bit < end; ) {
        int in = bit % 8, n = Math.min(8 - in, end - bit);
        values[v] |= (from.get(offset + bit / 8) >>> in & (1L << n) - 1) << to;
        bit += n;
        to += n;
      }
    }
    return values;
  }

  /** Bytes of so many values. */
  static int bytes(int count, int width) {
    return (count * width + 7) / 8;
  }
}
