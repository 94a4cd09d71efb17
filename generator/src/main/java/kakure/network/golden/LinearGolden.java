// SPDX-License-Identifier: Apache-2.0
package kakure.network.golden;

import java.util.Arrays;
import java.util.List;
import kakure.network.Linear;
import kakure.network.Requantise;
import kakure.network.Shape;
import kakure.network.Weights;
import kakure.network.Window;

/**
 * acc[o] = sum over c, t of w(o, c, t) a[c], requantised where it is. The padded map is split into stride x stride phases, so that output pixel (y, x) of any tap reads a plane at y rowLength + x plus an offset that the weight alone decides;
 * a weight of +-1 is then one offset, added or subtracted over a run of pixels, any other one is multiplied. The columns between two rows of such a run hold values that nobody reads.
 */
final class LinearGolden implements GoldenOp {
  private final Window window;
  private final Shape in;
  private final Shape out;
  private final int stride;
  private final int rowLength;
  private final int planeSize;
  private final int run;
  private final int[][] plus;
  private final int[][] minus;
  private final int[][] other;
  private final int[][] factor;
  private final int[] padded;
  private final int[] acc;
  private final int[] mul;
  private final long[] add;
  private final int[] sh;

  LinearGolden(Linear op, Shape in, int seed) {
    window = op.window();
    this.in = in;
    out = window.over(in, op.weights().outputs());
    stride = window.stride();
    rowLength = (in.width() + window.padLeft() + window.padRight() + stride - 1) / stride;
    planeSize = (in.height() + window.padTop() + window.padBottom() + stride - 1) / stride * rowLength;
    padded = new int[Math.multiplyExact(in.channels() * stride * stride, planeSize)];
    run = (out.height() - 1) * rowLength + out.width();
    acc = new int[run];
    plus = new int[out.channels()][];
    minus = new int[out.channels()][];
    other = new int[out.channels()][];
    factor = new int[out.channels()][];
    Requantise requantise = op.requantise().orElse(null);
    mul = requantise == null ? null : requantise.mul();
    add = requantise == null ? null : requantise.add();
    sh = requantise == null ? null : requantise.sh();
    weigh(op.weights(), seed);
  }

  private void weigh(Weights weights, int seed) {
    int n = in.channels() * window.taps();
    int[] offset = new int[n];
    for (int i = 0; i < n; i++) offset[i] = offset(i / window.taps(), i % window.taps());
    Weights.Rows rows = weights.rows(seed);
    int[] w = new int[n];
    int[] p = new int[n];
    int[] m = new int[n];
    int[] k = new int[n];
    int[] f = new int[n];
    for (int o = 0; o < out.channels(); o++) {
      rows.of(o, w);
      int ps = 0;
      int ms = 0;
      int ks = 0;
      for (int i = 0; i < n; i++) {
        if (w[i] == 1) p[ps++] = offset[i];
        else if (w[i] == -1) m[ms++] = offset[i];
        else if (w[i] != 0) {
          k[ks] = offset[i];
          f[ks++] = w[i];
        }
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
    for (int o = 0; o < out.channels(); o++) {
      accumulate(o);
      if (mul == null) for (int y = 0; y < out.height(); y++) System.arraycopy(acc, y * rowLength, result, o * out.pixels() + y * out.width(), out.width());
      else requantise(o, result, o * out.pixels());
    }
    return result;
  }

  private void spread(int[] map) {
    int i = 0;
    for (int c = 0; c < in.channels(); c++)
      for (int y = window.padTop(); y < in.height() + window.padTop(); y++) {
        int row = (c * stride + y % stride) * stride * planeSize + y / stride * rowLength;
        for (int x = window.padLeft(); x < in.width() + window.padLeft(); x++) padded[row + x % stride * planeSize + x / stride] = map[i++];
      }
  }

  private void accumulate(int o) {
    Arrays.fill(acc, 0);
    int[] p = plus[o];
    int i = 0;
    for (; i + 4 <= p.length; i += 4) add(acc, run, padded, p[i], p[i + 1], p[i + 2], p[i + 3]);
    for (; i < p.length; i++) add(acc, run, padded, p[i]);
    int[] m = minus[o];
    i = 0;
    for (; i + 4 <= m.length; i += 4) subtract(acc, run, padded, m[i], m[i + 1], m[i + 2], m[i + 3]);
    for (; i < m.length; i++) subtract(acc, run, padded, m[i]);
    for (i = 0; i < other[o].length; i++) multiply(acc, run, padded, other[o][i], factor[o][i]);
  }

  // Four weights at a time: the accumulators' load and store are what the loop waits for. Plain counted loops, which the JIT compiler vectorises.
  private static void add(int[] acc, int n, int[] in, int a, int b, int c, int d) {
    for (int i = 0; i < n; i++) acc[i] += in[i + a] + in[i + b] + in[i + c] + in[i + d];
  }

  private static void add(int[] acc, int n, int[] in, int a) {
    for (int i = 0; i < n; i++) acc[i] += in[i + a];
  }

  private static void subtract(int[] acc, int n, int[] in, int a, int b, int c, int d) {
    for (int i = 0; i < n; i++) acc[i] -= in[i + a] + in[i + b] + in[i + c] + in[i + d];
  }

  private static void subtract(int[] acc, int n, int[] in, int a) {
    for (int i = 0; i < n; i++) acc[i] -= in[i + a];
  }

  private static void multiply(int[] acc, int n, int[] in, int a, int factor) {
    for (int i = 0; i < n; i++) acc[i] += factor * in[i + a];
  }

  private void requantise(int o, int[] to, int at) {
    long rounding = (1L << sh[o]) >> 1;
    for (int y = 0; y < out.height(); y++)
      for (int x = 0; x < out.width(); x++) {
        long v = (long) acc[y * rowLength + x] * mul[o] + add[o] + rounding >> sh[o];
        to[at++] = (int) Math.max(0, Math.min(255, v));
      }
  }
}
