// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link LogMultiplication} with the Vector API, of the same bytes, as long as no operand is wild: then no product is infinite or NaN, and the whole words of both operands are added, signs and all, for no carry reaches the
 * sign. That a product is zero is found beside it, by comparing one magnitude with what the other leaves it. A zero's sign is lost, and is of no account to a sum that began with +0.
 */
final class VectorLog extends LogMultiplication {
  static final VectorSpecies<Integer> I = VectorSpecies.of(int.class, VectorGather.S.vectorShape());

  VectorLog(Multiplier of) {
    super(of);
  }

  @Override
  void operands(float[] x, int at, int n) {
    if (bound(x, at, n) >= TAME) {
      super.operands(x, at, n);
      return;
    }
    int half = drop == 0 ? 0 : (1 << drop - 1) - 1;
    for (int i = at; i < at + n; i += I.length()) {
      IntVector v = FloatVector.fromArray(VectorGather.S, x, i).reinterpretAsInts();
      if (drop > 0) v = v.add(v.lanewise(VectorOperators.LSHR, drop).and(1)).add(half).and(-1 << drop);
      IntVector normal = v.and(MAGNITUDE).neg().add(LEAST_NORMAL - 1).lanewise(VectorOperators.ASHR, 31);
      v.and(normal.and(cut).or(SIGN)).or(normal.and(one)).reinterpretAsFloats().intoArray(x, i);
    }
  }

  /** Not less than the largest magnitude's bits, of what is rounded as well. */
  private static int bound(float[] x, int at, int n) {
    IntVector all = IntVector.zero(I);
    for (int i = at; i < at + n; i += I.length()) all = all.max(FloatVector.fromArray(VectorGather.S, x, i).reinterpretAsInts().and(MAGNITUDE));
    return Math.min(all.reduceLanes(VectorOperators.MAX), INFINITY) + LEAST_NORMAL - 1;
  }

  /** The least magnitude but one that has a normal product with {@code magnitude}; none where that is zero. */
  int least(int magnitude) {
    return magnitude < LEAST_NORMAL ? MAGNITUDE : Math.max(LEAST_NORMAL, LEAST_NORMAL + BIAS - none - magnitude) - 1;
  }

  @Override
  public void gather(float[] in, int i, int inStep, int[] offset, float[] weight, int from, int to, float[] out, int o, int outStep, int n) {
    if (wild) {
      super.gather(in, i, inStep, offset, weight, from, to, out, o, outStep, n);
      return;
    }
    for (int l = 0; l < Kernels.LANES; l += I.length()) {
      int a = i + l;
      int b = o + l;
      for (int left = n; left > 0; ) {
        int block = bent ? 1 : left >= 7 ? 7 : left >= 4 ? 4 : 1;
        if (bent) VectorBent.gather(this, in, a, offset, weight, from, to, out, b);
        else if (block == 7) VectorLogGather.gather7(this, in, a, inStep, offset, weight, from, to, out, b, outStep);
        else if (block == 4) VectorLogGather.gather4(this, in, a, inStep, offset, weight, from, to, out, b, outStep);
        else VectorLogGather.gather1(this, in, a, offset, weight, from, to, out, b);
        left -= block;
        a += block * inStep;
        b += block * outStep;
      }
    }
  }

  @Override
  public void gatherPositive(float[] in, int i, int inStep, int[] offset, float[] weight, int from, int to, float[] out, int o, int outStep, int n) {
    if (wild || bent) {
      gather(in, i, inStep, offset, weight, from, to, out, o, outStep, n);
      return;
    }
    for (int l = 0; l < Kernels.LANES; l += I.length()) {
      int a = i + l;
      int b = o + l;
      for (int left = n; left > 0; ) {
        int block = left >= 7 ? 7 : left >= 4 ? 4 : 1;
        if (block == 7) VectorLogPositive.positive7(this, in, a, inStep, offset, weight, from, to, out, b, outStep);
        else if (block == 4) VectorLogPositive.positive4(this, in, a, inStep, offset, weight, from, to, out, b, outStep);
        else VectorLogPositive.positive1(this, in, a, offset, weight, from, to, out, b);
        left -= block;
        a += block * inStep;
        b += block * outStep;
      }
    }
  }

  @Override
  public void dots(
      float[] rows, int[] row, int rowAt, float[] columns, int[] column, int columnAt, int[] rowPixel, int[] columnPixel, int from, int to, float[] acc, int at) {
    if (wild) {
      super.dots(rows, row, rowAt, columns, column, columnAt, rowPixel, columnPixel, from, to, acc, at);
      return;
    }
    for (int l = 0; l < Kernels.LANES; l += I.length())
      if (!bent) VectorLogDots.dots(this, rows, row, rowAt, l, columns, column, columnAt, rowPixel, columnPixel, from, to, acc, at + l);
      else
        for (int r = 0; r < ROWS; r++)
          for (int k = 0; k < COLUMNS; k++) VectorBent.dots(this, rows, row[rowAt + r] + l, columns, column[columnAt + k] + l, rowPixel, columnPixel, from, to, acc, at + l + (COLUMNS * r + k) * Kernels.LANES);
  }

  @Override
  public void gather(float[] in, int i, int inStep, int[] offset, float[] weight, int from, int to, float[] value, int v, int valueStep, float[] out, int o, int outStep, int n) {
    if (wild) {
      super.gather(in, i, inStep, offset, weight, from, to, value, v, valueStep, out, o, outStep, n);
      return;
    }
    for (int l = 0; l < Kernels.LANES; l += I.length())
      for (int p = 0; p < n; p++) VectorSlopes.gather(this, in, i + l + p * inStep, offset, weight, from, to, value, v + l + p * valueStep, out, o + l + p * outStep);
  }

  @Override
  public void dots(
      float[] rows, int[] row, int rowAt, float[] columns, int[] column, int columnAt, int[] rowPixel, int[] columnPixel, float[] weight, int w, int from, int to, float[] acc, int at) {
    if (wild) {
      super.dots(rows, row, rowAt, columns, column, columnAt, rowPixel, columnPixel, weight, w, from, to, acc, at);
      return;
    }
    for (int l = 0; l < Kernels.LANES; l += I.length())
      for (int k = 0; k < COLUMNS; k++)
        for (int r = 0; r < ROWS; r++)
          VectorSlopes.dots(this, rows, row[rowAt + r] + l, columns, column[columnAt + k] + l, rowPixel, columnPixel, weight[w + COLUMNS * r + k], from, to, acc, at + l + (r * COLUMNS + k) * Kernels.LANES);
  }
}
