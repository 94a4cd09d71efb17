// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.Arrays;

/**
 * A layer's weights cut into units that a computing memory switches off as one: {@code rows} weights of an output, in the order of input channel and tap, times {@code columns} outputs. The last ones of a row or column may be smaller.
 *
 * @param outputs of the layer
 * @param run weights of an output
 * @param rows of a unit, 1 or more
 * @param columns of a unit, 1 or more
 */
public record Units(int outputs, int run, int rows, int columns) {
  /** Units. */
  public int count() {
    return (run + rows - 1) / rows * groups();
  }

  private int groups() {
    return (outputs + columns - 1) / columns;
  }

  /** The unit of weight i of output o. */
  public int of(int o, int i) {
    return i / rows * groups() + o / columns;
  }

  /**
   * Whether units of so many weights are just what segments of as many rows hold: whole channels, or an equal part of one.
   *
   * @param rows of a unit
   * @param taps of a channel
   */
  public static boolean areSegments(int rows, int taps) {
    return rows % taps == 0 || taps % rows == 0;
  }

  /** Per unit, the weights that are not 0. */
  public static int[] filled(Weights weights, int seed, int rows, int columns) {
    Units units = new Units(weights.outputs(), weights.inputs() * weights.taps(), rows, columns);
    int[] filled = new int[units.count()];
    int[] w = new int[units.run];
    Weights.Rows values = weights.rows(seed);
    for (int o = 0; o < units.outputs; o++) {
      values.of(o, w);
      for (int i = 0; i < w.length; i++) if (w[i] != 0) filled[units.of(o, i)]++;
    }
    return filled;
  }

  /** Units of a layer without a weight. */
  public static int off(Weights weights, int seed, int rows, int columns) {
    return (int) Arrays.stream(filled(weights, seed, rows, columns)).filter(n -> n == 0).count();
  }
}
