// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.nio.ByteBuffer;
import kakure.cosim.CycleWatch;

/** Counts how often each bit of the last output of a design changes from one cycle to the next. */
final class Transitions implements CycleWatch {
  private final long[] counts;
  private final int offset;
  private final int record;
  private final long from;
  private final byte[] before;
  private long operations;

  /**
   * @param bits of the output
   * @param offset its first byte in a record
   * @param record bytes of one
   * @param from the first cycle whose state is defined: changes are counted from it on
   */
  Transitions(int bits, int offset, int record, long from) {
    this.counts = new long[bits];
    this.offset = offset;
    this.record = record;
    this.from = from;
    this.before = new byte[record - offset];
  }

  @Override
  public void cycles(long first, int cycles, ByteBuffer outputs) {
    for (int c = 0; c < cycles; c++) {
      if (first + c < from) continue;
      boolean counted = first + c > from;
      if (counted) operations++;
      int at = outputs.position() + c * record + offset;
      for (int b = 0; b < before.length; b++) {
        byte now = outputs.get(at + b);
        if (counted) add(b, (now ^ before[b]) & 0xff);
        before[b] = now;
      }
    }
  }

  private void add(int b, int changed) {
    for (int rest = changed; rest != 0; rest &= rest - 1) counts[8 * b + Integer.numberOfTrailingZeros(rest)]++;
  }

  /** By bit. */
  long[] counts() {
    return counts;
  }

  /** Changes from one cycle to the next that were looked at. */
  long operations() {
    return operations;
  }
}
