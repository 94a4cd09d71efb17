// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * CRC-32 (IEEE 802.3, reflected polynomial 0xEDB88320) of whole words as a matrix over GF(2).
 * Bit i of the check register after a word is the parity of (word xor register) and row i.
 */
public final class Crc32Words {
  private Crc32Words() {}

  /** The 32 rows for words of {@code width} bits, 32 or 64, the least significant byte first. */
  public static long[] rows(int width) {
    if (width != 32 && width != 64) {
      throw new IllegalArgumentException("width = " + width + " is neither 32 nor 64");
    }
    return Arrays.stream(masks(width)).mapToLong(BigInteger::longValue).toArray();
  }

  /** The same for words of any number of bytes. */
  public static BigInteger[] masks(int width) {
    var rows = new BigInteger[32];
    Arrays.fill(rows, BigInteger.ZERO);
    for (int bit = 0; bit < width; bit++) {
      int register = 0;
      for (int i = 0; i < width; i++) {
        int in = i == bit ? 1 : 0;
        register = (register >>> 1) ^ (0xEDB88320 & -((register ^ in) & 1));
      }
      for (int i = 0; i < 32; i++) {
        if ((register >>> i & 1) != 0) rows[i] = rows[i].setBit(bit);
      }
    }
    return rows;
  }
}
