// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.List;

/**
 * Bits per filter from the spread of its weights: step d_f = alpha sigma_f, b_f = ceil(log2(2 max |w_f| / d_f + 1)), 1 to the stored bits. One alpha for all, the least with which the mean bits of a multiply-accumulate are within a target. The last
 * layer keeps all its bits, as its filters' scales are the logits'.
 */
final class FilterBits {
  private static final int HALVINGS = 60;
  /** A step with which no filter has more than a bit: its weights are within as many deviations. */
  private static final double COARSEST = 1e6;

  private final List<LinearLayer> layers;
  private final int most;

  /** @param layers with {@link PlaneWeights}, the last of the network included */
  FilterBits(List<LinearLayer> layers, int most) {
    this.layers = layers;
    this.most = most;
  }

  /** Mean bits of a multiply-accumulate below which no steps lead. */
  double least() {
    return mean(COARSEST);
  }

  /** Gives every filter its bits and range. @param target {@link #least} or more */
  void settle(double target) {
    double low = 0;
    double high = 4;
    while (mean(high) > target && high < COARSEST) high *= 2;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (mean(middle) > target) low = middle;
      else high = middle;
    }
    for (LinearLayer layer : layers.subList(0, layers.size() - 1)) {
      PlaneWeights weights = (PlaneWeights) layer.weights;
      for (int o = 0; o < weights.outputs; o++) {
        double[] spread = weights.spread(o);
        if (spread[1] == 0) continue; // all alike: nothing says what a step is
        int bits = bits(spread, high);
        weights.narrow(o, bits, Math.max(spread[0], Math.scalb(high * spread[1], bits - 1)));
      }
      weights.narrowed();
    }
  }

  /** Bits of a filter of this largest magnitude and deviation. */
  private int bits(double[] spread, double alpha) {
    double levels = 2 * spread[0] / (alpha * spread[1]) + 1;
    int bits = 1;
    while (bits < most && 1 << bits < levels) bits++;
    return bits;
  }

  /** Mean bits of a multiply-accumulate. */
  private double mean(double alpha) {
    double all = 0;
    double sum = 0;
    for (int l = 0; l < layers.size(); l++) {
      LinearLayer layer = layers.get(l);
      PlaneWeights weights = (PlaneWeights) layer.weights;
      double macs = (double) weights.inputs * weights.taps * layer.geometry.out().pixels();
      for (int o = 0; o < weights.outputs; o++) {
        double[] spread = weights.spread(o);
        sum += macs * (l == layers.size() - 1 || spread[1] == 0 ? most : bits(spread, alpha));
        all += macs;
      }
    }
    return sum / all;
  }
}
