// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Items dealt to blocks of equally many places. Immutable. */
public final class Partition {
  private final int[][] blocks;

  Partition(int[][] blocks) {
    this.blocks = blocks;
  }

  /** Items in the order of their numbers. */
  public static Partition natural(int items, int size) {
    var blocks = new int[blocks(items, size)][size];
    for (int p = 0; p < blocks.length * size; p++) blocks[p / size][p % size] = p < items ? p : -1;
    return new Partition(blocks);
  }

  /** Items in an order drawn at random. */
  static Partition random(int items, int size, SplittableRandom random) {
    var order = new ArrayList<Integer>();
    for (int p = 0; p < blocks(items, size) * size; p++) order.add(random.nextInt(p + 1), p < items ? p : -1);
    var blocks = new int[order.size() / size][size];
    for (int p = 0; p < order.size(); p++) blocks[p / size][p % size] = order.get(p);
    return new Partition(blocks);
  }

  /** The least number of blocks that hold the items: to take more never switches more off, as a block is on as soon as one of its items is. */
  public static int blocks(int items, int size) {
    return (items + size - 1) / size;
  }

  /** Items of a block in ascending order, then -1 for each empty place. */
  public int[] block(int b) {
    return blocks[b].clone();
  }

  /** The item of a place, -1 for an empty one; block b has the places b size() to (b + 1) size(). */
  int at(int place) {
    return blocks[place / size()][place % size()];
  }

  /** How many blocks. */
  public int count() {
    return blocks.length;
  }

  /** Places of a block. */
  public int size() {
    return blocks[0].length;
  }

  /** The blocks in another order; -1 for a block of empty places. */
  Partition reordered(int[] order) {
    var empty = new int[size()];
    Arrays.fill(empty, -1);
    return new Partition(Arrays.stream(order).mapToObj(b -> b < 0 ? empty : blocks[b]).toArray(int[][]::new));
  }

  /** One item per block, off where the block is. */
  public OffSets together(OffSets sets) {
    return sets.together(blocks);
  }

  /** Samples in which a block is off, summed over blocks: what all moves increase. */
  public long off(OffSets sets) {
    long sum = 0;
    var together = together(sets);
    for (int b = 0; b < count(); b++) sum += together.count(b);
    return sum;
  }

  /** The same as a share of blocks times samples. */
  public double share(OffSets sets) {
    return off(sets) / ((double) count() * sets.samples());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Partition p && Arrays.deepEquals(blocks, p.blocks);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(blocks);
  }

  @Override
  public String toString() {
    return Arrays.deepToString(blocks);
  }
}
