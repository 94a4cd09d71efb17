// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import kakure.kernel.Block;
import kakure.kernel.Port;
import kakure.spec.Longs;

/** Values of a block's ports in one direction, written as a record has them: each port in as few bytes as hold it, little-endian. Small records are put together in a register and written at once. */
final class Packer {
  private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** To be filled before {@link #put}. */
  final long[] values;
  /** Of a record. */
  final int bytes;

  private final int[] portBytes;
  private final int[] first;
  private final int[] shift;

  Packer(Block block, Port.Dir dir) {
    var layout = dir == Port.Dir.IN ? Longs.inputs(block) : Longs.outputs(block);
    this.values = new long[layout.size()];
    this.portBytes = new int[layout.count()];
    this.first = new int[layout.count()];
    this.shift = new int[layout.count()];
    Arrays.setAll(portBytes, i -> (layout.width(i) + 7) / 8);
    Arrays.setAll(first, layout::first);
    for (int i = 1; i < shift.length; i++) shift[i] = shift[i - 1] + 8 * portBytes[i - 1];
    this.bytes = Arrays.stream(portBytes).sum();
  }

  /** Writes {@link #values} as a record. What lies behind it, up to {@code end}, may be overwritten up to eight bytes from its begin: records are written in order. */
  void put(byte[] to, int at, int end) {
    put(values, 1, to, at, end);
  }

  /** Writes the values of {@code n} records, one record after the other. */
  void put(long[] from, int n, byte[] to, int at, int end) {
    int[] shifts = shift;
    int size = bytes, longs = values.length, i = 0;
    for (int words = Math.min(n, words(at, end)); i < words; i++, at += size) {
      long record = from[i * longs];
      for (int j = 1; j < shifts.length; j++) record |= from[i * longs + j] << shifts[j];
      WORD.set(to, at, record);
    }
    for (; i < n; i++, at += size) bytewise(from, i * longs, to, at);
  }

  /** How many records from an index on can be written as eight bytes each. */
  private int words(int at, int end) {
    return bytes == 0 || bytes > Long.BYTES || at + Long.BYTES > end ? 0 : (end - Long.BYTES - at) / bytes + 1;
  }

  private void bytewise(long[] from, int record, byte[] to, int at) {
    for (int i = 0; i < portBytes.length; i++) {
      for (int b = 0; b < portBytes[i]; b++) to[at++] = (byte) (from[record + first[i] + b / 8] >>> 8 * (b % 8));
    }
  }
}
