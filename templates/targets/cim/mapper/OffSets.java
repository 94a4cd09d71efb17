// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import java.util.Arrays;

/**
 * For each of some items (channels, segments), in which of some samples (images, bits) it is off: one bit set per item. Where there are two reasons, a bit set for each follows the other, and items are off together where all of them are
 * for the same one. Immutable.
 */
public final class OffSets {
  private final int samples;
  private final int reasons;
  private final long[][] words;

  /** Says of an item whether it is off in a sample. */
  @FunctionalInterface
  public interface Rule {
    /** @return true if it is off */
    boolean off(int item, int sample);
  }

  private OffSets(int samples, int reasons, long[][] words) {
    this.samples = samples;
    this.reasons = reasons;
    this.words = words;
  }

  /**
   * The sets that {@code rule} describes.
   *
   * @throws IllegalArgumentException without items or samples
   */
  public static OffSets of(int items, int samples, Rule rule) {
    return of(items, samples, new Rule[] {rule});
  }

  /** Items that are off for either of two reasons: a closed gate does not help one that lies beside a weight of zero. */
  static OffSets of(int items, int samples, Rule one, Rule other) {
    return of(items, samples, new Rule[] {one, other});
  }

  private static OffSets of(int items, int samples, Rule[] rules) {
    if (items < 1 || samples < 1) throw new IllegalArgumentException("sets of " + items + " items and " + samples + " samples: there must be one of each at least");
    int each = samples + 63 >>> 6;
    var words = new long[items][rules.length * each];
    for (int r = 0; r < rules.length; r++) for (int i = 0; i < items; i++) for (int s = 0; s < samples; s++) if (rules[r].off(i, s)) words[i][r * each + (s >>> 6)] |= 1L << s;
    return new OffSets(samples, rules.length, words);
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
    for (int w = sample >>> 6; w < words[item].length; w += words[item].length / reasons) if ((words[item][w] >>> sample & 1) != 0) return true;
    return false;
  }

  /** Samples in which an item is off. */
  public int count(int item) {
    return off(words[item]);
  }

  /** Samples in which two items are off. */
  public int both(int a, int b) {
    return off(words[a], words[b]);
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
    return new OffSets(samples, reasons, all);
  }

  /** One item per block: off where all of the block's items are. Empty places (below 0) do not count. */
  OffSets together(int[][] blocks) {
    var all = new long[blocks.length][];
    for (int b = 0; b < blocks.length; b++) {
      all[b] = full();
      for (int i : blocks[b]) if (i >= 0) and(all[b], words[i]);
    }
    return new OffSets(samples, reasons, all);
  }

  /** An item's set, of all reasons; not to be changed. */
  long[] set(int item) {
    return words[item];
  }

  /** The set of all samples, for each reason. */
  long[] full() {
    int each = samples + 63 >>> 6;
    var all = new long[reasons * each];
    Arrays.fill(all, -1);
    if ((samples & 63) != 0) for (int end = each; end <= all.length; end += each) all[end - 1] = -1L >>> -samples;
    return all;
  }

  /** Samples in which what has such a set is off. */
  int off(long[] set) {
    return off(set, set);
  }

  /** Samples in which both are off, for the same reason. */
  int off(long[] a, long[] b) {
    if (reasons == 1) return both(a, b);
    int n = 0;
    for (int i = 0, j = a.length / 2; j < a.length; i++, j++) n += Long.bitCount(a[i] & b[i] | a[j] & b[j]);
    return n;
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
