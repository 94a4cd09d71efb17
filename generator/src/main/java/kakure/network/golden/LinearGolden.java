// SPDX-License-Identifier: Apache-2.0
package kakure.network.golden;

import java.util.Arrays;
import java.util.List;
import kakure.BadInput;
import kakure.network.Hidden;
import kakure.network.Linear;
import kakure.network.Requantise;
import kakure.network.Result;
import kakure.network.Shape;
import kakure.network.Weights;
import kakure.network.Window;

/**
 * acc[o] = sum over c, t of w(o, c, t) a[c], requantised where it is. The padded map is split into stride x stride phases, so that output pixel (y, x) of any tap reads a plane at y rowLength + x plus an offset that the weight alone decides;
 * a weight of +-1 is then one offset, added or subtracted over a run of pixels ({@link Runs}), any other one is multiplied. The columns between two rows of such a run hold values that nobody reads.
 *
 * <p>Planes hold bytes. A map of more than 8 bits has further planes, whose weights are 256, 65536, ... times as large. A block of pixels is summed for all output channels, or as many as have their sums held at once, before the next: what
 * it reads stays near.
 */
final class LinearGolden implements GoldenOp {
  /** Sums that are held at once; where one channel has more, its own. */
  private static final int SUMS = 1 << 22;

  /** Bytes of an array. */
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private final Window window;
  private final Shape in;
  private final int bytes;
  private final Shape out;
  private final int stride;
  private final int rowLength;
  private final int planeSize;
  private final int planes;
  private final int run;
  /** Output channels whose sums are held at once. */
  private final int together;
  private final int[][] plus;
  private final int[][] minus;
  private final int[][] other;
  private final int[][] factor;
  private final byte[] padded;
  /** The same, a number each, where any weight is multiplied. */
  private final int[] wide;
  private final int[] acc;
  private final int[] mul;
  private final long[] add;
  private final int[] sh;

