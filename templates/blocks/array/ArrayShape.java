// SPDX-License-Identifier: Apache-2.0
package blocks.array;

import kakure.kernel.Ranges;

/**
 * Size and port layout that both forms of the array share.
 *
 * <p>The drained word has a part per channel, a part has a group of four words per eight pixels, and word k of a group holds the sums of pixels k and k + 4 in 24 of 32
 * bits each; where a group has four pixels or less its words are of 32 bits. Places of pixels that do not exist are 0.
 *
 * @param tci input channels per cycle, 1 to 256
 * @param pixels output pixels per cycle, 1 to 64
 * @param tco output channels per cycle, 1 to 256
 * @param drain output channels drained per cycle; divides tco
 */
record ArrayShape(int tci, int pixels, int tco, int drain) {
  /** Bits of a sum: 257 * 65,536 terms of 255 and more fit, so no layer of 65,536 weights per output wraps. */
  static final int SUM_BITS = 24;

  ArrayShape {
    Ranges.check("tci", tci, 1, 256);
    Ranges.check("pixels", pixels, 1, 64);
    Ranges.check("tco", tco, 1, 256);
    Ranges.check("drain", drain, 1, tco);
    if (tco % drain != 0) throw new IllegalArgumentException("drain = " + drain + " does not divide tco = " + tco);
  }

  int drains() {
    return tco / drain;
  }

  int selBits() {
    return Ranges.bits(drains() - 1);
  }

  /** Bits of a channel's part of the drained word. */
  int channelBits() {
    int bits = 0;
    for (int p = 0; p < pixels; p += 8) bits += 4 * wordBits(p);
    return bits;
  }

  /** Position of pixel p's sum in a channel's part. */
  int sumLsb(int p) {
    return p / 8 * 256 + p % 4 * wordBits(p) + p % 8 / 4 * 32;
  }

  private int wordBits(int p) {
    return pixels - p / 8 * 8 <= 4 ? 32 : 64;
  }
}
