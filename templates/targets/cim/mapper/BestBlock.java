// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The block that holds one item and is worth most, by branch and bound: samples in which all of its items are off, less a price for each. Where that would take too long, the block is the best one met, and its worth a bound.
 */
final class BestBlock {
  /** Sorting an item takes as long as so many words. */
  private static final int OVERHEAD = 10;

  private final OffSets sets;
  private final int size;
  private final double[] prices;
  /** The cheapest first, and where in that order an item stands. */
  private final int[] byPrice;
  private final int[] rank;
  private final int[] path;
  private final int[] members;
  private long work;
  private double best;

  /** @param prices by item */
  BestBlock(OffSets sets, int size, double[] prices) {
    this.sets = sets;
    this.size = size;
    this.prices = prices;
    byPrice = IntStream.range(0, prices.length).boxed().sorted((a, b) -> Double.compare(prices[a], prices[b])).mapToInt(i -> i).toArray();
    rank = new int[prices.length];
    for (int k = 0; k < rank.length; k++) rank[byPrice[k]] = k;
    path = new int[size];
    members = new int[size];
  }

  /**
   * What no block with {@code item} exceeds.
   *
   * @param allowance words of 64 samples that may be looked at
   */
  double with(int item, long allowance) {
    path[0] = item;
    best = Double.NEGATIVE_INFINITY;
    if (size == 1) {
      members[0] = item;
      return sets.count(item) - prices[item];
    }
    work = allowance;
    var others = new int[sets.items() - 1];
    for (int j = 0, to = 0; j < sets.items(); j++) if (j != item) others[to++] = j;
    return Math.max(best, bound(sets.set(item), others, prices[item], size - 1));
  }

  /** The best block met by the last {@link #with}. */
  int[] members() {
    return members;
  }

  /** Words that the last one left, below 0 where it did not end. */
  long left() {
    return work;
  }

  /**
   * What a block can be worth that has {@code missing} more of {@code others}; if that is no more than the best, then that or less.
   *
   * @param off samples in which its items so far are off
   * @param paid their prices
   */
  private double bound(long[] off, int[] others, double paid, int missing) {
    work -= (long) others.length * (off.length + OVERHEAD);
    var counts = new int[sets.items()];
    int[] sorted = fullestFirst(off, others, counts);
    if (missing == 1) return last(sorted, counts, paid);
    int lossless = OffSets.count(off), skipped = Integer.MAX_VALUE;
    double fewer = cheapest(others, missing - 1), all = cheapest(others, missing), most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k + missing <= sorted.length; k++) {
      // whoever begins with the k-th has its (missing - 1) others behind it, where the counts are no larger
      int item = sorted[k], reach = counts[sorted[k + missing - 1]];
      if (reach - paid - all <= best) break;
      if (work < 0) return Math.max(most, reach - paid - all);
      // one that costs no sample and was left out would have done better than any that is dearer
      if (rank[item] > skipped) continue;
      double price = paid + prices[item];
      if (reach - price - fewer > best) {
        var with = off.clone();
        OffSets.and(with, sets.set(item));
        path[size - missing] = item;
        var rest = behind(sorted, k, skipped);
        if (rest.length >= missing - 1) most = Math.max(most, bound(with, rest, price, missing - 1));
      }
      if (counts[item] == lossless) skipped = Math.min(skipped, rank[item]);
    }
    return Math.max(most, best);
  }

  /** Those behind the k-th that are cheaper than one that was left out. */
  private int[] behind(int[] sorted, int k, int skipped) {
    if (skipped == Integer.MAX_VALUE) return Arrays.copyOfRange(sorted, k + 1, sorted.length);
    return IntStream.range(k + 1, sorted.length).map(l -> sorted[l]).filter(j -> rank[j] < skipped).toArray();
  }

  private double last(int[] sorted, int[] counts, double paid) {
    double most = Double.NEGATIVE_INFINITY;
    for (int j : sorted) {
      double value = counts[j] - paid - prices[j];
      most = Math.max(most, value);
      if (value <= best) continue;
      best = value;
      path[size - 1] = j;
      System.arraycopy(path, 0, members, 0, size);
    }
    return most;
  }

  private int[] fullestFirst(long[] off, int[] others, int[] counts) {
    var keys = new long[others.length];
    for (int k = 0; k < keys.length; k++) {
      counts[others[k]] = OffSets.both(off, sets.set(others[k]));
      keys[k] = (long) -counts[others[k]] << 32 | rank[others[k]];
    }
    Arrays.sort(keys);
    var sorted = new int[keys.length];
    for (int k = 0; k < keys.length; k++) sorted[k] = byPrice[(int) keys[k]];
    return sorted;
  }

  /** The least prices of {@code n} items. */
  private double cheapest(int[] items, int n) {
    var all = new double[items.length];
    for (int k = 0; k < all.length; k++) all[k] = prices[items[k]];
    Arrays.sort(all);
    double sum = 0;
    for (int k = 0; k < n; k++) sum += all[k];
    return sum;
  }
}
