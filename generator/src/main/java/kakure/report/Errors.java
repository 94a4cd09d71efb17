// SPDX-License-Identifier: Apache-2.0
package kakure.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import kakure.spec.ErrorSurface;

/**
 * Relative errors over a fixed grid: the midpoints of {@link #GRID} x {@link #GRID} squares.
 *
 * @param x what the first axis is
 * @param y what the second is
 * @param mean of all, with their signs
 * @param meanAbsolute of all, without
 * @param worst the one that is farthest from 0, with its sign
 * @param worstX where that is
 * @param worstY where that is
 * @param rootMeanSquare of all
 * @param least of all
 * @param greatest of all
 * @param histogram how many lie in each of {@link #BINS} parts from the least to the greatest
 * @param map means over {@link #CELLS} x {@link #CELLS} parts of the grid, by y, then x
 * @param theory lines to stand beside
 */
public record Errors(String x, String y, double mean, double meanAbsolute, double worst, double worstX, double worstY, double rootMeanSquare, double least, double greatest, List<Integer> histogram, List<List<Double>> map,
    List<ErrorSurface.Theory> theory) {
  /** Points of an axis. */
  public static final int GRID = 1024;
  /** Bars of the histogram. */
  public static final int BINS = 40;
  /** Parts of an axis of the map. */
  public static final int CELLS = 64;

  /** Copies the lists. */
  public Errors {
    histogram = List.copyOf(histogram);
    map = map.stream().map(List::copyOf).toList();
    theory = List.copyOf(theory);
  }

  /** Asks a surface at every point of the grid. @throws IllegalStateException where an error is no finite number */
  public static Errors of(ErrorSurface surface) {
    var all = new double[GRID * GRID];
    var cells = new double[CELLS * CELLS];
    double sum = 0, absolute = 0, squares = 0, worst = 0, least = Double.POSITIVE_INFINITY, greatest = Double.NEGATIVE_INFINITY;
    int at = 0;
    for (int j = 0; j < GRID; j++) {
      for (int i = 0; i < GRID; i++) {
        double error = surface.relative(middle(i), middle(j));
        if (!Double.isFinite(error)) throw new IllegalStateException("the relative error at " + middle(i) + ", " + middle(j) + " is " + error);
        all[j * GRID + i] = error;
        cells[j * CELLS / GRID * CELLS + i * CELLS / GRID] += error;
        sum += error;
        absolute += Math.abs(error);
        squares += error * error;
        least = Math.min(least, error);
        greatest = Math.max(greatest, error);
        if (Math.abs(error) <= Math.abs(worst)) continue;
        worst = error;
        at = j * GRID + i;
      }
    }
    double n = all.length;
    return new Errors(surface.x(), surface.y(), sum / n, absolute / n, worst, middle(at % GRID), middle(at / GRID), Math.sqrt(squares / n), least, greatest, histogram(all, least, greatest), map(cells), surface.theory());
  }

  private static double middle(int i) {
    return (i + 0.5) / GRID;
  }

  private static List<Integer> histogram(double[] all, double least, double greatest) {
    var counts = new Integer[BINS];
    Arrays.fill(counts, 0);
    for (double e : all) counts[greatest == least ? BINS / 2 : (int) Math.min(BINS - 1, (e - least) / (greatest - least) * BINS)]++;
    return List.of(counts);
  }

  private static List<List<Double>> map(double[] sums) {
    int points = GRID / CELLS * (GRID / CELLS);
    return IntStream.range(0, CELLS).mapToObj(j -> IntStream.range(0, CELLS).mapToObj(i -> sums[j * CELLS + i] / points).toList()).toList();
  }

  /** The middle of a bar of the histogram. */
  public double bin(int i) {
    return least + (greatest - least) * (i + 0.5) / BINS;
  }
}
