// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.nio.ByteBuffer;

/** Sees what a design answers in a {@link CycleRun}, in the order of the cycles. */
@FunctionalInterface
public interface CycleWatch {
  /**
   * Some cycles on.
   *
   * @param first the first of them
   * @param cycles how many
   * @param outputs a record ({@link Design#outputs()}) each, from the buffer's position on; not to be kept
   */
  void cycles(long first, int cycles, ByteBuffer outputs);
}
