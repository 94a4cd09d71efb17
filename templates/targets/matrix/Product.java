// SPDX-License-Identifier: Apache-2.0
package targets.matrix;

import blocks.floating.matrixengine.ElementModel;
import blocks.floating.matrixengine.MatrixEngine;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A matrix product on the engine, tile by tile, and the update of weights by it.
 *
 * @param name of the step of training
 * @param a m x k, raw bits
 * @param b k x n
 * @param update weights, m x n, that become w + (a b) rate
 * @param rate of an update, minus that of learning
 */
record Product(String name, long[][] a, long[][] b, Optional<long[][]> update, long rate) {
  int rows() {
    return a.length;
  }

  int inner() {
    return b.length;
  }

  int columns() {
    return b[0].length;
  }

  long macs() {
    return (long) rows() * inner() * columns() + (update.isPresent() ? (long) rows() * columns() : 0);
  }

  /** Beats of operands: a cycle each. */
  long beats(MatrixEngine engine) {
    return tiles(engine) * (ceil(inner(), engine.depth()) + (update.isPresent() ? 1 : 0));
  }

  /** Transactions of the answer. */
  long answers(MatrixEngine engine) {
    return tiles(engine) * (update.isPresent() ? 2 : 1);
  }

  private long tiles(MatrixEngine engine) {
    return (long) ceil(rows(), engine.rows()) * ceil(columns(), engine.columns());
  }

  private static int ceil(int n, int by) {
    return (n + by - 1) / by;
  }

  /** a b as the engine sums it, {@code depth} products at once; what a last beat has too few of are products of zeros. */
  long[][] golden(MatrixEngine engine) {
    var product = engine.multiplier().golden(engine.format());
    var sum = ElementModel.of(engine);
    var result = new long[rows()][columns()];
    var terms = new long[engine.depth()];
    for (int r = 0; r < rows(); r++) {
      for (int c = 0; c < columns(); c++) {
        for (int k = 0; k < inner(); k += terms.length) {
          for (int d = 0; d < terms.length; d++) terms[d] = k + d < inner() ? product.of(a[r][k + d], b[k + d][c], 0) : product.of(0, 0, 0);
          sum.add(k == 0, terms);
        }
        result[r][c] = sum.value();
      }
    }
    return result;
  }

  /** The weights after the update by {@code gradient}. */
  long[][] updated(MatrixEngine engine, long[][] gradient) {
    var product = engine.multiplier().golden(engine.format());
    var sum = ElementModel.of(engine);
    var result = new long[rows()][columns()];
    for (int r = 0; r < rows(); r++) {
      for (int c = 0; c < columns(); c++) {
        sum.become(update.orElseThrow()[r][c], product.of(gradient[r][c], rate, 0));
        result[r][c] = sum.value();
      }
    }
    return result;
  }

  /** Appends its beats: of each tile those of its inner size, the last of which emits, and the update, which emits as well. */
  void beats(MatrixEngine engine, BeatWriter to) {
    int d = engine.depth();
    for (int r = 0; r < rows(); r += engine.rows()) {
      for (int c = 0; c < columns(); c += engine.columns()) {
        for (int k = 0; k < inner(); k += d) to.multiply(k == 0, k + d >= inner(), tile(a, r, k, engine.rows(), d), tile(b, k, c, d, engine.columns()));
        if (update.isPresent()) to.update(tile(update.get(), r, c, engine.rows(), engine.columns()), rate);
      }
    }
  }

  /** Part of a matrix, row by row, zeros beyond its ends. */
  private static long[] tile(long[][] from, int row, int column, int rows, int columns) {
    var part = new long[rows * columns];
    for (int r = 0; r < rows && row + r < from.length; r++) for (int c = 0; c < columns && column + c < from[0].length; c++) part[r * columns + c] = from[row + r][column + c];
    return part;
  }

  /** Takes a tile of the answer. */
  void place(MatrixEngine engine, int tile, long[] values, Placed into) {
    int across = ceil(columns(), engine.columns());
    int row = tile / across * engine.rows(), column = tile % across * engine.columns();
    for (int i = 0; i < values.length; i++) {
      int r = row + i / engine.columns(), c = column + i % engine.columns();
      if (r < rows() && c < columns()) into.put(r, c, values[i]);
    }
  }

  /** Takes a value of the answer. */
  @FunctionalInterface
  interface Placed {
    /** Row, column, raw bits. */
    void put(int row, int column, long value);
  }

  /** Writes beats of {@code op}. */
  interface BeatWriter {
    /** A beat of operands. */
    void multiply(boolean first, boolean emit, long[] a, long[] b);

    /** A beat that updates, and emits. */
    void update(long[] w, long rate);

    /** All that was written. */
    ByteBuffer written();
  }
}
