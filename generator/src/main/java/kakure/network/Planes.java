// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.Arrays;
import java.util.List;

/**
 * Q_n = 2 Q_{n-1} + b_n, b_n = 2 u_n - 1, and w(o, c, t) = Q_N with N = bits[o]: weights read bit by bit as +-1, most significant first, so that N planes give the 2^N odd integers 1 - 2^N to 2^N - 1. The real weight is w / 2^N.
 *
 * @param planes u_1, u_2, ...: a bit per weight, at least as many planes as the largest of {@code bits}
 * @param bits per output channel (filter), its own precision, 1 to 16; planes beyond it are not read
 */
public record Planes(List<Mask> planes, int[] bits) implements MaskWeights {
  /** Planes of the finest weights. */
  public static final int MAX_BITS = 16;

  private static final int ACCUMULATOR = 32;

  /** @throws IllegalArgumentException if the planes' sizes differ, or bits are not one per output channel in range */
  public Planes {
    planes = List.copyOf(planes);
    bits = bits.clone();
    Coats.sameSize("planes", planes);
    if (bits.length != planes.get(0).outputs()) throw new IllegalArgumentException(bits.length + " precisions of " + planes.get(0).outputs() + " output channels");
    for (int o = 0; o < bits.length; o++)
      if (bits[o] < 1 || bits[o] > Math.min(MAX_BITS, planes.size())) throw new IllegalArgumentException("output channel " + o + " takes " + bits[o] + " planes of " + planes.size() + ": must be 1 to " + Math.min(MAX_BITS, planes.size()));
  }

  /** The same network stopped after n planes: exactly the n-bit network; filters of fewer bits stay as they are. */
  public Planes stoppedAfter(int n) {
    return new Planes(planes, Arrays.stream(bits).map(b -> Math.min(b, n)).toArray());
  }

  @Override
  public Mask extent() {
    return planes.get(0);
  }

  @Override
  public String title() {
    return "bit-serial weights";
  }

  @Override
  public long reach(int o) {
    long sum = 0;
    int n = inputs() * taps();
    for (int i = o * n; i < (o + 1) * n; i++) sum += Math.abs(weight(i, bits[o]));
    return sum;
  }

  @Override
  public int accumulatorBits() {
    return ACCUMULATOR;
  }

  /** 2^-bits: the real weights of all precisions have one range. */
  @Override
  public double unit(int o) {
    return Math.scalb(1.0, -bits[o]);
  }

  @Override
  public Rows rows(int seed) {
    int n = inputs() * taps();
    return (o, to) -> {
      for (int i = 0; i < n; i++) to[i] = weight(o * n + i, bits[o]);
    };
  }

  private int weight(int i, int n) {
    int q = 0;
    for (Mask plane : planes.subList(0, n)) q = 2 * q + (plane.bit(i) ? 1 : -1);
    return q;
  }

  /** A copy. */
  @Override
  public int[] bits() {
    return bits.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Planes p && planes.equals(p.planes) && Arrays.equals(bits, p.bits);
  }

  @Override
  public int hashCode() {
    return planes.hashCode() + 31 * Arrays.hashCode(bits);
  }
}
