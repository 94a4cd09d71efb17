// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import java.util.Arrays;

/**
 * The best partition of few items, by dynamic programming over subsets: best(placed) = max over the next block, which holds the lowest item that is not yet placed. Empty places are items that are always off.
 */
public final class Exact {
  /** Places, empty ones included: 2^16 subsets. */
  public static final int MAX_PLACES = 16;

  private final int items;
  private final int places;
  private final int size;
  private final OffSets sets;
  /** By subset of as many items as a block has: samples in which all are off. */
  private final int[] together;
  /** By placed subset: the most that the rest can be off, and the block that comes next. */
  private final long[] best;
  private final int[] next;

  private Exact(OffSets sets, int size) {
    this.size = size;
    this.items = sets.items();
    this.places = Partition.blocks(sets.items(), size) * size;
    this.sets = sets.padded(places);
    together = new int[1 << places];
    best = new long[1 << places];
    next = new int[1 << places];
  }

  /** Whether {@link #of} takes as many items. */
  public static boolean fits(int items, int size) {
    return Partition.blocks(items, size) * size <= MAX_PLACES;
  }

  /**
   * The partition into blocks of {@code size} that is off most.
   *
   * @throws IllegalArgumentException for more than {@link #MAX_PLACES} places
   */
  public static Partition of(OffSets sets, int size) {
    if (!fits(sets.items(), size)) throw new IllegalArgumentException(sets.items() + " items in blocks of " + size + ": the exact optimum is reckoned for " + MAX_PLACES + " places at most");
    var exact = new Exact(sets, size);
    exact.subsets(0, 0, 0, exact.sets.full());
    for (int placed = exact.together.length - 2; placed >= 0; placed--) if (Integer.bitCount(placed) % size == 0) exact.step(placed);
    return exact.read();
  }

  private void subsets(int from, int subset, int chosen, long[] off) {
    if (chosen == size) {
      together[subset] = OffSets.count(off);
      return;
    }
    for (int i = from; i < places; i++) {
      var with = off.clone();
      OffSets.and(with, sets.set(i));
      subsets(i + 1, subset | 1 << i, chosen + 1, with);
    }
  }

  private void step(int placed) {
    best[placed] = -1;
    int lowest = Integer.lowestOneBit(~placed);
    choose(placed, lowest, lowest << 1, 1);
  }

  private void choose(int placed, int block, int from, int chosen) {
    if (chosen == size) {
      long value = together[block] + best[placed | block];
      if (value <= best[placed]) return;
      best[placed] = value;
      next[placed] = block;
      return;
    }
    for (int item = from; item < 1 << places; item <<= 1) if ((placed & item) == 0) choose(placed, block | item, item << 1, chosen + 1);
  }

  private Partition read() {
    var blocks = new int[places / size][size];
    for (int b = 0, placed = 0; b < blocks.length; placed |= next[placed], b++) {
      Arrays.fill(blocks[b], -1);
      int to = 0;
      for (int i = 0; i < places; i++) if ((next[placed] >> i & 1) != 0 && i < items) blocks[b][to++] = i;
    }
    return new Partition(blocks);
  }
}
