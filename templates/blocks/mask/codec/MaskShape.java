// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

/**
 * Extent of one layer's mask, outputs x channels x taps.
 *
 * @param outputs output channels, 1..65535
 * @param channels input channels, 1..65535
 * @param taps kernel positions, 1..65535
 */
public record MaskShape(int outputs, int channels, int taps) {
  /** The largest extent that the stream's header can hold. */
  public static final int MAX = 65535;

  public MaskShape {
    require("outputs", outputs);
    require("channels", channels);
    require("taps", taps);
  }

  /** Number of weights, at most about 2^48. */
  public long weights() {
    return (long) outputs * channels * taps;
  }

  /** Position of a weight when outputs are outermost and taps innermost, as in an ONNX initialiser. */
  public long index(int output, int channel, int tap) {
    return ((long) output * channels + channel) * taps + tap;
  }

  private static void require(String what, int value) {
    if (value < 1 || value > MAX) {
      throw new IllegalArgumentException("mask " + what + " = " + value + " is outside 1.." + MAX);
    }
  }
}
