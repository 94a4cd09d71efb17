// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.Arrays;

/**
 * r = c s_in gamma / sd / s_out, t = (beta - mean gamma / sd) / s_out, sd = sqrt(var + eps), in double precision and this order; mul = round(r), add = round(t) with round(v) = sign(v) floor(|v| 2^sh + 0.5) and sh the largest of
 * 0..31 with |mul| at most 32,767 and |add| below 2^39: layer constant, normalisation and both activations' scales as one multiplier, addend and shift per output channel. Of scaled planes {@link RealPlanes} folds them into the weights.
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

  /** {@link #requantise(String, Weights, double[], double[], Normalisation, double, double)} of hidden weights, of which the mask alone matters. */
  public static Requantise requantise(String name, Mask mask, double[] magnitude, double[] bias, Normalisation n, double in, double out) {
    return requantise(name, new Hidden(mask, 0), magnitude, bias, n, in, out);
  }

  /**
   * Folds a layer's real constants.
   *
   * @param name of the layer, for messages
   * @param weights a channel without a weight other than 0 has r = 0
   * @param magnitude c per output channel, may be negative
   * @param bias per output channel, added before the normalisation
   * @param n the normalisation, {@link #identity} if there is none
   * @param in real value of one step of the activations read, above 0
   * @param out of those written, above 0
   * @throws IllegalArgumentException if a channel's constants do not fit even without a shift
   */
  public static Requantise requantise(String name, Weights weights, double[] magnitude, double[] bias, Normalisation n, double in, double out) {
    int channels = weights.outputs();
    if (n.channels() != channels) throw new IllegalArgumentException(name + ": normalisation of " + n.channels() + " channels, weights of " + channels);
    int[] mul = new int[channels];
    long[] add = new long[channels];
    int[] sh = new int[channels];
    double[] factor = factors(weights, magnitude, n, in);
    double[] addend = addends(bias, n);
    for (int o = 0; o < channels; o++) {
      double r = factor[o] / out;
      double t = addend[o] / out;
      int s = 31;
      while (s >= 0 && !(Math.abs(round(r, s)) <= 32767 && isAddend(round(t, s)))) s--;
      if (s < 0) throw new IllegalArgumentException(name + ": channel " + o + " needs a factor of " + r + " and an addend of " + t + " per step of its output, beyond 16 and 40 bits: its scale is too small for its values");
      mul[o] = (int) round(r, s);
      add[o] = (long) round(t, s);
      sh[o] = s;
    }
    return new Requantise(mul, add, sh);
  }

  /** c s_in gamma / sd, in real units; 0 without a weight. */
  private static double[] factors(Weights weights, double[] magnitude, Normalisation n, double in) {
    float[] gamma = n.gamma();
    double[] sd = deviations(n);
    double[] factors = new double[magnitude.length];
    for (int o = 0; o < factors.length; o++) factors[o] = weights.reach(o) == 0 ? 0 : magnitude[o] * in * gamma[o] / sd[o];
    return factors;
  }

  /** Whether 40 bits hold it. */
  static boolean isAddend(double t) {
    return Math.abs(t) < 0x1p39;
  }

  /** beta - mean gamma / sd, in real units. */
  static double[] addends(double[] bias, Normalisation n) {
    float[] gamma = n.gamma();
    float[] beta = n.beta();
    float[] mean = n.mean();
    double[] sd = deviations(n);
    double[] addends = new double[bias.length];
    for (int o = 0; o < addends.length; o++) addends[o] = beta[o] - (mean[o] - bias[o]) * gamma[o] / sd[o];
    return addends;
  }

  static double[] deviations(Normalisation n) {
    float[] variance = n.variance();
    double[] sd = new double[variance.length];
    for (int o = 0; o < sd.length; o++) sd[o] = Math.sqrt((double) variance[o] + (double) n.epsilon());
    return sd;
  }

  /**
   * The residual's multiplier and shift: rmul 2^rshift = ratio 2^sh, rounded to 16 bits with the smallest shift that fits; 1 where a shift does.
   *
   * @param name of the addition, for messages
   * @param requantise of the sums
   * @param ratio real value of one step of the residual over one of the result
   * @throws IllegalArgumentException if it does not fit
   */
  public static Add addition(String name, Requantise requantise, double ratio) {
    int[] rmul = new int[requantise.channels()];
    int[] rshift = new int[rmul.length];
    int[] shifts = requantise.sh();
    for (int o = 0; o < rmul.length; o++) {
      int sh = shifts[o];
      int e = 0;
      while (e < 32 && !(Math.floor(Math.scalb(ratio, sh - e) + .5) <= 32767)) e++;
      if (e == 32) throw new IllegalArgumentException(name + ": channel " + o + " adds a residual of " + ratio + " steps, which no multiplier of 16 bits and shift of 31 reach");
      int mul = (int) Math.floor(Math.scalb(ratio, sh - e) + .5);
      while (mul != 0 && mul % 2 == 0 && e < 31) {
        mul /= 2;
        e++;
      }
      rmul[o] = mul;
      rshift[o] = e;
    }
    return new Add(requantise, rmul, rshift);
  }

  /**
   * The least sums that leave a gate shut, so that gamma (acc c s_in - mean) / sd + beta > 0 where and only where acc is above.
   *
   * @throws IllegalArgumentException if a channel's factor is negative: then it would be open below
   */
  public static int[] thresholds(String name, Weights weights, double[] magnitude, double[] bias, Normalisation n, double in) {
    double[] factor = factors(weights, magnitude, n, in);
    double[] addend = addends(bias, n);
    int[] thresholds = new int[factor.length];
    for (int o = 0; o < thresholds.length; o++) {
      if (factor[o] < 0) throw new IllegalArgumentException(name + ": channel " + o + " is on below a threshold, as its scale is negative; the hardware asks for above");
      double at = factor[o] == 0 ? addend[o] > 0 ? -1 : 0 : Math.floor(-addend[o] / factor[o]);
      thresholds[o] = threshold(at);
    }
    return thresholds;
  }

  /** The nearest threshold that sums are compared with. */
  static int threshold(double at) {
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, at));
  }

  /** sign(v) floor(|v| 2^sh + 0.5), kept in a double: exact below 2^53, and larger or infinite ones are refused by the caller. */
  static double round(double v, int sh) {
    return Math.signum(v) * Math.floor(Math.scalb(Math.abs(v), sh) + 0.5);
  }
}
