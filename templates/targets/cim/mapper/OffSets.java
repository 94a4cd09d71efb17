// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import java.util.Arrays;

/** For each of some items (channels, segments), in which of some samples (images, bits) it is off: one bit set per item. Immutable. */
public final class OffSets {
  private final int samples;
  private final long[][] words;

  /** Says of an item whether it is off in a sample. */
  @FunctionalInterface
  public interface Rule {
    /** @return true if it is off */
    boolean off(int item, int sample);
  }

  private OffSets(int samples, long[][] words) {
    this.samples = samples;
    this.words = words;
  }

  /**
   * The sets that {@code rule} describes.
   *
   * @throws IllegalArgumentException without items or samples
   */
  public static OffSets of(int items, int samples, Rule rule) {
    if (items < 1 || samples < 1) throw new IllegalArgumentException("sets of " + items + " items and " + samples + " samples: there must be one of each at least");
    var words = new long[items][samples + 63 >>> 6];
    for (int i = 0; i < items; i++) for (int s = 0; s < samples; s++) if (rule.off(i, s)) words[i][s >>> 6] |= 1L << s;
    return new OffSets(samples, words);
  }

  /** Items that are never off. */
  public static OffSets none(int items, int samples) {
    return of(items, samples, (i, s) -> false);
  }

  /** How many items. */
  public int items() {
    return words.length;
  }

  /** How many samples. */
  public int samples() {
    return samples;
  }

  /** Whether an item is off in a sample. */
  public boolean off(int item, int sample) {
    return (words[item][sample >>> 6] >>> sample & 1) != 0;
  }

  /** Samples in which an item is off. */
  public int count(int item) {
    return count(words[item]);
  }

  /** Samples in which two items are off. */
  public int both(int a, int b) {
    return both(words[a], words[b]);
  }

  /** Whether any item is off in any sample. */
  public boolean any() {
    for (int i = 0; i < items(); i++) if (count(i) > 0) return true;
    return false;
  }

  /** Samples {@code from} to before {@code to}. */
  public OffSets between(int from, int to) {
    return of(items(), to - from, (i, s) -> off(i, from + s));
  }

  /** Followed by items that are always off, {@code items} in all: places that stay empty. */
  OffSets padded(int items) {
    var all = new long[items][];
    System.arraycopy(words, 0, all, 0, items());
    for (int i = items(); i < items; i++) all[i] = full();
    return new OffSets(samples, all);
  }

  /** One item per block: off where all of the block's items are. Empty places (below 0) do not count. */
  OffSets together(int[][] blocks) {
    var all = new long[blocks.length][];
    for (int b = 0; b < blocks.length; b++) {
      all[b] = full();
      for (int i : blocks[b]) if (i >= 0) and(all[b], words[i]);
    }
    return new OffSets(samples, all);
  }

  /** An item's set; not to be changed. */
  long[] set(int item) {
    return words[item];
  }

  /** The set of all samples. */
  long[] full() {
    var all = new long[samples + 63 >>> 6];
    Arrays.fill(all, -1);
    if ((samples & 63) != 0) all[all.length - 1] = -1L >>> -samples;
    return all;
  }

  static int count(long[] set) {
    int n = 0;
    for (long w : set) n += Long.bitCount(w);
    return n;
  }

  static int both(long[] a, long[] b) {
    int n = 0;
    for (int i = 0; i < a.length; i++) n += Long.bitCount(a[i] & b[i]);
    return n;
  }

  static void and(long[] to, long[] with) {
    for (int i = 0; i < to.length; i++) to[i] &= with[i];
  }
}
