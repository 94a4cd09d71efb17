// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The kernels with the Vector API; loaded only where {@code jdk.incubator.vector} is there, see {@link KernelChoice}. Every loop is single, its accumulators local: otherwise vectors are boxed. */
final class VectorKernels implements Kernels {
  private static final VectorSpecies<Float> S = VectorGather.S;
  private static final int STEP = S.length();

  @Override
  public String name() {
    return "vector of " + S.vectorBitSize() + " bits";
  }

  @Override
  public void gather(float[] in, int i, int inStep, int[] offset, float[] sign, int from, int to, float[] out, int o, int outStep, int n) {
    for (int l = 0; l < LANES; l += STEP) VectorGather.gather(in, i + l, inStep, offset, sign, from, to, out, o + l, outStep, n);
  }

  @Override
  public void dots(
      float[] rows, int[] row, int rowAt, float[] columns, int[] column, int columnAt, int[] rowPixel, int[] columnPixel, int from, int to, float[] acc, int at) {
    for (int l = 0; l < LANES; l += STEP) VectorDots.dots(rows, row, rowAt, columns, column, columnAt, rowPixel, columnPixel, from, to, acc, at, l);
  }

  @Override
  public void moments(float[] x, int i, int n, float[] sums, int s) {
    for (int l = 0; l < LANES; l += STEP) momentsOfLanes(x, i + l, n, sums, s + l);
  }

  private static void momentsOfLanes(float[] x, int i, int n, float[] sums, int s) {
    FloatVector sum = FloatVector.fromArray(S, sums, s);
    FloatVector squares = FloatVector.fromArray(S, sums, s + LANES);
    for (int p = i, end = i + n * LANES; p < end; p += LANES) {
      FloatVector v = FloatVector.fromArray(S, x, p);
      sum = sum.add(v);
      squares = v.fma(v, squares);
    }
    sum.intoArray(sums, s);
    squares.intoArray(sums, s + LANES);
  }

  @Override
  public void quantise(float[] x, int i, float scale, float shift, float[] y, int o, int n) {
    FloatVector k = FloatVector.broadcast(S, scale);
    FloatVector t = FloatVector.broadcast(S, shift);
    for (int p = 0, end = n * LANES; p < end; p += STEP) {
      FloatVector v = FloatVector.fromArray(S, x, i + p).fma(k, t).max(0f).min(Rounding.TOP);
      v.add(Rounding.HALF).sub(Rounding.HALF).intoArray(y, o + p);
    }
  }

  @Override
  public void clipGradient(float[] x, int i, float scale, float shift, float[] g, int o, int n, float[] sums, int s) {
    for (int l = 0; l < LANES; l += STEP) clipGradientOfLanes(x, i + l, scale, shift, g, o + l, n, sums, s + l);
  }

  private static void clipGradientOfLanes(float[] x, int i, float scale, float shift, float[] g, int o, int n, float[] sums, int s) {
    FloatVector k = FloatVector.broadcast(S, scale);
    FloatVector t = FloatVector.broadcast(S, shift);
    FloatVector top = FloatVector.broadcast(S, Rounding.TOP);
    FloatVector sum = FloatVector.fromArray(S, sums, s);
    FloatVector products = FloatVector.fromArray(S, sums, s + LANES);
    for (int p = 0, end = n * LANES; p < end; p += LANES) {
      FloatVector v = FloatVector.fromArray(S, x, i + p).fma(k, t);
      FloatVector above = v.mul(Rounding.STEEP).max(0f).min(1f);
      FloatVector below = top.sub(v).mul(Rounding.STEEP).max(0f).min(1f);
      FloatVector h = FloatVector.fromArray(S, g, o + p).mul(above).mul(below);
      h.intoArray(g, o + p);
      sum = sum.add(h);
      products = h.fma(v, products);
    }
    sum.intoArray(sums, s);
    products.intoArray(sums, s + LANES);
  }

  @Override
  public void blend(float[] x, int i, float a, float b, float c, float[] g, int o, int n) {
    FloatVector va = FloatVector.broadcast(S, a);
    FloatVector vb = FloatVector.broadcast(S, b);
    FloatVector vc = FloatVector.broadcast(S, c);
    for (int p = 0, end = n * LANES; p < end; p += STEP) {
      FloatVector v = FloatVector.fromArray(S, x, i + p).fma(vb, vc);
      FloatVector.fromArray(S, g, o + p).fma(va, v).intoArray(g, o + p);
    }
  }

  @Override
  public void pool(float[] x, int top, int bottom, float[] y, int o, int n) {
    for (int l = 0; l < LANES; l += STEP) {
      poolOfLanes(x, top + l, bottom + l, y, o + l, n);
    }
  }

  private static void poolOfLanes(float[] x, int top, int bottom, float[] y, int o, int n) {
    for (int p = 0; p < n; p++) {
      int t = top + 2 * p * LANES;
      int b = bottom + 2 * p * LANES;
      FloatVector up = FloatVector.fromArray(S, x, t).max(FloatVector.fromArray(S, x, t + LANES));
      FloatVector down = FloatVector.fromArray(S, x, b).max(FloatVector.fromArray(S, x, b + LANES));
      up.max(down).intoArray(y, o + p * LANES);
    }
  }

  @Override
  public void unpool(float[] x, int top, int bottom, float[] gy, int o, int n, float[] gx, int gTop, int gBottom) {
    for (int l = 0; l < LANES; l += STEP) {
      unpoolOfLanes(x, top + l, bottom + l, gy, o + l, n, gx, gTop + l, gBottom + l);
    }
  }

  private static void unpoolOfLanes(float[] x, int top, int bottom, float[] gy, int o, int n, float[] gx, int gTop, int gBottom) {
    FloatVector one = FloatVector.broadcast(S, 1f);
    for (int p = 0; p < n; p++) {
      int step = 2 * p * LANES;
      FloatVector x0 = FloatVector.fromArray(S, x, top + step);
      FloatVector x1 = FloatVector.fromArray(S, x, top + step + LANES);
      FloatVector x2 = FloatVector.fromArray(S, x, bottom + step);
      FloatVector x3 = FloatVector.fromArray(S, x, bottom + step + LANES);
      FloatVector max = x0.max(x1).max(x2.max(x3));
      FloatVector g = FloatVector.fromArray(S, gy, o + p * LANES);
      FloatVector h0 = one.sub(max.sub(x0)).max(0f);
      FloatVector left = one.sub(h0);
      FloatVector h1 = left.mul(one.sub(max.sub(x1)).max(0f));
      left = left.sub(h1);
      FloatVector h2 = left.mul(one.sub(max.sub(x2)).max(0f));
      left = left.sub(h2);
      FloatVector h3 = left.mul(one.sub(max.sub(x3)).max(0f));
      g.mul(h0).intoArray(gx, gTop + step);
      g.mul(h1).intoArray(gx, gTop + step + LANES);
      g.mul(h2).intoArray(gx, gBottom + step);
      g.mul(h3).intoArray(gx, gBottom + step + LANES);
    }
  }
}
