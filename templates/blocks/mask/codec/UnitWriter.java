// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import java.util.Arrays;

/** Bits into 64-bit words of four 16-bit units, the first unit in the low bits, a unit's first bit its highest. */
final class UnitWriter {
  private long[] words;
  private final int first;
  private long bits;

  /** Leaves {@code headerWords} words free at the start. */
  UnitWriter(int headerWords) {
    first = headerWords;
    words = new long[headerWords + 16];
  }

  /** Appends the {@code count} low bits of a value, the highest first. */
  void put(int value, int count) {
    for (int i = count - 1; i >= 0; i--, bits++) {
      int word = first + (int) (bits >> 6);
      if (word == words.length) words = Arrays.copyOf(words, 2 * words.length);
      words[word] |= (long) (value >> i & 1) << (bits & 48 | 15 - (bits & 15));
    }
  }

  /** Header and bits; the last word is filled up with zeros. */
  long[] words() {
    return Arrays.copyOf(words, first + (int) (bits + 63 >> 6));
  }
}
