// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The block that holds one item and is off most often, by branch and bound; where it would take too long, a bound of how often that is. */
final class BestBlock {
  private final OffSets sets;
  private final int size;
  private long work;
  private int best;

  /** @param work words of 64 samples that may be looked at */
  BestBlock(OffSets sets, int size, long work) {
    this.sets = sets;
    this.size = size;
    this.work = work;
  }

  /** Samples in which the best block with {@code item} is off, or more. */
  int with(int item) {
    if (size == 1) return sets.count(item);
    best = -1;
    var others = IntStream.range(0, sets.items()).filter(j -> j != item).toArray();
    return bound(sets.set(item), others, size - 1);
  }

  /**
   * What a block of items that are off together in {@code off} can reach with {@code missing} more of {@code others}; -1 or less than the best one if it is no better.
   */
  private int bound(long[] off, int[] others, int missing) {
    work -= (long) others.length * off.length;
    var counts = new int[sets.items()];
    for (int j : others) counts[j] = OffSets.both(off, sets.set(j));
    // the fullest first: the missing-th of them bounds every choice
    var sorted = IntStream.of(others).boxed().sorted((a, b) -> counts[a] != counts[b] ? Integer.compare(counts[b], counts[a]) : Integer.compare(a, b)).mapToInt(j -> j).toArray();
    int reach = counts[sorted[missing - 1]];
    if (missing == 1) best = Math.max(best, reach);
    if (missing == 1 || reach <= best || work < 0) return reach;
    int most = best;
    for (int k = 0; k + missing <= sorted.length; k++) {
      // without the first k the bound is the (k + missing)-th
      int left = counts[sorted[k + missing - 1]];
      if (left <= best) break;
      if (work < 0) return Math.max(most, left);
      var with = off.clone();
      OffSets.and(with, sets.set(sorted[k]));
      most = Math.max(most, bound(with, Arrays.copyOfRange(sorted, k + 1, sorted.length), missing - 1));
    }
    return Math.max(most, best);
  }
}
