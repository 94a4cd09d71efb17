// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

/** How a single stream of mask bits is coded; the ordinal is the stream's kind less {@value #FIRST_KIND}. */
public enum MaskCodec {
  /** The bits themselves. */
  RAW(0, 0),
  /** Run length in fields of r bits: v below 2^r - 1 is v zeros and a one, v = 2^r - 1 is that many zeros. */
  RUN(1, 8),
  /** Golomb-Rice: each one's gap of zeros g as g >> r ones and a zero, then the r low bits of g, high bit first. */
  RICE(0, 7),
  /** Blocks of four bits, the first bit of the four in bit 0, in a canonical code ({@link BlockCode}). */
  BLOCK(0, 0),
  /** Golomb, M = 3 2^r: each one's gap g as g / M ones and a zero, then (g mod M) >> r as 0, 10 or 11, then the r low bits of g mod M, high bit first. */
  GOLOMB(0, 6);

  /** Kind of a {@link #RAW} stream. */
  public static final int FIRST_KIND = 16;

  private final int leastR;
  private final int mostR;

  MaskCodec(int leastR, int mostR) {
    this.leastR = leastR;
    this.mostR = mostR;
  }

  /** The smallest r. */
  public int leastR() {
    return leastR;
  }

  /** The largest r. */
  public int mostR() {
    return mostR;
  }

  /** The kind in the stream's word 1. */
  public int kind() {
    return FIRST_KIND + ordinal();
  }

  /** M, of which a gap's quotient is sent in unary. */
  int divisor(int r) {
    return (this == GOLOMB ? 3 : 1) << r;
  }

  /** Words before the first word of bits. */
  public int headerWords() {
    return this == BLOCK ? 3 : 2;
  }

  /** Expected bits per weight of independent bits of density k, 0 < k < 1; {@link #BLOCK} has no closed form. */
  public double expected(double k, int r) {
    double q = 1 - k;
    return switch (this) {
      case RAW -> 1;
      case RUN -> r * k / (1 - Math.pow(q, (1 << r) - 1));
      case RICE -> k * (r + 1 + Math.pow(q, 1 << r) / (1 - Math.pow(q, 1 << r)));
      case GOLOMB -> k * (r + 2 + Math.pow(q, 1 << r) / (1 - Math.pow(q, 3 << r)));
      case BLOCK -> throw new IllegalArgumentException("the length of block codes depends on the counts");
    };
  }
}
