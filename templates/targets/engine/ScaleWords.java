// SPDX-License-Identifier: Apache-2.0
package targets.engine;

/**
 * The requantise constants as the hardware takes them: mul [15:0], add [57:16], sh [62:58].
 *
 * <p>The array computes sum m (a ^ s) = sum m (1 - 2s) a + 255 N_neg, so add takes up -255 N_neg mul and the rounding term. The last layer's accumulators leave as they
 * are: mul = 1, sh = 0.
 */
final class ScaleWords {
  private ScaleWords() {}

  /** Constants of the layer's output channels, then zeros up to {@code length}. */
  static long[] of(Layer layer, int length) {
    var words = new long[length];
    var negative = negatives(layer);
    var r = layer.requantise();
    int[] mul = layer.last() ? null : r.mul();
    long[] add = layer.last() ? null : r.add();
    int[] sh = layer.last() ? null : r.sh();
    for (int o = 0; o < layer.out().channels(); o++) {
      words[o] = layer.last() ? word(1, -255L * negative[o], 0) : word(mul[o], add[o] - 255L * negative[o] * mul[o] + (1L << sh[o] >> 1), sh[o]);
    }
    return words;
  }

  private static long word(int mul, long add, int sh) {
    if (add != add << 22 >> 22) throw new IllegalStateException("add = " + add + " does not fit 42 bits");
    return mul & 0xffffL | (add & (1L << 42) - 1) << 16 | (long) sh << 58;
  }

  /** Kept weights of sign -1, by output channel. */
  private static int[] negatives(Layer layer) {
    var signs = layer.signs();
    var mask = layer.mask();
    var n = new int[mask.outputs()];
    for (int group = 0; group * 32 < mask.outputs(); group++) {
      for (int c = 0; c < mask.inputs(); c++) {
        int[] words = signs.words(group, c, mask.taps());
        for (int o = group * 32; o < Math.min(mask.outputs(), group * 32 + 32); o++) {
          for (int t = 0; t < mask.taps(); t++) if (mask.kept(o, c, t)) n[o] += words[t] >>> o % 32 & 1;
        }
      }
    }
    return n;
  }
}
