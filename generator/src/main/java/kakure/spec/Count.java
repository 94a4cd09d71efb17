// SPDX-License-Identifier: Apache-2.0
package kakure.spec;

/** Counts through fields of bits, together 62 or less: a point's number is their bits, the first field's low bits first. */
final class Count implements Domain.Cursor {
  private final int[] first;
  private final long[] mask;

  Count(Longs fields) {
    this.first = new int[fields.count()];
    this.mask = new long[fields.count()];
    for (int i = 0; i < first.length; i++) {
      first[i] = fields.first(i);
      mask[i] = Longs.ones(fields.width(i));
    }
  }

  @Override
  public void point(long index, long[] in) {
    for (int i = 0; i < first.length; i++) {
      if (mask[i] == 0) continue;
      in[first[i]] = index & mask[i];
      index >>>= Long.bitCount(mask[i]);
    }
  }

  @Override
  public long run(long index) {
    return first.length == 0 || mask[0] == 0 ? 1 : mask[0] + 1 - (index & mask[0]);
  }
}
