// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import java.util.Arrays;

/**
 * The best partition of few items, by dynamic programming over subsets: best(placed) = max over the next block, which holds the lowest item that is not yet placed. Where places stay empty, it also counts how many of them the blocks so
 * far have.
 */
public final class Exact {
  /** 2^16 subsets. */
  public static final int MAX_ITEMS = 16;

  private final int items;
  private final int size;
  private final int empty;
  private final OffSets sets;
  /** By subset of as many items as a block may have: samples in which all are off. */
  private final int[] together;
  /** By empty places so far and placed subset: the most that the rest can be off, and the block that comes next. */
  private final long[][] best;
  private final int[][] next;

  private Exact(OffSets sets, int size) {
    this.sets = sets;
    this.size = size;
    items = sets.items();
    empty = Partition.blocks(items, size) * size - items;
    together = new int[1 << items];
    best = new long[empty + 1][1 << items];
    next = new int[empty + 1][1 << items];
  }

  /** Whether {@link #of} takes as many items. */
  public static boolean fits(int items) {
    return items <= MAX_ITEMS;
  }

  /**
   * The partition into blocks of {@code size} that is off most.
   *
   * @throws IllegalArgumentException for more than {@link #MAX_ITEMS} items
   */
  public static Partition of(OffSets sets, int size) {
    if (!fits(sets.items())) throw new IllegalArgumentException(sets.items() + " items: the exact optimum is reckoned for " + MAX_ITEMS + " at most");
    var exact = new Exact(sets, size);
    exact.subsets(0, 0, 0, exact.sets.full());
    for (int placed = exact.together.length - 2; placed >= 0; placed--)
      for (int e = 0; e <= exact.empty; e++) if ((Integer.bitCount(placed) + e) % size == 0) exact.step(placed, e);
    return exact.read();
  }

  private void subsets(int from, int subset, int chosen, long[] off) {
    together[subset] = sets.off(off);
    if (chosen == size) return;
    for (int i = from; i < items; i++) {
      var with = off.clone();
      OffSets.and(with, sets.set(i));
      subsets(i + 1, subset | 1 << i, chosen + 1, with);
    }
  }

  private void step(int placed, int e) {
    best[e][placed] = -1;
    int lowest = Integer.lowestOneBit(~placed);
    choose(placed, e, lowest, lowest << 1, 1);
  }

  /** A block of {@code chosen} items is taken as it is, if so many places may stay empty, and with each further item. */
  private void choose(int placed, int e, int block, int from, int chosen) {
    int then = e + size - chosen;
    if (then <= empty) {
      long value = together[block] + best[then][placed | block];
      if (value > best[e][placed]) {
        best[e][placed] = value;
        next[e][placed] = block;
      }
    }
    if (chosen == size) return;
    for (int i = from; i < 1 << items; i <<= 1) if ((placed & i) == 0) choose(placed, e, block | i, i << 1, chosen + 1);
  }

  private Partition read() {
    var blocks = new int[(items + empty) / size][size];
    for (int b = 0, placed = 0, e = 0; b < blocks.length; b++) {
      int block = next[e][placed], to = 0;
      Arrays.fill(blocks[b], -1);
      for (int i = 0; i < items; i++) if ((block >> i & 1) != 0) blocks[b][to++] = i;
      placed |= block;
      e += size - to;
    }
    return new Partition(blocks);
  }
}
