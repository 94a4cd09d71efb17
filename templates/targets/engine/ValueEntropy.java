// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import kakure.network.Mask;

/** Bits that weights of several stored planes need if each is coded alone: the entropy of how often each of their values occurs in a layer. */
final class ValueEntropy {
  private ValueEntropy() {}

  /** @param mask of all planes, taps of plane k from k taps on; @param planes 1 to 16 */
  static double bits(Mask mask, int planes) {
    var values = values(mask, planes);
    var counts = new int[1 << planes];
    for (int value : values) counts[value]++;
    double bits = 0;
    for (int n : counts) if (n > 0) bits += n * Math.log((double) values.length / n) / Math.log(2);
    return bits;
  }

  /** The bits of each weight as a number, those of the first plane the highest: of coats how many keep it. */
  static int[] values(Mask mask, int planes) {
    int taps = mask.taps() / planes;
    var values = new int[mask.weights() / planes];
    for (int i = 0; i < values.length; i++) {
      for (int k = 0; k < planes; k++) values[i] = 2 * values[i] + (mask.bit(i / taps * mask.taps() + k * taps + i % taps) ? 1 : 0);
    }
    return values;
  }
}
