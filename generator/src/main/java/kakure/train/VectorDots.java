// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import jdk.incubator.vector.FloatVector;

/** {@link Kernels#dots} in 12 accumulators: 7 loads for 12 fused multiply-adds, and registers left on AVX2. */
final class VectorDots {
  private VectorDots() {}

  /** One vector's lanes of {@link Kernels#dots}; {@code lane} is the first of them. */
  static void dots(
      float[] rows, int[] row, int rowAt, float[] columns, int[] column, int columnAt, int[] rowPixel, int[] columnPixel, int from, int to, float[] acc, int at, int lane) {
    var s = VectorGather.S;
    int r0 = row[rowAt] + lane;
    int r1 = row[rowAt + 1] + lane;
    int r2 = row[rowAt + 2] + lane;
    int r3 = row[rowAt + 3] + lane;
    int c0 = column[columnAt] + lane;
    int c1 = column[columnAt + 1] + lane;
    int c2 = column[columnAt + 2] + lane;
    int q = at + lane;
    FloatVector a00 = FloatVector.fromArray(s, acc, q);
    FloatVector a01 = FloatVector.fromArray(s, acc, q + 1 * Kernels.LANES);
    FloatVector a02 = FloatVector.fromArray(s, acc, q + 2 * Kernels.LANES);
    FloatVector a10 = FloatVector.fromArray(s, acc, q + 3 * Kernels.LANES);
    FloatVector a11 = FloatVector.fromArray(s, acc, q + 4 * Kernels.LANES);
    FloatVector a12 = FloatVector.fromArray(s, acc, q + 5 * Kernels.LANES);
    FloatVector a20 = FloatVector.fromArray(s, acc, q + 6 * Kernels.LANES);
    FloatVector a21 = FloatVector.fromArray(s, acc, q + 7 * Kernels.LANES);
    FloatVector a22 = FloatVector.fromArray(s, acc, q + 8 * Kernels.LANES);
    FloatVector a30 = FloatVector.fromArray(s, acc, q + 9 * Kernels.LANES);
    FloatVector a31 = FloatVector.fromArray(s, acc, q + 10 * Kernels.LANES);
    FloatVector a32 = FloatVector.fromArray(s, acc, q + 11 * Kernels.LANES);
    for (int i = from; i < to; i++) {
      int p = rowPixel[i];
      int t = columnPixel[i];
      FloatVector y0 = FloatVector.fromArray(s, columns, c0 + t);
      FloatVector y1 = FloatVector.fromArray(s, columns, c1 + t);
      FloatVector y2 = FloatVector.fromArray(s, columns, c2 + t);
      FloatVector x0 = FloatVector.fromArray(s, rows, r0 + p);
      a00 = x0.fma(y0, a00);
      a01 = x0.fma(y1, a01);
      a02 = x0.fma(y2, a02);
      FloatVector x1 = FloatVector.fromArray(s, rows, r1 + p);
      a10 = x1.fma(y0, a10);
      a11 = x1.fma(y1, a11);
      a12 = x1.fma(y2, a12);
      FloatVector x2 = FloatVector.fromArray(s, rows, r2 + p);
      a20 = x2.fma(y0, a20);
      a21 = x2.fma(y1, a21);
      a22 = x2.fma(y2, a22);
      FloatVector x3 = FloatVector.fromArray(s, rows, r3 + p);
      a30 = x3.fma(y0, a30);
      a31 = x3.fma(y1, a31);
      a32 = x3.fma(y2, a32);
    }
    a00.intoArray(acc, q);
    a01.intoArray(acc, q + 1 * Kernels.LANES);
    a02.intoArray(acc, q + 2 * Kernels.LANES);
    a10.intoArray(acc, q + 3 * Kernels.LANES);
    a11.intoArray(acc, q + 4 * Kernels.LANES);
    a12.intoArray(acc, q + 5 * Kernels.LANES);
    a20.intoArray(acc, q + 6 * Kernels.LANES);
    a21.intoArray(acc, q + 7 * Kernels.LANES);
    a22.intoArray(acc, q + 8 * Kernels.LANES);
    a30.intoArray(acc, q + 9 * Kernels.LANES);
    a31.intoArray(acc, q + 10 * Kernels.LANES);
    a32.intoArray(acc, q + 11 * Kernels.LANES);
  }
}
