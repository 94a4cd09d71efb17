// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Items in blocks, and exchanges of two items of different blocks that switch more off. Of every place is kept what the others of its block are off together, so that an exchange is judged by two intersections. */
final class Swaps {
  private final OffSets sets;
  private final int size;
  private final int[] order;
  /** Of each item, how often it is off. */
  private final int[] counts;
  /** By place: samples in which the others of its block are off, and how many. */
  private final long[][] rest;
  private final int[] restCount;
  private final int[] value;
  /** Blocks that changed since all exchanges with them were judged. */
  private final boolean[] open;
  private long work;

  /** @param order items by place; block b has the places b size to (b + 1) size */
  Swaps(OffSets sets, int[] order, int size) {
    this.sets = sets;
    this.size = size;
    this.order = order.clone();
    counts = new int[order.length];
    for (int i = 0; i < counts.length; i++) counts[i] = sets.count(i);
    rest = new long[order.length][sets.full().length];
    restCount = new int[order.length];
    value = new int[order.length / size];
    open = new boolean[value.length];
    for (int b = 0; b < value.length; b++) refresh(b);
  }

  int[] order() {
    return order.clone();
  }

  /** Samples in which a block is off, summed over blocks. */
  long off() {
    return Arrays.stream(value).asLongStream().sum();
  }

  /** Words of 64 samples looked at so far. */
  long work() {
    return work;
  }

  /** Exchanges until none helps. */
  void improve() {
    for (int a = 0, clean = 0; clean < value.length; a = (a + 1) % value.length) {
      clean++;
      if (!open[a]) continue;
      open[a] = false;
      for (int b = 0; b < value.length; b++) if (b != a && exchange(a, b)) clean = 0;
    }
  }

  /** Takes the exchanges between two blocks that help. */
  private boolean exchange(int a, int b) {
    boolean helped = false;
    for (int i = a * size; i < (a + 1) * size; i++) {
      for (int j = b * size; j < (b + 1) * size; j++) {
        work++;
        int before = value[a] + value[b];
        if (Math.min(restCount[i], counts[order[j]]) + Math.min(restCount[j], counts[order[i]]) <= before) continue;
        work += 2L * rest[i].length;
        if (sets.off(rest[i], sets.set(order[j])) + sets.off(rest[j], sets.set(order[i])) <= before) continue;
        int item = order[i];
        order[i] = order[j];
        order[j] = item;
        refresh(a);
        refresh(b);
        helped = true;
      }
    }
    return helped;
  }

  /** Deals the items of these blocks anew at random. */
  void shuffle(int[] blocks, SplittableRandom random) {
    int n = blocks.length * size;
    for (int k = n - 1; k > 0; k--) {
      int l = random.nextInt(k + 1);
      int i = blocks[k / size] * size + k % size, j = blocks[l / size] * size + l % size;
      int item = order[i];
      order[i] = order[j];
      order[j] = item;
    }
    for (int b : blocks) refresh(b);
  }

  /** Back to an order from which no exchange helps. */
  void restore(int[] to) {
    for (int b = 0; b < value.length; b++) {
      if (Arrays.equals(order, b * size, (b + 1) * size, to, b * size, (b + 1) * size)) continue;
      System.arraycopy(to, b * size, order, b * size, size);
      refresh(b);
    }
    Arrays.fill(open, false);
  }

  private void refresh(int block) {
    open[block] = true;
    int first = block * size;
    work += 4L * size * rest[first].length;
    var before = sets.full();
    for (int k = 0; k < size; k++) {
      System.arraycopy(before, 0, rest[first + k], 0, before.length);
      OffSets.and(before, sets.set(order[first + k]));
    }
    value[block] = sets.off(before);
    var after = sets.full();
    for (int k = size - 1; k >= 0; k--) {
      OffSets.and(rest[first + k], after);
      OffSets.and(after, sets.set(order[first + k]));
      restCount[first + k] = sets.off(rest[first + k]);
    }
  }
}
