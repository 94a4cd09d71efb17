// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import blocks.mask.codec.MaskStreamException.Fault;

/** Reads what {@link UnitWriter} wrote. */
final class UnitReader {
  private final long[] words;
  private final int first;
  private long bits;

  UnitReader(long[] words, int headerWords) {
    this.words = words;
    first = headerWords;
  }

  /** The next bit. */
  int bit() {
    int word = first + (int) (bits >> 6);
    if (word >= words.length) throw new MaskStreamException(Fault.TRUNCATED, words.length, "the bits end before the mask does");
    int bit = (int) (words[word] >>> (bits & 48 | 15 - (bits & 15))) & 1;
    bits++;
    return bit;
  }

  /** The next {@code count} bits, the first highest. */
  int bits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) value = value << 1 | bit();
    return value;
  }

  /** Words of which a bit was read, and all before. */
  int wordsTouched() {
    return first + (int) (bits + 63 >> 6);
  }
}
