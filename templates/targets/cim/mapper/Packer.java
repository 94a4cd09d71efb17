// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Deals items to blocks so that whole blocks are off as often as possible: greedy from several starts, each followed by {@link Swaps} until none helps; then the best is disturbed and mended again, and kept where that is better.
 *
 * <p>Greedy: the next block begins with an item that is left, and takes the one that keeps most of its samples, until it is full. The same input gives the same partition: work is counted, not timed.
 */
public final class Packer {
  /** Words of 64 samples that disturbing may look at, a quarter of a second or so. */
  public static final long USUAL_WORK = 200_000_000L;
  private static final int STARTS = 6;
  private static final int KICKS_PER_BLOCK = 40;

  private final OffSets sets;
  private final int size;
  private final int items;
  private final int places;
  private final SplittableRandom random;

  private Packer(OffSets sets, int size, long seed) {
    this.size = size;
    items = sets.items();
    places = Partition.blocks(items, size) * size;
    this.sets = sets.padded(places);
    random = new SplittableRandom(seed);
  }

  /** As {@link #best(OffSets, int, long)} with the usual work. */
  public static Partition best(OffSets sets, int size) {
    return best(sets, size, USUAL_WORK);
  }

  /**
   * The best partition found.
   *
   * @param size places of a block, 1 or more
   * @param work what disturbing may cost; 0 for the starts alone
   */
  public static Partition best(OffSets sets, int size, long work) {
    return best(sets, size, work, Partition.natural(sets.items(), size));
  }

  /** The same, at least as good as {@code known}, which is one of the starts. */
  static Partition best(OffSets sets, int size, long work, Partition known) {
    if (size == 1 || sets.items() <= size) return Partition.natural(sets.items(), size);
    var packer = new Packer(sets, size, 1);
    return packer.search(packer.starts(known), work);
  }

  /** Exchanges that help, of {@code known} and of one greedy start: the better end. */
  static Partition quick(OffSets sets, int size, Partition known) {
    if (size == 1 || sets.items() <= size) return Partition.natural(sets.items(), size);
    var packer = new Packer(sets, size, 1);
    return packer.search(List.of(packer.order(known), packer.greedy(packer.byCount(-1))), 0);
  }

  /** Exchanges that help, of {@code known} alone. */
  static Partition exchanged(OffSets sets, int size, Partition known) {
    if (size == 1 || sets.items() <= size) return Partition.natural(sets.items(), size);
    var packer = new Packer(sets, size, 1);
    return packer.search(List.of(packer.order(known)), 0);
  }

  /** Greedy from the item that is most often off, then swaps: one start, nothing else. */
  public static Partition simple(OffSets sets, int size) {
    if (size == 1 || sets.items() <= size) return Partition.natural(sets.items(), size);
    var packer = new Packer(sets, size, 1);
    return packer.search(List.of(packer.greedy(packer.byCount(-1))), 0);
  }

  private Partition search(List<int[]> starts, long work) {
    Swaps best = null;
    for (int[] start : starts) {
      var swaps = new Swaps(sets, start, size);
      swaps.improve();
      if (best == null || swaps.off() > best.off()) best = swaps;
    }
    int[] order = best.order();
    long off = best.off();
    int blocks = places / size;
    long end = best.work() + work;
    for (int kick = 0; kick < KICKS_PER_BLOCK * blocks && best.work() < end; kick++) {
      best.shuffle(random.ints(0, blocks).distinct().limit(Math.min(blocks, 2 + kick % 3)).toArray(), random);
      best.improve();
      if (best.off() >= off) {
        off = best.off();
        order = best.order();
      } else {
        best.restore(order);
      }
    }
    return partition(order);
  }

  private List<int[]> starts(Partition known) {
    var starts = new ArrayList<int[]>();
    starts.add(greedy(byCount(-1)));
    starts.add(greedy(byCount(1)));
    starts.add(order(known));
    while (starts.size() < STARTS) starts.add(greedy(shuffled()));
    return starts;
  }

  private int[] natural() {
    var order = new int[places];
    for (int i = 0; i < places; i++) order[i] = i;
    return order;
  }

  /** Most often off first (-1) or last (1). */
  private int[] byCount(int sign) {
    return Arrays.stream(natural()).boxed().sorted((a, b) -> sign * Integer.compare(sets.count(a), sets.count(b))).mapToInt(i -> i).toArray();
  }

  private int[] shuffled() {
    int[] order = natural();
    for (int i = places - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int old = order[i];
      order[i] = order[j];
      order[j] = old;
    }
    return order;
  }

  /** Blocks begin with the first item of {@code seeds} that is left. */
  private int[] greedy(int[] seeds) {
    var order = new int[places];
    var taken = new boolean[places];
    int at = 0;
    for (int seed : seeds) {
      if (taken[seed]) continue;
      var off = sets.set(seed).clone();
      taken[seed] = true;
      order[at++] = seed;
      for (int k = 1; k < size; k++) {
        int next = keeping(off, taken);
        taken[next] = true;
        order[at++] = next;
        OffSets.and(off, sets.set(next));
      }
    }
    return order;
  }

  private int keeping(long[] off, boolean[] taken) {
    int best = -1, most = -1;
    for (int i = 0; i < places; i++) {
      if (taken[i]) continue;
      int kept = sets.off(off, sets.set(i));
      if (kept <= most) continue;
      most = kept;
      best = i;
    }
    return best;
  }

  /** Items by place, those that are not there in the empty places. */
  private int[] order(Partition known) {
    int empty = items;
    var order = new int[places];
    for (int p = 0; p < places; p++) {
      int item = known.at(p);
      order[p] = item < 0 ? empty++ : item;
    }
    return order;
  }

  /** Blocks in the order of their first items, each ascending, empty places last. */
  private Partition partition(int[] order) {
    var blocks = new int[places / size][];
    for (int b = 0; b < blocks.length; b++) {
      var block = Arrays.copyOfRange(order, b * size, (b + 1) * size);
      Arrays.sort(block);
      for (int k = 0; k < size; k++) if (block[k] >= items) block[k] = -1;
      blocks[b] = block;
    }
    Arrays.sort(blocks, (a, b) -> Integer.compareUnsigned(a[0], b[0]));
    return new Partition(blocks);
  }
}
