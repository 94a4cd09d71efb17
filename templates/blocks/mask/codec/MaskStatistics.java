// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

/**
 * What a coded mask costs beside what independent bits of the same density would need.
 *
 * @param weights number of mask bits
 * @param ones number of kept weights
 * @param bits length of the coded stream in bits, header and padding included
 */
public record MaskStatistics(long weights, long ones, long bits) {
  /** Kept weights of a layer. */
  static long ones(MaskBits mask, MaskShape shape) {
    long ones = 0;
    for (int o = 0; o < shape.outputs(); o++) for (int c = 0; c < shape.channels(); c++) for (int t = 0; t < shape.taps(); t++) ones += mask.bit(o, c, t) ? 1 : 0;
    return ones;
  }

  /** Share of kept weights, 0..1. */
  public double density() {
    return (double) ones / weights;
  }

  /** Coded bits per weight. */
  public double bitsPerWeight() {
    return (double) bits / weights;
  }

  /** Entropy of the layer's density, in bits per weight. */
  public double entropyPerWeight() {
    return entropy(density());
  }

  /** H(k) = -k log2 k - (1-k) log2 (1-k). */
  public static double entropy(double k) {
    return k <= 0 || k >= 1 ? 0 : -(k * Math.log(k) + (1 - k) * Math.log(1 - k)) / Math.log(2);
  }
}
