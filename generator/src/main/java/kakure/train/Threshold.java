// SPDX-License-Identifier: Apache-2.0
package kakure.train;

/** The k-th largest of many non-negative ints by counting digits of 11, 10 and 10 bits: linear time, no order of evaluation to depend on. */
final class Threshold {
  private static final int[] SHIFTS = {20, 10, 0};

  private Threshold() {}

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
