// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.List;

/**
 * w = c s m: a connectivity 0 or 1, a sign +1 or -1 and a magnitude 1 or 2 of each weight, found apart by training. What is summed is 2 w = 2 p_1 + p_2 + p_3, three planes of +-1, of which the hardware doubles the first; so integers are twice the weight, and the real
 * value of 1 is half of what the weight 1 is.
 *
 * @param connected c
 * @param negative 1 where s = -1; 0 where c = 0
 * @param large 1 where m = 2; 0 where c = 0
 */
public record Trichromatic(Mask connected, Mask negative, Mask large) implements MaskWeights {
  /** Planes in which they are stored: bits of a weight, however few it needs. */
  public static final int PLANES = 3;

  private static final int ACCUMULATOR = 32;

  /** @throws IllegalArgumentException if sizes differ, or a weight that is 0 has a sign or a magnitude */
  public Trichromatic {
    Coats.sameSize("masks", List.of(connected, negative, large));
    for (int i = 0; i < connected.weights(); i++)
      if (!connected.bit(i) && (negative.bit(i) || large.bit(i))) throw new IllegalArgumentException("weight " + i + " is 0, but has a sign or a magnitude");
  }

  /**
   * The weights that {@code rule} says.
   *
   * @throws IllegalArgumentException if one is none of -2 to 2
   */
  public static Trichromatic of(int outputs, int inputs, int taps, Rule rule) {
    return new Trichromatic(
        Mask.of(outputs, inputs, taps, (o, c, t) -> checked(rule.weight(o, c, t)) != 0), Mask.of(outputs, inputs, taps, (o, c, t) -> rule.weight(o, c, t) < 0), Mask.of(outputs, inputs, taps, (o, c, t) -> Math.abs(rule.weight(o, c, t)) > 1));
  }

  private static int checked(int w) {
    if (w < -2 || w > 2) throw new IllegalArgumentException("weight " + w + ": must be -2 to 2");
    return w;
  }

  /** Says every weight, each time the same. */
  @FunctionalInterface
  public interface Rule {
    /** @return w(o, c, t), -2 to 2 */
    int weight(int o, int c, int t);
  }

  /** w(o, c, t), -2 to 2. */
  public int weight(int o, int c, int t) {
    return weight((o * inputs() + c) * taps() + t);
  }

  private int weight(int i) {
    int m = !connected.bit(i) ? 0 : large.bit(i) ? 2 : 1;
    return negative.bit(i) ? -m : m;
  }

  @Override
  public Mask extent() {
    return connected;
  }

  @Override
  public String title() {
    return "trichromatic weights";
  }

  @Override
  public long reach(int o) {
    return 2L * (connected.keptOf(o) + large.keptOf(o));
  }

  @Override
  public int accumulatorBits() {
    return ACCUMULATOR;
  }

  /** The integer 2 is the weight 1. */
  @Override
  public double unit(int o) {
    return .5;
  }

  @Override
  public Rows rows(int seed) {
    int n = inputs() * taps();
    return (o, to) -> {
      for (int i = 0; i < n; i++) to[i] = 2 * weight(o * n + i);
    };
  }

  /** Bits that they need if each is coded alone: the entropy of how often each of the five values occurs. */
  public double entropyBits() {
    long[] counts = new long[5];
    for (int i = 0; i < connected.weights(); i++) counts[weight(i) + 2]++;
    double bits = 0;
    for (long n : counts) if (n > 0) bits += n * Math.log((double) connected.weights() / n) / Math.log(2);
    return bits;
  }
}
