// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.nio.ByteBuffer;

/**
 * How often the bits of {@link Toggles} have changed.
 *
 * @param cycles in which they were looked at
 * @param settled of each bit of the first port, the lowest first; at most one a cycle
 * @param clocks of each bit of the second port; at most two a cycle
 */
public record ToggleCounts(long cycles, long[] settled, long[] clocks) {
  /** Nothing seen. */
  public static ToggleCounts none(Toggles of) {
    return new ToggleCounts(0, new long[of.settledBits()], new long[of.clockBits()]);
  }

  /** Both together. @throws IllegalArgumentException if they are of other designs */
  public ToggleCounts plus(ToggleCounts other) {
    return new ToggleCounts(cycles + other.cycles, sum(settled, other.settled), sum(clocks, other.clocks));
  }

  private static long[] sum(long[] a, long[] b) {
    if (a.length != b.length) throw new IllegalArgumentException(a.length + " counts and " + b.length);
    long[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) sum[i] += b[i];
    return sum;
  }

  /** Reads the payload of a TOGGLES frame. @throws ToolException if it is none of this design */
  static ToggleCounts of(Design design, ByteBuffer payload) {
    Toggles of = design.toggles().orElseThrow(() -> new IllegalStateException("nothing is counted in " + design.top()));
    if (payload.remaining() != 16 + Long.BYTES * (of.settledBits() + of.clockBits())) throw new ToolException("the simulator of " + design.top() + " sent a broken TOGGLES frame");
    long cycles = payload.getLong();
    return new ToggleCounts(cycles, row(design, payload, of.settledBits()), row(design, payload, of.clockBits()));
  }

  private static long[] row(Design design, ByteBuffer payload, int bits) {
    if (payload.getInt() != bits) throw new ToolException("the simulator of " + design.top() + " counted other nets than were asked for");
    long[] row = new long[bits];
    for (int i = 0; i < bits; i++) row[i] = payload.getLong();
    return row;
  }
}
