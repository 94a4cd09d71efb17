// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/**
 * Damages coded masks.
 *
 * @param headerWords words before the bits of the mask
 * @param extents fields of word 1, as masks, that say how large the mask is and must not be zero
 * @param codes whether the last word of the header is code lengths
 * @param beat words of a beat, of which each of the header has one
 */
public record MaskDamage(int headerWords, List<Long> extents, boolean codes, int beat) {
  /** Layers' multi-stream masks. */
  public static final MaskDamage SUPERMASK = new MaskDamage(3, List.of(0xffffL, 0xffff_0000L, 0xffff_0000_0000L), true, 1);
  /** Layers' masks of which one channel in G is kept. */
  public static final MaskDamage INDICES = new MaskDamage(2, SUPERMASK.extents, false, 1);

  /** No code at all; too few words; too many, by a little and by much; a length above eight beside a complete code. */
  private static final long[] BAD_CODES = {0, 0x5555_5555_5555_5555L, 0x211, 0x1111_1111_1111_1111L, 0xc11, 0x3333_3333_3333_3333L};

  /** The same of streams whose beats have {@code words} words. */
  public MaskDamage beats(int words) {
    return new MaskDamage(headerWords, extents, codes, words);
  }

  /**
   * Flipped bits; words cut off and words added behind the header's back; or, under a length and a check sum that are right: code lengths or bits of the mask, words cut off
   * and words added. What comes out may be another mask.
   *
   * @param i chooses which, by its last decimal digit
   */
  public long[] of(long[] good, int i, SplittableRandom rng) {
    var words = good.clone();
    switch (i % 10) {
      case 0 -> words[0] ^= 1L << rng.nextInt(64);
      case 1 -> words[beat] ^= 1L << rng.nextInt(48, 64);
      case 2 -> words[beat] ^= 1L << rng.nextInt(48);
      case 3 -> {
        if (codes) words[2 * beat] = BAD_CODES[rng.nextInt(BAD_CODES.length)];
        else words[rng.nextInt(headerWords * beat, words.length)] |= rng.nextLong();
        words = sealed(words, beat);
      }
      case 4 -> words[beat] &= ~extents.get(rng.nextInt(extents.size()));
      case 5 -> words = sealed(beats(words, Math.max(3, words.length / beat - rng.nextInt(1, 4))), beat);
      case 6 -> words = sealed(beats(words, words.length / beat + (rng.nextBoolean() ? rng.nextInt(1, 4) : rng.nextInt(20, 40))), beat);
      case 7 -> words = beats(words, rng.nextInt(2, words.length / beat));
      case 8 -> words = beats(words, words.length / beat + rng.nextInt(1, 4));
      default -> {
        for (int n = rng.nextInt(1, 4); n > 0; n--) words[rng.nextInt(headerWords * beat, words.length)] ^= 1L << rng.nextInt(64);
      }
    }
    return Arrays.equals(words, good) ? of(good, i + 1, rng) : words;
  }

  private long[] beats(long[] words, int n) {
    return Arrays.copyOf(words, n * beat);
  }

  /** A copy with length and check sum made right. */
  public static long[] sealed(long[] stream) {
    return sealed(stream, 1);
  }

  /** The same of a stream whose beats have {@code beat} words. */
  static long[] sealed(long[] stream, int beat) {
    var words = stream.clone();
    var bytes = ByteBuffer.allocate(8 * (words.length - beat)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = beat; i < words.length; i++) bytes.putLong(words[i]);
    var crc = new CRC32();
    crc.update(bytes.array());
    words[0] = MaskHeader.CRC.put(crc.getValue()) | MaskHeader.LENGTH.put(words.length);
    return words;
  }
}
