// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.nio.ByteBuffer;

/** What a design should answer, cycle by cycle: outputs as read after the rising edge, with the inputs of that cycle still applied. */
public interface CycleGolden {
  /** To the state after reset. */
  void reset();

  /**
   * Consumes {@code cycles} input records and writes as many output records ({@link Design#outputs()}), both from the buffers' positions on and over arrays. Bits above a port's width must be 0 in the
   * outputs. There are no input records where the stimulus is a {@link Sweep}: whoever answers to one knows its points.
   */
  void run(ByteBuffer inputs, ByteBuffer outputs, int cycles);

  /** True where some outputs are not defined in some cycles (data registers are not reset): {@link #defined} then follows every {@link #run}. */
  default boolean partial() {
    return false;
  }

  /** Writes, for the cycles of the last {@link #run}, a record each with all bits of a port 1 where it is compared and 0 where it may be anything; the golden value there is 0. */
  default void defined(ByteBuffer masks, int cycles) {
    throw new UnsupportedOperationException("a golden function that is partial says what is defined");
  }
}
