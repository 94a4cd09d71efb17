// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link ExactMultiplication} with the Vector API, of the same bytes: blocks of registers for whole floats, a pixel at a time where products are rounded to less. */
final class VectorExact extends ExactMultiplication {
  private static final VectorSpecies<Float> S = VectorGather.S;

  VectorExact(Multiplier of) {
    super(of);
  }

  @Override
  public void gather(float[] in, int i, int inStep, int[] offset, float[] weight, int from, int to, float[] out, int o, int outStep, int n) {
    for (int l = 0; l < Kernels.LANES; l += S.length()) {
      int a = i + l;
      int b = o + l;
      for (int left = n; left > 0; ) {
        int block = drop > 0 ? 1 : left >= 7 ? 7 : left >= 4 ? 4 : 1;
        if (drop > 0) narrow(in, a, offset, weight, from, to, out, b);
        else if (block == 7) gather7(in, a, inStep, offset, weight, from, to, out, b, outStep);
        else if (block == 4) gather4(in, a, inStep, offset, weight, from, to, out, b, outStep);
        else gather1(in, a, offset, weight, from, to, out, b);
        left -= block;
        a += block * inStep;
        b += block * outStep;
      }
    }
  }

  @Override
  public void dots(
      float[] rows, int[] row, int rowAt, float[] columns, int[] column, int columnAt, int[] rowPixel, int[] columnPixel, int from, int to, float[] acc, int at) {
    for (int l = 0; l < Kernels.LANES; l += S.length()) {
      if (drop == 0) dots(rows, row, rowAt, l, columns, column, columnAt, rowPixel, columnPixel, from, to, acc, at + l);
      else
        for (int r = 0; r < ROWS; r++)
          for (int k = 0; k < COLUMNS; k++) narrow(rows, row[rowAt + r] + l, columns, column[columnAt + k] + l, rowPixel, columnPixel, from, to, acc, at + l + (COLUMNS * r + k) * Kernels.LANES);
    }
  }

  private void narrow(float[] in, int i, int[] offset, float[] weight, int from, int to, float[] out, int o) {
    FloatVector a = FloatVector.fromArray(S, out, o);
    for (int j = from; j < to; j++) a = a.add(narrowed(FloatVector.fromArray(S, in, i + offset[j]).mul(weight[j])));
    a.intoArray(out, o);
  }

  private void narrow(float[] rows, int r, float[] columns, int c, int[] rowPixel, int[] columnPixel, int from, int to, float[] acc, int at) {
    FloatVector a = FloatVector.fromArray(S, acc, at);
    for (int i = from; i < to; i++) a = a.add(narrowed(FloatVector.fromArray(S, rows, r + rowPixel[i]).mul(FloatVector.fromArray(S, columns, c + columnPixel[i]))));
    a.intoArray(acc, at);
  }

  /** A product's NaN has no bits below the format's, whatever the machine makes of it, since operands have none. */
  private FloatVector narrowed(FloatVector product) {
    IntVector v = product.reinterpretAsInts();
    return v.add(v.lanewise(VectorOperators.LSHR, drop).and(1)).add((1 << drop - 1) - 1).and(-1 << drop).reinterpretAsFloats();
  }

  private static void gather7(float[] in, int i, int inStep, int[] offset, float[] weight, int from, int to, float[] out, int o, int outStep) {
    FloatVector a0 = FloatVector.fromArray(S, out, o);
    FloatVector a1 = FloatVector.fromArray(S, out, o + outStep);
    FloatVector a2 = FloatVector.fromArray(S, out, o + 2 * outStep);
    FloatVector a3 = FloatVector.fromArray(S, out, o + 3 * outStep);
    FloatVector a4 = FloatVector.fromArray(S, out, o + 4 * outStep);
    FloatVector a5 = FloatVector.fromArray(S, out, o + 5 * outStep);
    FloatVector a6 = FloatVector.fromArray(S, out, o + 6 * outStep);
    for (int j = from; j < to; j++) {
      int b = i + offset[j];
      FloatVector w = FloatVector.broadcast(S, weight[j]);
      a0 = a0.add(FloatVector.fromArray(S, in, b).mul(w));
      a1 = a1.add(FloatVector.fromArray(S, in, b + inStep).mul(w));
      a2 = a2.add(FloatVector.fromArray(S, in, b + 2 * inStep).mul(w));
      a3 = a3.add(FloatVector.fromArray(S, in, b + 3 * inStep).mul(w));
      a4 = a4.add(FloatVector.fromArray(S, in, b + 4 * inStep).mul(w));
      a5 = a5.add(FloatVector.fromArray(S, in, b + 5 * inStep).mul(w));
      a6 = a6.add(FloatVector.fromArray(S, in, b + 6 * inStep).mul(w));
    }
    a0.intoArray(out, o);
    a1.intoArray(out, o + outStep);
    a2.intoArray(out, o + 2 * outStep);
    a3.intoArray(out, o + 3 * outStep);
    a4.intoArray(out, o + 4 * outStep);
    a5.intoArray(out, o + 5 * outStep);
    a6.intoArray(out, o + 6 * outStep);
  }

