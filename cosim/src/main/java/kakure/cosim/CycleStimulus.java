// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.nio.ByteBuffer;

/** Inputs, cycle by cycle; a function of nothing but its own seed, so that a run can be repeated to its last bit. */
public interface CycleStimulus {
  /** Begins again with the first cycle. */
  void reset();

  /**
   * Writes the next {@code cycles} input records ({@link Design#inputs()}) from the buffer's position on; the buffer is little-endian, over an array, and has room for exactly these. Bits above a port's
   * width are ignored.
   */
  void fill(ByteBuffer records, int cycles);
}
