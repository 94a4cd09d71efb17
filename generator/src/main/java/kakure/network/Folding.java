// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.Arrays;

/**
 * r = c s_in gamma / sd / s_out, t = (beta - mean gamma / sd) / s_out, sd = sqrt(var + eps), in double precision and this order; mul = round(r), add = round(t) with round(v) = sign(v) floor(|v| 2^sh + 0.5) and sh the largest of
 * 0..31 with |mul| at most 32,767 and |add| below 2^39: layer constant, normalisation and both activations' scales as one multiplier, addend and shift per output channel.
 */
public final class Folding {
  private Folding() {}

  /** {@code n} times the same value. */
  public static double[] constant(int n, double value) {
    double[] values = new double[n];
    Arrays.fill(values, value);
    return values;
  }

  /** The normalisation that changes nothing. */
  public static Normalisation identity(int channels) {
    float[] ones = new float[channels];
    Arrays.fill(ones, 1f);
    return Normalisation.of(new float[channels], ones, 0f);
  }

  /**
   * Folds a layer's real constants.
   *
   * @param name of the layer, for messages
   * @param mask a channel without a kept weight has r = 0
   * @param magnitude c per output channel, may be negative
   * @param bias per output channel, added before the normalisation
   * @param n the normalisation, {@link #identity} if there is none
   * @param in real value of one step of the activations read, above 0
   * @param out of those written, above 0
   * @throws IllegalArgumentException if a channel's constants do not fit even without a shift
   */
  public static Requantise requantise(String name, Mask mask, double[] magnitude, double[] bias, Normalisation n, double in, double out) {
    int channels = mask.outputs();
    if (n.channels() != channels) throw new IllegalArgumentException(name + ": normalisation of " + n.channels() + " channels, mask of " + channels);
    float[] gamma = n.gamma();
    float[] beta = n.beta();
    float[] mean = n.mean();
    float[] variance = n.variance();
    int[] mul = new int[channels];
    long[] add = new long[channels];
    int[] sh = new int[channels];
    for (int o = 0; o < channels; o++) {
      double sd = Math.sqrt((double) variance[o] + (double) n.epsilon());
      double r = mask.keptOf(o) == 0 ? 0 : magnitude[o] * in * gamma[o] / sd / out;
      double t = (beta[o] - (mean[o] - bias[o]) * gamma[o] / sd) / out;
      int s = 31;
      while (s >= 0 && !(Math.abs(round(r, s)) <= 32767 && Math.abs(round(t, s)) < 0x1p39)) s--;
      if (s < 0) throw new IllegalArgumentException(name + ": channel " + o + " needs a factor of " + r + " and an addend of " + t + " per step of its output, beyond 16 and 40 bits: its scale is too small for its values");
      mul[o] = (int) round(r, s);
      add[o] = (long) round(t, s);
      sh[o] = s;
    }
    return new Requantise(mul, add, sh);
  }

  /** sign(v) floor(|v| 2^sh + 0.5), kept in a double: exact below 2^53, and larger or infinite ones are refused by the caller. */
  private static double round(double v, int sh) {
    return Math.signum(v) * Math.floor(Math.abs(v) * (1L << sh) + 0.5);
  }
}
