// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import kakure.network.Mask;

/** Bits that weights of several stored planes need if each is coded alone: the entropy of how often each of their values occurs in a layer. */
final class ValueEntropy {
  private ValueEntropy() {}

  /** @param mask of all planes, taps of plane k from k taps on; @param planes 1 to 16 */
  static double bits(Mask mask, int planes) {
    int taps = mask.taps() / planes, weights = mask.weights() / planes;
    var counts = new int[1 << planes];
    for (int i = 0; i < weights; i++) {
      int code = 0;
      for (int k = 0; k < planes; k++) code = 2 * code + (mask.bit(i / taps * mask.taps() + k * taps + i % taps) ? 1 : 0);
      counts[code]++;
    }
    double bits = 0;
    for (int n : counts) if (n > 0) bits += n * Math.log((double) weights / n) / Math.log(2);
    return bits;
  }
}
