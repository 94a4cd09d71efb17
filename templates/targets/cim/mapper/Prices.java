// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import java.util.Arrays;

/**
 * A bound of the best partition by prices of items: for any prices, off samples are at most the sum of all prices plus, for each item, 1 / size of what the best block with it is worth beyond the prices of its items. Prices rise
 * for items that too many of these blocks want and fall for those that too few do, until the bound falls no more; it then is close to that of the linear relaxation.
 */
final class Prices {
  private static final int TURNS = 120;
  /** Turns without a better bound after which steps become half as long. */
  private static final int PATIENCE = 5;

  private final OffSets sets;
  private final int size;
  private final long target;
  private final double[] prices;
  private long work;
  private double best = Double.POSITIVE_INFINITY;

  private Prices(OffSets sets, int size, long target, long work) {
    this.sets = sets;
    this.size = size;
    this.target = target;
    this.work = work;
    prices = new double[sets.items()];
  }

  /**
   * Off samples that no partition exceeds.
   *
   * @param sets as many items as blocks have places
   * @param target off samples of a partition that there is
   * @param work words of 64 samples that may be looked at
   */
  static double bound(OffSets sets, int size, long target, long work) {
    return new Prices(sets, size, target, work).search();
  }

  private double search() {
    var free = new double[sets.items()];
    double[] worth = new double[sets.items()];
    best = turn(worth, new int[sets.items()], free);
    // what is paid for an item at first: its share of the best block with it
    for (int i = 0; i < prices.length; i++) prices[i] = worth[i] / size;
    double length = 1;
    var kept = prices.clone();
    for (int turn = 0, since = 0; turn < TURNS && work > 0 && best > target + 1e-6; turn++) {
      var wanted = new int[sets.items()];
      double bound = turn(worth, wanted, prices);
      if (bound < best) {
        if (bound < best - 1e-4 * (best - target)) since = 0;
        best = bound;
        kept = prices.clone();
      } else if (++since > PATIENCE) {
        length /= 2;
        since = 0;
        System.arraycopy(kept, 0, prices, 0, prices.length);
        continue;
      }
      double norm = 0;
      for (int w : wanted) norm += (1 - w / (double) size) * (1 - w / (double) size);
      if (norm == 0) break; // every item is wanted by the blocks of as many: the relaxation's optimum
      double step = length * (bound - target) / norm;
      for (int i = 0; i < prices.length; i++) prices[i] -= step * (1 - wanted[i] / (double) size);
    }
    return best;
  }

  /** The bound at these prices; what each item's best block is worth, and how many of these blocks want an item. */
  private double turn(double[] worth, int[] wanted, double[] at) {
    var block = new BestBlock(sets, size, at);
    long each = Math.max(1, work / sets.items());
    double sum = Arrays.stream(at).sum();
    for (int i = 0; i < worth.length; i++) {
      worth[i] = block.with(i, each);
      sum += worth[i] / size;
      for (int j : block.members()) wanted[j]++;
      work -= each - block.left();
    }
    return sum;
  }
}
