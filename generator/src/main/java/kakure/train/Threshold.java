// SPDX-License-Identifier: Apache-2.0
package kakure.train;

/** The largest of many scores, and the k-th largest of many non-negative ints by counting digits of 11, 10 and 10 bits: linear time, no order of evaluation to depend on. */
final class Threshold {
  private static final int[] SHIFTS = {20, 10, 0};

  private Threshold() {}

  /**
   * Keeps the k largest magnitudes of score; of equal ones the first.
   *
   * @param bits of as many ints, for work
   * @param kept per score whether it is kept
   */
  static void keep(float[] score, int k, int[] bits, boolean[] kept) {
    for (int i = 0; i < bits.length; i++) bits[i] = Float.floatToRawIntBits(score[i]) & 0x7fffffff; // orders as |score|
    int threshold = largest(bits, k);
    int equal = k;
    for (int b : bits) if (b > threshold) equal--;
    for (int i = 0; i < bits.length; i++) kept[i] = bits[i] > threshold || bits[i] == threshold && equal-- > 0;
  }

  /** @return the k-th largest of {@code values} (k from 1), which are 0 or more */
  static int largest(int[] values, int k) {
    int prefix = 0;
    int left = k;
    int known = 31;
    for (int shift : SHIFTS) {
      int[] count = new int[1 << known - shift];
      for (int v : values) if (v >>> known == prefix >>> known) count[v >>> shift & count.length - 1]++;
      int digit = count.length - 1;
      while (count[digit] < left) left -= count[digit--];
      prefix |= digit << shift;
      known = shift;
    }
    return prefix;
  }
}
