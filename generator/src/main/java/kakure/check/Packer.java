// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.nio.ByteBuffer;
import java.util.Arrays;
import kakure.kernel.Block;
import kakure.kernel.Port;
import kakure.spec.Longs;

/** Values of a block's ports in one direction, written as a record has them: each port in as few bytes as hold it, little-endian. Small records are put together in a register and written at once. */
final class Packer {
  /** To be filled before {@link #put}. */
  final long[] values;
  /** Of a record. */
  final int bytes;

  private final int[] portBytes;
  private final int[] first;
  private final int[] shift;
  private final boolean small;

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
    this.small = bytes <= 8;
  }

  /** Writes a record at an index of a little-endian buffer. What lies behind it in the buffer may be overwritten up to eight bytes from its begin: records are written in order. */
  void put(ByteBuffer to, int at) {
    if (small && at + 8 <= to.limit()) {
      long record = 0;
      for (int i = 0; i < shift.length; i++) record |= values[i] << shift[i];
      to.putLong(at, record);
    } else {
      bytewise(to, at);
    }
  }

  private void bytewise(ByteBuffer to, int at) {
    for (int i = 0; i < portBytes.length; i++) {
      for (int b = 0; b < portBytes[i]; b++) to.put(at++, (byte) (values[first[i] + b / 8] >>> 8 * (b % 8)));
    }
  }
}
