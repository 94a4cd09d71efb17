// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/**
 * Damages coded masks.
 *
 * @param headerWords words before the units
 * @param extents fields of word 1, as masks, that say how large the mask is and must not be zero
 */
public record MaskDamage(int headerWords, List<Long> extents) {
  /** Layers' multi-stream masks. */
  public static final MaskDamage SUPERMASK = new MaskDamage(3, List.of(0xffffL, 0xffff_0000L, 0xffff_0000_0000L));

  /** No code at all; too few words; too many, by a little and by much; a length above eight beside a complete code. */
  private static final long[] BAD_CODES = {0, 0x5555_5555_5555_5555L, 0x211, 0x1111_1111_1111_1111L, 0xc11, 0x3333_3333_3333_3333L};

  /** Flipped bits, or, under a length and a check sum that are right: code lengths, kind, extents, words cut off and words added. @param i chooses which, by its last three bits */
  public long[] of(long[] good, int i, SplittableRandom rng) {
    var words = good.clone();
    switch (i % 8) {
      case 0 -> words[0] ^= 1L << rng.nextInt(64);
      case 1 -> words[1] ^= 1L << rng.nextInt(48, 64);
      case 2 -> words[1] ^= 1L << rng.nextInt(48);
      case 3 -> {
        words[2] = BAD_CODES[rng.nextInt(BAD_CODES.length)];
        if (headerWords == 3) words = sealed(words);
      }
      case 4 -> words[1] &= ~extents.get(rng.nextInt(extents.size()));
      case 5 -> words = sealed(Arrays.copyOf(words, Math.max(3, words.length - rng.nextInt(1, 4))));
      case 6 -> words = sealed(Arrays.copyOf(words, words.length + (rng.nextBoolean() ? rng.nextInt(1, 4) : rng.nextInt(20, 40))));
      default -> {
        for (int n = rng.nextInt(1, 4); n > 0; n--) words[rng.nextInt(headerWords, words.length)] ^= 1L << rng.nextInt(64);
      }
    }
    return Arrays.equals(words, good) ? of(good, i + 1, rng) : words;
  }

  /** A copy with length and check sum made right. */
  public static long[] sealed(long[] stream) {
    var words = stream.clone();
    var bytes = ByteBuffer.allocate(8 * (words.length - 1)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 1; i < words.length; i++) bytes.putLong(words[i]);
    var crc = new CRC32();
    crc.update(bytes.array());
    words[0] = crc.getValue() << 32 | words.length;
    return words;
  }
}