  private static void gather4(float[] in, int i, int inStep, int[] offset, float[] weight, int from, int to, float[] out, int o, int outStep) {
    FloatVector a0 = FloatVector.fromArray(S, out, o);
    FloatVector a1 = FloatVector.fromArray(S, out, o + outStep);
    FloatVector a2 = FloatVector.fromArray(S, out, o + 2 * outStep);
    FloatVector a3 = FloatVector.fromArray(S, out, o + 3 * outStep);
    for (int j = from; j < to; j++) {
      int b = i + offset[j];
      FloatVector w = FloatVector.broadcast(S, weight[j]);
      a0 = a0.add(FloatVector.fromArray(S, in, b).mul(w));
      a1 = a1.add(FloatVector.fromArray(S, in, b + inStep).mul(w));
      a2 = a2.add(FloatVector.fromArray(S, in, b + 2 * inStep).mul(w));
      a3 = a3.add(FloatVector.fromArray(S, in, b + 3 * inStep).mul(w));
    }
    a0.intoArray(out, o);
    a1.intoArray(out, o + outStep);
    a2.intoArray(out, o + 2 * outStep);
    a3.intoArray(out, o + 3 * outStep);
  }

  private static void gather1(float[] in, int i, int[] offset, float[] weight, int from, int to, float[] out, int o) {
    FloatVector a0 = FloatVector.fromArray(S, out, o);
    for (int j = from; j < to; j++) {
      int b = i + offset[j];
      FloatVector w = FloatVector.broadcast(S, weight[j]);
      a0 = a0.add(FloatVector.fromArray(S, in, b).mul(w));
    }
    a0.intoArray(out, o);
  }

  private static void dots(float[] rows, int[] row, int rowAt, int lane, float[] columns, int[] column, int columnAt, int[] rowPixel, int[] columnPixel, int from, int to, float[] acc, int at) {
    int step = COLUMNS * Kernels.LANES;
    int c0 = column[columnAt] + lane;
    int c1 = column[columnAt + 1] + lane;
    int c2 = column[columnAt + 2] + lane;
    int r0 = row[rowAt] + lane;
    int r1 = row[rowAt + 1] + lane;
    int r2 = row[rowAt + 2] + lane;
    int r3 = row[rowAt + 3] + lane;
    FloatVector a00 = FloatVector.fromArray(S, acc, at);
    FloatVector a01 = FloatVector.fromArray(S, acc, at + Kernels.LANES);
    FloatVector a02 = FloatVector.fromArray(S, acc, at + 2 * Kernels.LANES);
    FloatVector a10 = FloatVector.fromArray(S, acc, at + step);
    FloatVector a11 = FloatVector.fromArray(S, acc, at + step + Kernels.LANES);
    FloatVector a12 = FloatVector.fromArray(S, acc, at + step + 2 * Kernels.LANES);
    FloatVector a20 = FloatVector.fromArray(S, acc, at + 2 * step);
    FloatVector a21 = FloatVector.fromArray(S, acc, at + 2 * step + Kernels.LANES);
    FloatVector a22 = FloatVector.fromArray(S, acc, at + 2 * step + 2 * Kernels.LANES);
    FloatVector a30 = FloatVector.fromArray(S, acc, at + 3 * step);
    FloatVector a31 = FloatVector.fromArray(S, acc, at + 3 * step + Kernels.LANES);
    FloatVector a32 = FloatVector.fromArray(S, acc, at + 3 * step + 2 * Kernels.LANES);
    for (int i = from; i < to; i++) {
      int p = rowPixel[i];
      int t = columnPixel[i];
      FloatVector y0 = FloatVector.fromArray(S, columns, c0 + t);
      FloatVector y1 = FloatVector.fromArray(S, columns, c1 + t);
      FloatVector y2 = FloatVector.fromArray(S, columns, c2 + t);
      FloatVector x0 = FloatVector.fromArray(S, rows, r0 + p);
      a00 = a00.add(x0.mul(y0));
      a01 = a01.add(x0.mul(y1));
      a02 = a02.add(x0.mul(y2));
      FloatVector x1 = FloatVector.fromArray(S, rows, r1 + p);
      a10 = a10.add(x1.mul(y0));
      a11 = a11.add(x1.mul(y1));
      a12 = a12.add(x1.mul(y2));
      FloatVector x2 = FloatVector.fromArray(S, rows, r2 + p);
      a20 = a20.add(x2.mul(y0));
      a21 = a21.add(x2.mul(y1));
      a22 = a22.add(x2.mul(y2));
      FloatVector x3 = FloatVector.fromArray(S, rows, r3 + p);
      a30 = a30.add(x3.mul(y0));
      a31 = a31.add(x3.mul(y1));
      a32 = a32.add(x3.mul(y2));
    }
    a00.intoArray(acc, at);
    a01.intoArray(acc, at + Kernels.LANES);
    a02.intoArray(acc, at + 2 * Kernels.LANES);
    a10.intoArray(acc, at + step);
    a11.intoArray(acc, at + step + Kernels.LANES);
    a12.intoArray(acc, at + step + 2 * Kernels.LANES);
    a20.intoArray(acc, at + 2 * step);
    a21.intoArray(acc, at + 2 * step + Kernels.LANES);
    a22.intoArray(acc, at + 2 * step + 2 * Kernels.LANES);
    a30.intoArray(acc, at + 3 * step);
    a31.intoArray(acc, at + 3 * step + Kernels.LANES);
    a32.intoArray(acc, at + 3 * step + 2 * Kernels.LANES);
  }
}
