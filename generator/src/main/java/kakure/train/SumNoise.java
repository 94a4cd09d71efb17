// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.Arrays;

/**
 * What converters add to the sums of a layer. A sum is made of one conversion per line, segment and bit plane of the input: sum over s, b of 2^b (what weighs the lines of a pair), so that independent noise of variance q in each gives it
 *
 * <pre>
 * variance = q k sum over s of sum over the bits b in which a row of segment s has a 1 of 4^b
 * </pre>
 *
 * with k the sum of the squared weights of a pair's lines (PAIR: 1 + 1). A segment without a 1 in a bit is skipped and not converted. Segments are channel-major, the mapper's usual layout: floor(rows / taps) channels of all
 * taps, or ceil(taps / rows) segments for one channel, in natural order. The sum of so many is taken to be Gaussian, and equal for all outputs, but drawn for each.
 */
final class SumNoise {
  /** Sum of 4^b over the bits b of a byte. */
  private static final int[] SQUARES = new int[256];

  static {
    for (int v = 0; v < SQUARES.length; v++) for (int b = 0; b < 8; b++) SQUARES[v] += (v >> b & 1) << 2 * b;
  }

  private final Noise noise;
  private final int layer;
  private final Geometry geometry;
  private final Planes from;
  private final Weights weights;
  private final int[] reach;
  private final double variance;
  private final int channels;
  private final int taps;
  /** By group of images: of each channel block, the OR of its channels, in the layout of a channel of the input. */
  private final int[][] any;

  /** By group of images: deviation along a row, per pixel and lane. */
  private final float[][] deviation;

  /** @param layer its number among the weighted ones; @param from layout of the bytes read */
  SumNoise(Noise noise, int layer, Geometry geometry, Planes from, Weights weights, int groups) {
    this.noise = noise;
    this.layer = layer;
    this.geometry = geometry;
    this.from = from;
    this.weights = weights;
    reach = geometry.reach(from);
    variance = noise.config.variance();
    channels = Math.max(1, noise.config.rows() / geometry.taps());
    taps = Math.min(geometry.taps(), noise.config.rows());
    any = new int[groups][blocks() * from.plane()];
    deviation = new float[groups][geometry.out().width() * Kernels.LANES];
  }

  private int blocks() {
    return (from.channels() + channels - 1) / channels;
  }

  /** Reads the input of a group, before the group's first row. */
  void read(float[] in, int g) {
    if (!noise.on()) return;
    Arrays.fill(any[g], 0);
    for (int c = 0; c < from.channels(); c++) {
      int to = c / channels * from.plane();
      int at = from.at(c, -from.border(), -from.border());
      for (int i = 0; i < from.plane(); i++) any[g][to + i] |= (int) in[at + i];
    }
  }

  /** Adds noise to row y of the sums of a group. */
  void add(float[] sums, Planes acc, int g, int y) {
    if (!noise.on()) return;
    deviations(g, y);
    int n = acc.width() * Kernels.LANES;
    long key = noise.key(layer, g);
    for (int o = 0; o < acc.channels(); o++) {
      int at = acc.at(o, y, 0);
      long place = ((long) o * acc.height() + y) * n;
      for (int i = 0; i < n; i += 2) {
        long word = Sequence.mix(key + (place + i) * Sequence.GAMMA);
        sums[at + i] += deviation[g][i] * (Integer.bitCount((int) word) - 16);
        sums[at + i + 1] += deviation[g][i + 1] * (Integer.bitCount((int) (word >>> 32)) - 16);
      }
    }
  }

  /** Of a number of deviation 2.83 that is multiplied with it. */
  private void deviations(int g, int y) {
    double q = variance * weights.lines() / 8;
    int origin = from.at(0, 0, 0) - from.at(0, -from.border(), -from.border()) + y * geometry.strideY() * from.row();
    for (int x = 0, i = 0; x < geometry.out().width(); x++)
      for (int l = 0; l < Kernels.LANES; l++, i++) deviation[g][i] = (float) Math.sqrt(q * squares(any[g], origin + x * geometry.strideX() * Kernels.LANES + l));
  }

  /** Sum over segments and bits with a 1 of 4^b. */
  private long squares(int[] of, int at) {
    long sum = 0;
    for (int block = 0; block < blocks(); block++)
      for (int first = 0; first < geometry.taps(); first += taps) {
        int bits = 0;
        for (int t = first; t < Math.min(first + taps, geometry.taps()); t++) bits |= of[block * from.plane() + at + reach[t]];
        sum += SQUARES[bits];
      }
    return sum;
  }
}
