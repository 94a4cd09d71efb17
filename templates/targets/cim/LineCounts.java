// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import blocks.cim.CimConverter;
import java.util.Arrays;

/**
 * How many ones lines carry.
 *
 * @param seen by pattern, bit of the input and ones: how often
 */
record LineCounts(long[][][] seen) {
  static LineCounts none(int patterns, int bits, int rows) {
    return new LineCounts(new long[patterns][bits][rows + 1]);
  }

  /** Adds what another saw. */
  void add(LineCounts other) {
    for (int p = 0; p < seen.length; p++) for (int b = 0; b < seen[p].length; b++) for (int n = 0; n < seen[p][b].length; n++) seen[p][b][n] += other.seen[p][b][n];
  }

  /** Conversions of lines with more ones than so many. */
  long above(int pattern, int ones) {
    long sum = 0;
    for (long[] bit : seen[pattern]) for (int n = ones + 1; n < bit.length; n++) sum += bit[n];
    return sum;
  }

  /** The most ones that were seen, 0 where nothing was. */
  int largest(int pattern) {
    int largest = 0;
    for (long[] bit : seen[pattern]) for (int n = 0; n < bit.length; n++) if (bit[n] > 0) largest = Math.max(largest, n);
    return largest;
  }

  /** Of the conversions that find a one the share that find more than so many; 0 where there are none. */
  double share(int pattern, int ones) {
    long any = above(pattern, 0);
    return any == 0 ? 0 : above(pattern, ones) / (double) any;
  }

  /** The range, so 2^range the step, with the least error on these counts; the smallest of several. @param converter in range 0, with a step of one */
  int range(int pattern, CimConverter converter, int rows) {
    int best = 0;
    double least = Double.MAX_VALUE;
    for (int r = 0; converter.fullScale() << r <= rows; r++) {
      double error = error(pattern, new CimConverter(converter.bits(), converter.fullScale() << r, 0));
      if (error >= least) continue;
      best = r;
      least = error;
    }
    return best;
  }

  /** Sum of the squares by which a dot product errs: bit b of the input weighs 2^b. */
  private double error(int pattern, CimConverter converter) {
    double sum = 0;
    var bits = seen[pattern];
    for (int b = 0; b < bits.length; b++) {
      for (int n = 0; n < bits[b].length; n++) {
        if (bits[b][n] == 0) continue;
        double off = (double) (converter.converted(n, 0) - n) * (1L << b);
        sum += off * off * bits[b][n];
      }
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LineCounts c && Arrays.deepEquals(seen, c.seen);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(seen);
  }
}