  /** @throws BadInput if its padded map is more than an array holds */
  LinearGolden(Linear op, Result input, int seed) {
    window = op.window();
    in = input.shape();
    bytes = Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(input.most()) + 7) / 8);
    out = window.over(in, op.weights().outputs());
    stride = window.stride();
    rowLength = (in.width() + window.padLeft() + window.padRight() + stride - 1) / stride;
    planeSize = (in.height() + window.padTop() + window.padBottom() + stride - 1) / stride * rowLength;
    run = ((out.height() - 1) * rowLength + out.width() + Runs.BLOCK - 1) / Runs.BLOCK * Runs.BLOCK;
    long map = (long) in.channels() * stride * stride * planeSize;
    if (Runs.FIELD * (bytes * map + run) > LARGEST) throw new BadInput("a map of " + in + ", padded and taken apart by a stride of " + stride + ", is more than the golden model holds; take a smaller one");
    planes = (int) map;
    int pixels = bytes * planes + run;
    padded = new byte[Runs.FIELD * pixels];
    together = Math.max(1, Math.min(out.channels(), SUMS / run));
    acc = new int[together * run];
    plus = new int[out.channels()][];
    minus = new int[out.channels()][];
    other = new int[out.channels()][];
    factor = new int[out.channels()][];
    Requantise requantise = op.requantise().orElse(null);
    mul = requantise == null ? null : requantise.mul();
    add = requantise == null ? null : requantise.add();
    sh = requantise == null ? null : requantise.sh();
    if (op.weights() instanceof Hidden hidden && bytes == 1) split(hidden, seed);
    else weigh(op.weights(), seed);
    wide = Arrays.stream(other).allMatch(o -> o.length == 0) ? null : new int[pixels];
  }

  /** What weights of +-1 alone take, many of which are 0. */
  private void split(Hidden weights, int seed) {
    int[] offset = offsets();
    int[] none = {};
    int[] p = new int[offset.length];
    int[] m = new int[offset.length];
    int[] counts = new int[2];
    Hidden.Split split = weights.split(seed);
    for (int o = 0; o < out.channels(); o++) {
      split.of(o, p, m, counts);
      plus[o] = chosen(offset, p, counts[0]);
      minus[o] = chosen(offset, m, counts[1]);
      other[o] = none;
      factor[o] = none;
    }
  }

  private static int[] chosen(int[] of, int[] which, int count) {
    int[] chosen = new int[count];
    for (int i = 0; i < count; i++) chosen[i] = of[which[i]];
    return chosen;
  }

  /** Of each weight of an output channel, where it begins to read. */
  private int[] offsets() {
    int[] offset = new int[in.channels() * window.taps()];
    for (int i = 0; i < offset.length; i++) offset[i] = offset(i / window.taps(), i % window.taps());
    return offset;
  }

  private void weigh(Weights weights, int seed) {
    int[] offset = offsets();
    int n = offset.length;
    Weights.Rows rows = weights.rows(seed);
    int[] w = new int[n];
    int[] p = new int[n];
    int[] m = new int[n];
    int[] k = new int[bytes * n];
    int[] f = new int[bytes * n];
    for (int o = 0; o < out.channels(); o++) {
      rows.of(o, w);
      int ps = 0;
      int ms = 0;
      int all = 0;
      // every offset is written, and the next one over it where it does not count: a branch would be guessed wrong half of the time
      for (int i = 0; i < n; i++) {
        p[ps] = m[ms] = offset[i];
        ps += w[i] == 1 ? 1 : 0;
        ms += w[i] == -1 ? 1 : 0;
        all |= Math.abs(w[i]);
      }
      int ks = 0;
      for (int i = 0; i < n && (bytes > 1 || all > 1); i++)
        for (int b = Math.abs(w[i]) == 1 ? 1 : 0; b < bytes && w[i] != 0; b++) {
          k[ks] = offset[i] + b * planes;
          f[ks++] = w[i] << 8 * b;
        }
      plus[o] = Arrays.copyOf(p, ps);
      minus[o] = Arrays.copyOf(m, ms);
      other[o] = Arrays.copyOf(k, ks);
      factor[o] = Arrays.copyOf(f, ks);
    }
  }

  private int offset(int c, int t) {
    int ky = t / window.kernelWidth();
    int kx = t % window.kernelWidth();
    return ((c * stride + ky % stride) * stride + kx % stride) * planeSize + ky / stride * rowLength + kx / stride;
  }

  @Override
  public int[] apply(List<int[]> inputs) {
    spread(inputs.get(0));
    int[] result = new int[out.elements()];
    for (int first = 0; first < out.channels(); first += together) apply(first, Math.min(out.channels(), first + together), result);
    return result;
  }

  /** Output channels {@code first} to before {@code end}. */
  private void apply(int first, int end, int[] result) {
    Arrays.fill(acc, 0);
    for (int at = 0; at < run; at += Runs.BLOCK) for (int o = first; o < end; o++) Runs.add(padded, at, plus[o], minus[o], acc, (o - first) * run + at);
    for (int o = first; o < end; o++) {
      int sums = (o - first) * run;
      for (int i = 0; i < other[o].length; i++) multiply(acc, sums, run, wide, other[o][i], factor[o][i]);
      if (mul == null) for (int y = 0; y < out.height(); y++) System.arraycopy(acc, sums + y * rowLength, result, o * out.pixels() + y * out.width(), out.width());
      else requantise(o, sums, result, o * out.pixels());
    }
  }

  private void spread(int[] map) {
    int i = 0;
    for (int c = 0; c < in.channels(); c++)
      for (int y = window.padTop(); y < in.height() + window.padTop(); y++) {
        int row = (c * stride + y % stride) * stride * planeSize + y / stride * rowLength;
        for (int x = window.padLeft(); x < in.width() + window.padLeft(); x++, i++) {
          int at = row + x % stride * planeSize + x / stride;
          for (int b = 0; b < bytes; b++) put(at + b * planes, map[i] >> 8 * b & 255);
        }
      }
  }

  private void put(int at, int value) {
    padded[Runs.FIELD * at] = (byte) value;
    if (wide != null) wide[at] = value;
  }

  // A plain counted loop, which the JIT compiler vectorises.
  private static void multiply(int[] acc, int to, int n, int[] in, int a, int factor) {
    for (int i = 0; i < n; i++) acc[to + i] += factor * in[a + i];
  }

  private void requantise(int o, int sums, int[] to, int at) {
    long mul = this.mul[o];
    int sh = this.sh[o];
    long add = this.add[o] + ((1L << sh) >> 1);
    for (int y = 0; y < out.height(); y++)
      for (int x = 0; x < out.width(); x++) {
        long v = acc[sums + y * rowLength + x] * mul + add >> sh;
        to[at++] = (int) Math.max(0, Math.min(255, v));
      }
  }
}
