// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.nio.ByteBuffer;

/** What a design should answer, cycle by cycle: outputs as read after the rising edge, with the inputs of that cycle still applied. */
public interface CycleGolden {
  /** To the state after reset. */
  void reset();

  /**
   * Consumes {@code cycles} input records and writes as many output records ({@link Design#outputs()}), both from the buffers' positions on. Bits above a port's width must be 0 in the
   * outputs.
   */
  void run(ByteBuffer inputs, ByteBuffer outputs, int cycles);
}
