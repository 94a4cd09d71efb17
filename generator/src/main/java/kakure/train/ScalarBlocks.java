// SPDX-License-Identifier: Apache-2.0
package kakure.train;

/** The two inner loops of {@link ScalarKernels} with their sums in registers: the compiler makes no vectors of loops over two arrays that might be one. */
final class ScalarBlocks {
  private ScalarBlocks() {}

  /** Eight lanes of one pixel of {@link Kernels#gather}. */
  static void gather(float[] in, int i, int[] offset, float[] sign, int from, int to, float[] out, int o) {
    float a0 = out[o];
    float a1 = out[o + 1];
    float a2 = out[o + 2];
    float a3 = out[o + 3];
    float a4 = out[o + 4];
    float a5 = out[o + 5];
    float a6 = out[o + 6];
    float a7 = out[o + 7];
    for (int j = from; j < to; j++) {
      int b = i + offset[j];
      float s = sign[j];
      a0 = Math.fma(s, in[b], a0);
      a1 = Math.fma(s, in[b + 1], a1);
      a2 = Math.fma(s, in[b + 2], a2);
      a3 = Math.fma(s, in[b + 3], a3);
      a4 = Math.fma(s, in[b + 4], a4);
      a5 = Math.fma(s, in[b + 5], a5);
      a6 = Math.fma(s, in[b + 6], a6);
      a7 = Math.fma(s, in[b + 7], a7);
    }
    out[o] = a0;
    out[o + 1] = a1;
    out[o + 2] = a2;
    out[o + 3] = a3;
    out[o + 4] = a4;
    out[o + 5] = a5;
    out[o + 6] = a6;
    out[o + 7] = a7;
  }

  /** One lane of {@link Kernels#dots}. */
  static void dots(
      float[] rows, int[] row, int rowAt, float[] columns, int[] column, int columnAt, int lane, int[] rowPixel, int[] columnPixel, int from, int to, float[] acc, int at) {
    int r0 = row[rowAt] + lane;
    int r1 = row[rowAt + 1] + lane;
    int r2 = row[rowAt + 2] + lane;
    int r3 = row[rowAt + 3] + lane;
    int c0 = column[columnAt] + lane;
    int c1 = column[columnAt + 1] + lane;
    int c2 = column[columnAt + 2] + lane;
    float a00 = acc[at];
    float a01 = acc[at + 1 * Kernels.LANES];
    float a02 = acc[at + 2 * Kernels.LANES];
    float a10 = acc[at + 3 * Kernels.LANES];
    float a11 = acc[at + 4 * Kernels.LANES];
    float a12 = acc[at + 5 * Kernels.LANES];
    float a20 = acc[at + 6 * Kernels.LANES];
    float a21 = acc[at + 7 * Kernels.LANES];
    float a22 = acc[at + 8 * Kernels.LANES];
    float a30 = acc[at + 9 * Kernels.LANES];
    float a31 = acc[at + 10 * Kernels.LANES];
    float a32 = acc[at + 11 * Kernels.LANES];
    for (int i = from; i < to; i++) {
      int p = rowPixel[i];
      int t = columnPixel[i];
      float y0 = columns[c0 + t];
      float y1 = columns[c1 + t];
      float y2 = columns[c2 + t];
      float x0 = rows[r0 + p];
      a00 = Math.fma(x0, y0, a00);
      a01 = Math.fma(x0, y1, a01);
      a02 = Math.fma(x0, y2, a02);
      float x1 = rows[r1 + p];
      a10 = Math.fma(x1, y0, a10);
      a11 = Math.fma(x1, y1, a11);
      a12 = Math.fma(x1, y2, a12);
      float x2 = rows[r2 + p];
      a20 = Math.fma(x2, y0, a20);
      a21 = Math.fma(x2, y1, a21);
      a22 = Math.fma(x2, y2, a22);
      float x3 = rows[r3 + p];
      a30 = Math.fma(x3, y0, a30);
      a31 = Math.fma(x3, y1, a31);
      a32 = Math.fma(x3, y2, a32);
    }
    acc[at] = a00;
    acc[at + 1 * Kernels.LANES] = a01;
    acc[at + 2 * Kernels.LANES] = a02;
    acc[at + 3 * Kernels.LANES] = a10;
    acc[at + 4 * Kernels.LANES] = a11;
    acc[at + 5 * Kernels.LANES] = a12;
    acc[at + 6 * Kernels.LANES] = a20;
    acc[at + 7 * Kernels.LANES] = a21;
    acc[at + 8 * Kernels.LANES] = a22;
    acc[at + 9 * Kernels.LANES] = a30;
    acc[at + 10 * Kernels.LANES] = a31;
    acc[at + 11 * Kernels.LANES] = a32;
  }
}
