// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;

/** Direct buffers in powers of two, kept for the next frame: making one costs more than filling it. Safe for several threads. */
final class BufferPool {
  private static final int SMALLEST = 12;
  private static final long MAX_KEPT = 64L << 20;

  private final ArrayDeque<ByteBuffer>[] free;
  private long kept;

  BufferPool() {
    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of generic types
    ArrayDeque<ByteBuffer>[] lists = new ArrayDeque[26 - SMALLEST];
    for (int i = 0; i < lists.length; i++) lists[i] = new ArrayDeque<>();
    free = lists;
  }

  /** An empty little-endian buffer with at least {@code bytes} (at most 32 MiB) of capacity, limit set to {@code bytes}. */
  synchronized ByteBuffer take(int bytes) {
    int c = sizeClass(bytes);
    ByteBuffer b = free[c].pollLast();
    if (b == null) b = ByteBuffer.allocateDirect(1 << c + SMALLEST).order(ByteOrder.LITTLE_ENDIAN);
    else kept -= b.capacity();
    return b.clear().limit(bytes);
  }

  /** Takes a buffer back; its last user must have let go of it. */
  synchronized void give(ByteBuffer b) {
    if (kept + b.capacity() > MAX_KEPT) return;
    kept += b.capacity();
    free[sizeClass(b.capacity())].addLast(b);
  }

  private static int sizeClass(int bytes) {
    return Math.max(0, 32 - Integer.numberOfLeadingZeros(Math.max(1, bytes) - 1) - SMALLEST);
  }
}
