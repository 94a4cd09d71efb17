// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.Arrays;
import kakure.golden.SignGenerator;

/**
 * One layer of {@link GoldenNetwork}. The padded map is split into stride x stride phases, so that output pixel (y, x) of any tap reads a plane at y rowLength + x plus an offset that the weight alone decides;
 * a kept weight is then one offset, added or subtracted over a run of pixels. The columns between two rows of such a run hold values that nobody reads.
 */
final class GoldenLayer {
  private final Layer layer;
  private final Shape out;
  private final int stride;
  private final int rowLength;
  private final int planeSize;
  private final int run;
  private final int[][] plus;
  private final int[][] minus;
  private final int[] padded;
  private final int[] acc;
  private final int[] mul;
  private final long[] add;
  private final int[] sh;

  GoldenLayer(Layer layer, SignGenerator signs) {
    this.layer = layer;
    out = layer.out();
    stride = layer.stride();
    Shape in = layer.in();
    rowLength = (in.width() + layer.padLeft() + layer.padRight() + stride - 1) / stride;
    planeSize = (in.height() + layer.padTop() + layer.padBottom() + stride - 1) / stride * rowLength;
    padded = new int[Math.multiplyExact(in.channels() * stride * stride, planeSize)];
    run = (out.height() - 1) * rowLength + out.width();
    acc = new int[run];
    plus = new int[out.channels()][];
    minus = new int[out.channels()][];
    mul = layer.last() ? null : layer.requantise().mul();
    add = layer.last() ? null : layer.requantise().add();
    sh = layer.last() ? null : layer.requantise().sh();
    weigh(signs);
  }

  private void weigh(SignGenerator signs) {
    Mask mask = layer.mask();
    int taps = mask.taps();
    int[] none = new int[mask.inputs() * taps];
    int[][] words = new int[mask.inputs()][];
    for (int o = 0; o < out.channels(); o++) {
      if (o % SignGenerator.GROUP == 0) for (int c = 0; c < words.length; c++) words[c] = signs.words(o / SignGenerator.GROUP, c, taps);
      int[] p = none.clone();
      int[] m = none.clone();
      int ps = 0;
      int ms = 0;
      for (int c = 0; c < words.length; c++)
        for (int t = 0; t < taps; t++) {
          if (!mask.kept(o, c, t)) continue;
          if ((words[c][t] >>> o % SignGenerator.GROUP & 1) == 0) p[ps++] = offset(c, t);
          else m[ms++] = offset(c, t);
        }
      plus[o] = Arrays.copyOf(p, ps);
      minus[o] = Arrays.copyOf(m, ms);
    }
  }

  private int offset(int c, int t) {
    int ky = t / layer.kernelWidth();
    int kx = t % layer.kernelWidth();
    return ((c * stride + ky % stride) * stride + kx % stride) * planeSize + ky / stride * rowLength + kx / stride;
  }

  /** Elements of the map before it is pooled; none where nothing is pooled. */
  int unpooledElements() {
    return layer.pool2x2() ? out.elements() : 0;
  }

  /** The layer's u8 result, after pooling where it pools; {@code unpooled} gets what is pooled. */
  byte[] map(byte[] in, byte[] unpooled) {
    spread(in);
    byte[] result = new byte[layer.result().elements()];
    for (int o = 0; o < out.channels(); o++) {
      accumulate(o);
      if (!layer.pool2x2()) {
        requantise(o, result, o * out.pixels());
      } else {
        requantise(o, unpooled, o * out.pixels());
        pool(unpooled, result, o);
      }
    }
    return result;
  }

  /** The accumulators, in the order of {@link Shape}. */
  int[] accumulators(byte[] in) {
    spread(in);
    int[] result = new int[out.elements()];
    for (int o = 0; o < out.channels(); o++) {
      accumulate(o);
      for (int y = 0; y < out.height(); y++) System.arraycopy(acc, y * rowLength, result, o * out.pixels() + y * out.width(), out.width());
    }
    return result;
  }

  private void spread(byte[] in) {
    Shape s = layer.in();
    int i = 0;
    for (int c = 0; c < s.channels(); c++)
      for (int y = layer.padTop(); y < s.height() + layer.padTop(); y++) {
        int row = (c * stride + y % stride) * stride * planeSize + y / stride * rowLength;
        for (int x = layer.padLeft(); x < s.width() + layer.padLeft(); x++) padded[row + x % stride * planeSize + x / stride] = in[i++] & 255;
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

  private void requantise(int o, byte[] to, int at) {
    long rounding = (1L << sh[o]) >> 1;
    for (int y = 0; y < out.height(); y++)
      for (int x = 0; x < out.width(); x++) {
        long v = (long) acc[y * rowLength + x] * mul[o] + add[o] + rounding >> sh[o];
        to[at++] = (byte) Math.max(0, Math.min(255, v));
      }
  }

  private void pool(byte[] plane, byte[] result, int o) {
    Shape to = layer.result();
    int w = out.width();
    int first = o * out.pixels();
    int at = o * to.pixels();
    for (int y = 0; y < to.height(); y++)
      for (int x = 0; x < to.width(); x++) {
        int i = first + 2 * y * w + 2 * x;
        int top = Math.max(plane[i] & 255, plane[i + 1] & 255);
        int bottom = Math.max(plane[i + w] & 255, plane[i + w + 1] & 255);
        result[at++] = (byte) Math.max(top, bottom);
      }
  }
}
