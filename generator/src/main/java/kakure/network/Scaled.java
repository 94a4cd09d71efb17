// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.Arrays;
import java.util.List;

/**
 * w(o, c, t) = sum over k of factors[o][k] b_k(o, c, t), b_k = +-1: binary-coded weights, planes of signs of which every output channel has its own scale of each. What is real about them is in the factors, so that the requantise multiplies by 1.
 *
 * @param planes b_k: one to {@value #MAX_PLANES}, of one size; 1 is +1, 0 is -1
 * @param factors per output channel, one of each plane; any sign, magnitudes of a channel at most {@value #MOST} in all
 */
public record Scaled(List<Mask> planes, int[][] factors) implements MaskWeights {
  /** Bits that a weight may take. */
  public static final int MAX_PLANES = 8;

  /** The largest weight: what a multiplier of 16 bits holds. */
  public static final int MOST = 32_767;

  private static final int ACCUMULATOR = 32;

  /** @throws IllegalArgumentException if the planes are none, too many or of several sizes, or the factors not one of each plane per output channel in range */
  public Scaled {
    planes = List.copyOf(planes);
    factors = copy(factors);
    Coats.sameSize("planes", planes);
    if (planes.size() > MAX_PLANES) throw new IllegalArgumentException(planes.size() + " scaled planes: must be 1 to " + MAX_PLANES);
    if (factors.length != planes.get(0).outputs()) throw new IllegalArgumentException("factors of " + factors.length + " channels for " + planes.get(0).outputs() + " output channels");
    for (int o = 0; o < factors.length; o++) {
      if (factors[o].length != planes.size()) throw new IllegalArgumentException("output channel " + o + " has " + factors[o].length + " factors of " + planes.size() + " planes");
      if (largest(factors[o]) > MOST) throw new IllegalArgumentException("output channel " + o + " has factors of " + Arrays.toString(factors[o]) + ": their magnitudes must be at most " + MOST + " in all");
    }
  }

  private static int[][] copy(int[][] factors) {
    return Arrays.stream(factors).map(int[]::clone).toArray(int[][]::new);
  }

  /** What a weight of these factors may be, at most. */
  private static long largest(int[] factors) {
    return Arrays.stream(factors).mapToLong(f -> Math.abs((long) f)).sum();
  }

  @Override
  public Mask extent() {
    return planes.get(0);
  }

  @Override
  public String title() {
    return "weights of scaled planes";
  }

  @Override
  public long reach(int o) {
    long sum = 0;
    int n = inputs() * taps();
    for (int i = o * n; i < (o + 1) * n; i++) sum += Math.abs(weight(i, factors[o]));
    return sum;
  }

  @Override
  public int accumulatorBits() {
    return ACCUMULATOR;
  }

  @Override
  public Rows rows(int seed) {
    int n = inputs() * taps();
    return (o, to) -> {
      for (int i = 0; i < n; i++) to[i] = weight(o * n + i, factors[o]);
    };
  }

  private int weight(int i, int[] of) {
    int w = 0;
    for (int k = 0; k < of.length; k++) w += planes.get(k).bit(i) ? of[k] : -of[k];
    return w;
  }

  /** A copy. */
  @Override
  public int[][] factors() {
    return copy(factors);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Scaled s && planes.equals(s.planes) && Arrays.deepEquals(factors, s.factors);
  }

  @Override
  public int hashCode() {
    return planes.hashCode() + 31 * Arrays.deepHashCode(factors);
  }
}
