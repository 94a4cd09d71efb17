// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.Arrays;

/**
 * logit[o] = acc[o] scale[o] + bias[o]: what the host makes of the last layer's accumulators. Where all scales are one positive number and no bias is given, the label is the arg max of the accumulators themselves.
 *
 * @param scale per class, finite
 * @param bias per class, finite
 */
public record Readout(double[] scale, double[] bias) {
  /** @throws IllegalArgumentException if the lengths differ or a value is not finite */
  public Readout {
    scale = scale.clone();
    bias = bias.clone();
    if (scale.length != bias.length) throw new IllegalArgumentException("a readout of " + scale.length + " scales and " + bias.length + " biases");
    for (int o = 0; o < scale.length; o++)
      if (!Double.isFinite(scale[o]) || !Double.isFinite(bias[o])) throw new IllegalArgumentException("class " + o + ": scale " + scale[o] + " and bias " + bias[o] + " must be finite");
  }

  /** One scale for every class, no bias. */
  public static Readout plain(int classes, double scale) {
    double[] scales = new double[classes];
    Arrays.fill(scales, scale);
    return new Readout(scales, new double[classes]);
  }

  /** Classes. */
  public int classes() {
    return scale.length;
  }

  /** The class of the largest logit, the first of several. */
  public int label(int[] accumulators) {
    int best = 0;
    for (int o = 1; o < scale.length; o++) if (logit(accumulators, o) > logit(accumulators, best)) best = o;
    return best;
  }

  /** The logit of class o. */
  public double logit(int[] accumulators, int o) {
    return accumulators[o] * scale[o] + bias[o];
  }

  /** A copy. */
  @Override
  public double[] scale() {
    return scale.clone();
  }

  /** A copy. */
  @Override
  public double[] bias() {
    return bias.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Readout r && Arrays.equals(scale, r.scale) && Arrays.equals(bias, r.bias);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(scale) + 31 * Arrays.hashCode(bias);
  }
}
