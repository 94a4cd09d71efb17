// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import java.util.Arrays;

/**
 * What no order of the items can exceed, as shares of blocks times samples. An empty place is an item that is always off.
 *
 * @param perSample (i) mean over samples of floor(off / size) / blocks: each sample packed by itself
 * @param pairs (ii) mean over items of min(p_i, the (size - 1)-th largest P(i and j off)): a block is off no more often than any two of its items
 * @param prices (iii) the least that {@link Prices} find, for blocks of the size and for their halves, quarters and so on, which are off whenever the block is
 */
public record Bounds(double perSample, double pairs, double prices) {
  /** Words of 64 samples that the search for prices may look at, for blocks of each size; a quarter of a second or so. */
  public static final long USUAL_WORK = 200_000_000L;
  /** Words of 64 samples for the partition that the search aims at. */
  private static final long AIM = 20_000_000L;

  /** As {@link #of(OffSets, int, long)} with the usual work. */
  public static Bounds of(OffSets sets, int size) {
    return of(sets, size, USUAL_WORK);
  }

  /**
   * The bounds of a static order of these items in blocks of {@code size}.
   *
   * @param work what the search for prices may cost: more of it tightens (iii)
   */
  public static Bounds of(OffSets sets, int size, long work) {
    var padded = sets.padded(Partition.blocks(sets.items(), size) * size);
    double all = (double) padded.items() * sets.samples(), pairs = 0, prices = 1;
    for (int i = 0; i < padded.items(); i++) pairs += pair(padded, size, i);
    for (int part = size; part > 1; part /= 2) {
      prices = Math.min(prices, part * Prices.bound(padded, part, Packer.best(padded, part, AIM).off(padded), work) / all);
      if (part % 2 != 0) break;
    }
    return new Bounds(perSample(padded, size), pairs / all, Math.min(prices, pairs / all));
  }

  /** The smallest of the three. */
  public double least() {
    return Math.min(perSample, prices);
  }

  /** The smaller one of (i) and (ii). */
  public double usual() {
    return Math.min(perSample, pairs);
  }

  /** Bound (i) alone. */
  static double perSample(OffSets items, int size) {
    var sets = items.padded(Partition.blocks(items.items(), size) * size);
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
