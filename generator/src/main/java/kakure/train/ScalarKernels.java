// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.Arrays;

/** The kernels in plain Java: the definition of the bytes, and what runs where the Vector API is absent. */
final class ScalarKernels implements Kernels {
  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public void gather(float[] in, int i, int inStep, int[] offset, float[] sign, int from, int to, float[] out, int o, int outStep, int n) {
    for (int p = 0; p < n; p++) for (int l = 0; l < LANES; l += 8) ScalarBlocks.gather(in, i + p * inStep + l, offset, sign, from, to, out, o + p * outStep + l);
  }

  @Override
  public void dots(
      float[] rows, int[] row, int rowAt, float[] columns, int[] column, int columnAt, int[] rowPixel, int[] columnPixel, int from, int to, float[] acc, int at) {
    for (int l = 0; l < LANES; l++) ScalarBlocks.dots(rows, row, rowAt, columns, column, columnAt, l, rowPixel, columnPixel, from, to, acc, at + l);
  }

  @Override
  public void moments(float[] x, int i, int n, float[] sums, int s) {
    for (int p = 0; p < n; p++) {
      for (int l = 0; l < LANES; l++) {
        float v = x[i + p * LANES + l];
        sums[s + l] += v;
        sums[s + LANES + l] = Math.fma(v, v, sums[s + LANES + l]);
      }
    }
  }

  @Override
  public void quantise(float[] x, int i, float scale, float shift, float[] y, int o, int n) {
    for (int p = 0; p < n * LANES; p++) {
      float v = Math.min(Math.max(Math.fma(x[i + p], scale, shift), 0f), Rounding.TOP);
      y[o + p] = v + Rounding.HALF - Rounding.HALF;
    }
  }

  @Override
  public void clipGradient(float[] x, int i, float scale, float shift, float[] g, int o, int n, float[] sums, int s) {
    for (int p = 0; p < n; p++) {
      for (int l = 0; l < LANES; l++) {
        float v = Math.fma(x[i + p * LANES + l], scale, shift);
        float above = Math.min(Math.max(v * Rounding.STEEP, 0f), 1f);
        float below = Math.min(Math.max((Rounding.TOP - v) * Rounding.STEEP, 0f), 1f);
        float k = g[o + p * LANES + l] * above * below;
        g[o + p * LANES + l] = k;
        sums[s + l] += k;
        sums[s + LANES + l] = Math.fma(k, v, sums[s + LANES + l]);
      }
    }
  }

  @Override
  public void blend(float[] x, int i, float a, float b, float c, float[] g, int o, int n) {
    for (int p = 0; p < n * LANES; p++) {
      g[o + p] = Math.fma(g[o + p], a, Math.fma(x[i + p], b, c));
    }
  }

  @Override
  public void pool(float[] x, int top, int bottom, float[] y, int o, int n) {
    for (int p = 0; p < n; p++) {
      for (int l = 0; l < LANES; l++) {
        int a = top + 2 * p * LANES + l;
        int b = bottom + 2 * p * LANES + l;
        y[o + p * LANES + l] = Math.max(Math.max(x[a], x[a + LANES]), Math.max(x[b], x[b + LANES]));
      }
    }
  }

  @Override
  public void unpool(float[] x, int top, int bottom, float[] gy, int o, int n, float[] gx, int gTop, int gBottom) {
    float[] left = new float[LANES];
    for (int p = 0; p < n; p++) {
      Arrays.fill(left, 1f);
      for (int w = 0; w < 4; w++) {
        int a = (w < 2 ? top : bottom) + (2 * p + (w & 1)) * LANES;
        int b = (w < 2 ? gTop : gBottom) + (2 * p + (w & 1)) * LANES;
        for (int l = 0; l < LANES; l++) {
          int t = top + 2 * p * LANES + l;
          int u = bottom + 2 * p * LANES + l;
          float max = Math.max(Math.max(x[t], x[t + LANES]), Math.max(x[u], x[u + LANES]));
          // integers: 1 - (max - x) is 1 at the maximum and 0 or less elsewhere
          float hit = left[l] * Math.max(1f - (max - x[a + l]), 0f);
          left[l] -= hit;
          gx[b + l] = gy[o + p * LANES + l] * hit;
        }
      }
    }
  }
}
