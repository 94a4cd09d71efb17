// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import java.util.Arrays;

/**
 * What no order of the items can exceed, as shares of blocks times samples. An empty place is an item that is always off.
 *
 * @param perSample (i) mean over samples of floor(off / size) / blocks: each sample packed by itself
 * @param pairs (ii) mean over items of min(p_i, the (size - 1)-th largest P(i and j off)): a block is off no more often than any two of its items
 * @param blocks (iii) mean over items of P(all off) of the best block that holds the item, found by branch and bound, or a bound of it where that would take too long: at most (ii)
 */
public record Bounds(double perSample, double pairs, double blocks) {
  /** Words of 64 samples that branch and bound may look at for one item. */
  private static final long WORK = 20_000_000L;

  /** The bounds of a static order of these items in blocks of {@code size}. */
  public static Bounds of(OffSets sets, int size) {
    var padded = sets.padded(Partition.blocks(sets.items(), size) * size);
    double all = (double) padded.items() * sets.samples();
    double pairs = 0, blocks = 0;
    for (int i = 0; i < padded.items(); i++) {
      int pair = pair(padded, size, i);
      pairs += pair;
      blocks += Math.min(pair, new BestBlock(padded, size, WORK).with(i));
    }
    return new Bounds(perSample(padded, size), pairs / all, blocks / all);
  }

  /** The smallest of the three. */
  public double least() {
    return Math.min(perSample, Math.min(pairs, blocks));
  }

  /** The smaller one of (i) and (ii). */
  public double usual() {
    return Math.min(perSample, pairs);
  }

  private static double perSample(OffSets sets, int size) {
    long full = 0;
    for (int s = 0; s < sets.samples(); s++) {
      int off = 0;
      for (int i = 0; i < sets.items(); i++) if (sets.off(i, s)) off++;
      full += off / size;
    }
    return full / ((double) (sets.items() / size) * sets.samples());
  }

  private static int pair(OffSets sets, int size, int i) {
    if (size == 1) return sets.count(i);
    var both = new int[sets.items() - 1];
    for (int j = 0, to = 0; j < sets.items(); j++) if (j != i) both[to++] = sets.both(i, j);
    Arrays.sort(both);
    return both[both.length - (size - 1)];
  }
}
