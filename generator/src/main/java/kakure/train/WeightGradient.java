// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.Arrays;

/**
 * dL/dm w of a layer's weights, each the sum over all pixels and images of a gradient and an activation. Independent tasks, of which each has some output channels (rows) and some columns (c, t): so that what it reads for {@link #PIXELS} pixels, and its sums, stay in the second-level cache.
 *
 * <p>Sums are taken in the order of groups, pixels and lanes, whatever the tasks are.
 */
final class WeightGradient {
  /** Pixels of which {@link Products#ROWS} rows are read again and again: 16 KiB, which stay in the first-level cache while columns pass. */
  private static final int PIXELS = 64;
  /** Rows and columns of a task at most: 64 KiB of gradients, and sums of 96 KiB. */
  private static final int ROWS = 4 * Products.ROWS;

  private static final int COLUMNS = 32 * Products.COLUMNS;

  private final Weights weights;
  private final Products products;
  private final Slopes slopes;
  private final int channels;
  private final int columns;
  private final int[] row;
  private final int[] column;
  private final int[] rowPixel;
  private final int[] columnPixel;

  /**
   * @param from layout of the activations
   * @param acc layout of the accumulators
   * @param grad layout of their gradient
   * @param reach offset of each (c, t) in the activations
   * @param slopes of the multiplications; null where {@code products} are meant
   */
  WeightGradient(Geometry geometry, Planes from, Planes acc, Planes grad, int[] reach, Weights weights, Products products, Slopes slopes) {
    this.weights = weights;
    this.products = products;
    this.slopes = slopes;
    channels = acc.channels();
    columns = reach.length;
    row = new int[ceil(channels, Products.ROWS) * Products.ROWS];
    for (int o = 0; o < row.length; o++) row[o] = grad.at(Math.min(o, channels - 1), 0, 0);
    column = new int[ceil(columns, Products.COLUMNS) * Products.COLUMNS];
    for (int k = 0; k < column.length; k++) column[k] = from.at(0, 0, 0) + reach[Math.min(k, columns - 1)];
    rowPixel = new int[acc.height() * acc.width()];
    columnPixel = new int[rowPixel.length];
    for (int y = 0, i = 0; y < acc.height(); y++)
      for (int x = 0; x < acc.width(); x++, i++) {
        rowPixel[i] = y * grad.row() + x * Kernels.LANES;
        columnPixel[i] = y * geometry.strideY() * from.row() + x * geometry.strideX() * Kernels.LANES;
      }
  }

  private static int ceil(int n, int d) {
    return (n + d - 1) / d;
  }

  /** Tasks that the gradient is divided into. */
  int tasks() {
    return ceil(row.length, ROWS) * ceil(column.length, COLUMNS);
  }

  /** Floats of scratch memory that a task needs. */
  int scratch() {
    return Math.min(row.length, ROWS) * Math.min(column.length, COLUMNS) * Kernels.LANES;
  }

  /** A task's share of the gradient over all groups, into that of the weights. */
  void run(int task, float[][] outGrad, float[][] in, float[] scratch) {
    int across = ceil(column.length, COLUMNS);
    int firstRow = task / across * ROWS;
    int endRow = Math.min(row.length, firstRow + ROWS);
    int firstColumn = task % across * COLUMNS;
    int endColumn = Math.min(column.length, firstColumn + COLUMNS);
    int width = (endColumn - firstColumn) * Products.ROWS; // sums of Products.ROWS rows
    float[] operands = slopes == null ? null : operands(firstRow, endRow, firstColumn, endColumn);
    Arrays.fill(scratch, 0, (endRow - firstRow) / Products.ROWS * width * Kernels.LANES, 0f);
    for (int g = 0; g < in.length; g++)
      for (int p = 0; p < rowPixel.length; p += PIXELS)
        for (int r = firstRow; r < endRow; r += Products.ROWS) {
          int operand = (r - firstRow) / Products.ROWS * width;
          strip(outGrad[g], r, in[g], firstColumn, endColumn, p, operands, operand, scratch);
        }
    for (int r = firstRow; r < Math.min(endRow, channels); r++)
      for (int k = firstColumn; k < Math.min(endColumn, columns); k++) {
        int at = (r - firstRow) / Products.ROWS * width + place(r % Products.ROWS, k - firstColumn);
        weights.gradient[r * columns + k] = sum(scratch, at * Kernels.LANES);
      }
  }

  /** {@link Products#ROWS} rows from {@code r} on and some columns, over the pixels from {@code p} on. */
  private void strip(float[] outGrad, int r, float[] in, int firstColumn, int endColumn, int p, float[] operands, int operand, float[] sums) {
    int to = Math.min(p + PIXELS, rowPixel.length);
    for (int k = firstColumn, first = operand; k < endColumn; k += Products.COLUMNS, first += Products.ROWS * Products.COLUMNS) {
      int at = first * Kernels.LANES;
      if (slopes == null) products.dots(outGrad, row, r, in, column, k, rowPixel, columnPixel, p, to, sums, at);
      else slopes.dots(outGrad, row, r, in, column, k, rowPixel, columnPixel, operands, first, p, to, sums, at);
    }
  }

  /** Which of the sums of {@link Products#ROWS} rows is that of row r and column k. */
  private static int place(int r, int k) {
    return k / Products.COLUMNS * Products.COLUMNS * Products.ROWS + r * Products.COLUMNS + k % Products.COLUMNS;
  }

  /** The weights, in the order of their sums. */
  private float[] operands(int firstRow, int endRow, int firstColumn, int endColumn) {
    int width = (endColumn - firstColumn) * Products.ROWS;
    float[] operands = new float[(endRow - firstRow) / Products.ROWS * width];
    for (int r = firstRow; r < endRow; r++)
      for (int k = firstColumn; k < endColumn; k++)
        operands[(r - firstRow) / Products.ROWS * width + place(r % Products.ROWS, k - firstColumn)] = weights.value[Math.min(r, channels - 1) * columns + Math.min(k, columns - 1)];
    return operands;
  }

  /** The sum over the lanes, by halves; destroys them. */
  static float sum(float[] x, int at) {
    for (int half = Kernels.LANES / 2; half > 0; half /= 2) for (int l = 0; l < half; l++) x[at + l] += x[at + half + l];
    return x[at];
  }
}
