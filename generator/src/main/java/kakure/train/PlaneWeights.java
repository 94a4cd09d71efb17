// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kakure.network.Mask;
import kakure.network.Planes;

/**
 * Stored weights that are read bit by bit, most significant first (ProgressiveNN): a real number r per weight is learnt, U = floor((r / R + 1) 2^(N-1)) is its code, and what is multiplied at n bits is Q_n = 2 (U >> N - n) + 1 - 2^n, counted in steps of the
 * N-bit weights, so that sums of all precisions have one unit. The gradient of every precision goes straight through to r.
 *
 * <pre>
 * v = .9 v + (pace x mean over the precisions of dL/d(r / R) + 5e-4 r), r = r - rate v, kept within +-R
 * </pre>
 *
 * The pace is .375 sqrt(fan in), in the last layer 1. R is a filter's range: at first the bound of the first numbers, 1 / sqrt(fan in).
 */
final class PlaneWeights extends Weights {
  /** Normalised layers' numbers take longer steps than scores, of which a sign or a rank is enough: so much times the root of the fan in, which is 3 times plain descent of weights of variance 2 / fan in. */
  private static final double STEP = .375;

  private final int most;
  private final double pace;
  private final float[] real;
  private final float[] speed;
  private final float[] slope;
  private final int[] code;
  private final float[] range;
  private final int[] bits;
  private int precision;
  private int passes;

  /**
   * Weights that have learnt nothing yet.
   *
   * @param most planes, 1 to 8
   * @param logits whether their sums are the logits: nothing normalises those, and longer steps would throw them about
   */
  PlaneWeights(int outputs, int inputs, int taps, Sequence random, int most, boolean logits) {
    super(outputs, inputs, taps);
    this.most = most;
    pace = logits ? 1 : STEP * Math.sqrt((double) inputs * taps);
    real = new float[value.length];
    speed = new float[value.length];
    slope = new float[value.length];
    code = new int[value.length];
    range = new float[outputs];
    bits = new int[outputs];
    float bound = (float) (1 / Math.sqrt((double) inputs * taps));
    Arrays.fill(range, bound);
    Arrays.fill(bits, most);
    for (int i = 0; i < real.length; i++) real[i] = bound * ((random.next() >> 8) * 0x1p-23f);
    precision = most;
    encode();
  }

  @Override
  int count() {
    return value.length;
  }

  /** Of the finest weights' step; 16 bits of mantissa, so that a file's floats are exact multiples of it. */
  @Override
  float magnitude() {
    return Math.scalb(range(), -most);
  }

  /** Real value of the whole range, the same at every precision: +-1 bit is about as large as a hidden weight. */
  private float range() {
    float twice = (float) (2 * Math.sqrt(2.0 / (inputs * taps)));
    return Float.intBitsToFloat(Float.floatToRawIntBits(twice) & 0xffffff00);
  }

  @Override
  float written() {
    return range();
  }

  /** No macro's. */
  @Override
  int lines() {
    return 0;
  }

  private int filter(int i) {
    return i / (inputs * taps);
  }

  private void encode() {
    int half = 1 << most - 1;
    for (int i = 0; i < code.length; i++) code[i] = (int) Math.max(0, Math.min(2 * half - 1, Math.floor((real[i] / range[filter(i)] + 1) * half)));
    stop(precision);
  }

  @Override
  void stop(int planes) {
    precision = planes;
    for (int i = 0; i < value.length; i++) {
      int n = Math.min(planes, bits[filter(i)]);
      value[i] = 2 * (code[i] >> most - n) + 1 - (1 << n) << most - n;
    }
  }

  /** Largest and root mean square distance of a filter's numbers from 0 and from their mean: max |w| and sigma. */
  double[] spread(int o) {
    int n = inputs * taps;
    double sum = 0;
    double square = 0;
    double largest = 0;
    for (int i = o * n; i < (o + 1) * n; i++) {
      sum += real[i];
      square += (double) real[i] * real[i];
      largest = Math.max(largest, Math.abs(real[i]));
    }
    return new double[] {largest, Math.sqrt(Math.max(0, square / n - sum / n * (sum / n)))};
  }

  /** From now on filter o has so many bits, and a range of its own. */
  void narrow(int o, int newBits, double newRange) {
    bits[o] = newBits;
    range[o] = (float) newRange;
  }

  /** The codes that follow from new ranges. */
  void narrowed() {
    encode();
  }

  @Override
  void collect() {
    for (int i = 0; i < slope.length; i++) slope[i] += gradient[i];
    passes++;
  }

  @Override
  void learn(float rate) {
    float scale = (float) (pace * (1 << most) / Math.max(1, passes));
    for (int i = 0; i < real.length; i++) {
      float r = real[i];
      float v = MOMENTUM * speed[i] + (slope[i] * scale + DECAY * r);
      speed[i] = v;
      float bound = range[filter(i)];
      real[i] = Math.max(-bound, Math.min(bound, r - rate * v));
    }
    Arrays.fill(slope, 0f);
    passes = 0;
    encode();
  }

  @Override
  kakure.network.Weights result(int layer) {
    List<Mask> planes = new ArrayList<>();
    int finest = Arrays.stream(bits).max().orElseThrow();
    for (int p = 1; p <= finest; p++) {
      int bit = p;
      planes.add(Mask.of(outputs, inputs, taps, (o, c, t) -> bit <= bits[o] && (code[(o * inputs + c) * taps + t] >> most - bit & 1) != 0));
    }
    return new Planes(planes, bits).stoppedAfter(precision);
  }
}
