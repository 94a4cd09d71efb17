// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import kakure.network.Mask;

/** Bits that the coats of a multicoated mask need: coat k + 1 is known to be 0 where coat k is, so only its bits at the positions that coat k keeps tell anything. */
final class CoatEntropy {
  private CoatEntropy() {}

  /** @param mask of all coats, taps of coat k from k taps on; coats that keep what the one before them does not are taken as they are */
  static double bits(Mask mask, int coats) {
    int taps = mask.taps() / coats;
    double bits = 0;
    long weights = mask.weights() / coats, before = weights;
    for (int k = 0; k < coats; k++) {
      long kept = 0, outside = 0;
      for (int i = 0; i < weights; i++) {
        int t = i % taps, at = i / taps * mask.taps() + k * taps + t;
        if (!mask.bit(at)) continue;
        kept++;
        if (k > 0 && !mask.bit(at - taps)) outside++;
      }
      long positions = outside > 0 ? weights : before;
      bits += positions * entropy(positions == 0 ? 0 : (double) kept / positions);
      before = kept;
    }
    return bits;
  }

  private static double entropy(double p) {
    return p <= 0 || p >= 1 ? 0 : -(p * Math.log(p) + (1 - p) * Math.log(1 - p)) / Math.log(2);
  }
}
