// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.Arrays;

/**
 * Batch normalisation, with learnt scale and shift or without, and the step to u8: v = (gamma (acc - mean) / sd + beta) / step, where sd and mean are of the accumulators and step is the real value of one unit of an activation.
 *
 * <p>Each group of images adds into sums of its own; {@link #settle} adds the groups in order, in double precision.
 */
final class Statistics {
  /** Of the variance in real units, where an accumulator's unit is the layer's magnitude times its input's scale. */
  static final float EPSILON = 1e-5f;

  /** Per group, per channel: LANES sums and LANES sums of squares (forward), of g and g v (backward). */
  final float[][] sums;
  /** v = fma(acc, scale, shift). */
  final float[] scale;

  final float[] shift;
  /** dL/dacc = fma(g, gain, fma(acc, slope, offset)). */
  final float[] gain;

  final float[] slope;
  final float[] offset;
  /** Scale and shift that are learnt; null where there are none: 1 and 0. */
  Affine affine;
  private final int channels;
  private final double unit;
  private final double step;
  private final double[] mean;
  private final double[] variance;

  /** @param unit real value of 1 in an accumulator; @param step real value of 1 in an activation */
  Statistics(int groups, int channels, double unit, double step) {
    this.channels = channels;
    this.unit = unit;
    this.step = step;
    sums = new float[groups][channels * 2 * Kernels.LANES];
    scale = new float[channels];
    shift = new float[channels];
    gain = new float[channels];
    slope = new float[channels];
    offset = new float[channels];
    mean = new double[channels];
    variance = new double[channels];
  }

  /** Where channel o's sums stand. */
  static int at(int o) {
    return o * 2 * Kernels.LANES;
  }

  /** Forgets a group's sums. */
  void clear(int group) {
    Arrays.fill(sums[group], 0f);
  }

  /** Adds all groups' sums of channel o (which = 0) or the second kind (1). */
  double total(int o, int which) {
    double total = 0;
    for (float[] group : sums) for (int l = 0; l < Kernels.LANES; l++) total += group[at(o) + which * Kernels.LANES + l];
    return total;
  }

  /** Mean and variance of the batch, {@code n} values per channel. */
  void settle(long n) {
    for (int o = 0; o < channels; o++) {
      mean[o] = total(o, 0) / n;
      variance[o] = Math.max(0, total(o, 1) / n - mean[o] * mean[o]);
    }
    scaleFromMoments();
  }

  /** Fixes mean and variance, of accumulators. */
  void fix(double[] means, double[] variances) {
    System.arraycopy(means, 0, mean, 0, channels);
    System.arraycopy(variances, 0, variance, 0, channels);
    scaleFromMoments();
  }

  private void scaleFromMoments() {
    for (int o = 0; o < channels; o++) {
      double k = slopeOf(o);
      scale[o] = (float) k;
      shift[o] = (float) (affine == null ? -mean[o] * k : affine.beta[o] / step - mean[o] * k);
    }
  }

  /** dv/dacc where mean and deviation are constants. */
  private double slopeOf(int o) {
    return affine == null ? inverse(o) / step : affine.gamma[o] * inverse(o) / step;
  }

  private double inverse(int o) {
    return unit / Math.sqrt(unit * unit * variance[o] + EPSILON);
  }

  /** From the sums of g and g v over {@code n} values per channel: dL/dacc = k (g - sum g / n - v step^2 sum (g v) / n), k = 1 / (sd step). */
  void settleGradient(long n) {
    for (int o = 0; o < channels; o++) {
      if (affine != null) {
        settleAffine(o, n);
        continue;
      }
      double k = inverse(o) / step;
      double of = step * step * total(o, 1) / n;
      gain[o] = (float) k;
      slope[o] = (float) (-k * of * k);
      offset[o] = (float) (-k * (total(o, 0) / n - of * mean[o] * k));
    }
  }

  /** With x = (acc - mean) / sd: sum (g x) = (step sum (g v) - beta sum g) / gamma, dL/dgamma = sum (g x) / step, dL/dbeta = sum g / step, dL/dacc = k (g - sum g / n - x sum (g x) / n). */
  private void settleAffine(int o, long n) {
    double g = total(o, 0);
    double gx = (step * total(o, 1) - affine.beta[o] * g) / affine.gamma[o];
    affine.slope(o, gx / step, g / step);
    double k = slopeOf(o);
    double inverse = inverse(o);
    gain[o] = (float) k;
    slope[o] = (float) (-k * inverse * gx / n);
    offset[o] = (float) (-k * (g / n - inverse * mean[o] * gx / n));
  }

  /** Mean in real units. */
  float[] realMean() {
    float[] real = new float[channels];
    for (int o = 0; o < channels; o++) real[o] = (float) (mean[o] * unit);
    return real;
  }

  /** Variance in real units. */
  float[] realVariance() {
    float[] real = new float[channels];
    for (int o = 0; o < channels; o++) real[o] = (float) (variance[o] * unit * unit);
    return real;
  }
}
