// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.Arrays;

/**
 * y = gamma (x - mean) / sqrt(variance + epsilon) + beta, per output channel.
 *
 * @param gamma scale; 1 where none is learnt
 * @param beta shift; 0 where none is learnt
 * @param mean of the accumulators in real units (times magnitude and input scale)
 * @param variance likewise, 0 or more
 * @param epsilon 0 or more, variance + epsilon above 0
 */
public record Normalisation(float[] gamma, float[] beta, float[] mean, float[] variance, float epsilon) {
  /** @throws IllegalArgumentException if lengths differ or a value is not finite or out of range */
  public Normalisation {
    gamma = gamma.clone();
    beta = beta.clone();
    mean = mean.clone();
    variance = variance.clone();
    int n = gamma.length;
    if (beta.length != n || mean.length != n || variance.length != n) throw new IllegalArgumentException("normalisation of " + n + ", " + beta.length + ", " + mean.length + " and " + variance.length + " channels (scale, shift, mean, variance)");
    if (!(epsilon >= 0) || epsilon == Float.POSITIVE_INFINITY) throw new IllegalArgumentException("normalisation epsilon " + epsilon + ": must be 0 or more and finite");
    for (int o = 0; o < n; o++) {
      if (!Float.isFinite(gamma[o]) || !Float.isFinite(beta[o]) || !Float.isFinite(mean[o])) throw new IllegalArgumentException("normalisation of channel " + o + ": scale " + gamma[o] + ", shift " + beta[o] + ", mean " + mean[o] + " must be finite");
      if (!(variance[o] >= 0) || variance[o] == Float.POSITIVE_INFINITY || (double) variance[o] + epsilon == 0) throw new IllegalArgumentException("normalisation of channel " + o + ": variance " + variance[o] + " plus epsilon " + epsilon + " must be above 0 and finite");
    }
  }

  /** No learnt scale and shift: gamma = 1, beta = 0, as the edge-popup trainer has it. */
  public static Normalisation of(float[] mean, float[] variance, float epsilon) {
    float[] ones = new float[mean.length];
    Arrays.fill(ones, 1f);
    return new Normalisation(ones, new float[mean.length], mean, variance, epsilon);
  }

  /** Channels. */
  public int channels() {
    return gamma.length;
  }

  /** A copy. */
  @Override
  public float[] gamma() {
    return gamma.clone();
  }

  /** A copy. */
  @Override
  public float[] beta() {
    return beta.clone();
  }

  /** A copy. */
  @Override
  public float[] mean() {
    return mean.clone();
  }

  /** A copy. */
  @Override
  public float[] variance() {
    return variance.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Normalisation n && Arrays.equals(gamma, n.gamma) && Arrays.equals(beta, n.beta) && Arrays.equals(mean, n.mean) && Arrays.equals(variance, n.variance) && epsilon == n.epsilon;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(gamma) + 31 * (Arrays.hashCode(mean) + 31 * Arrays.hashCode(variance));
  }
}
