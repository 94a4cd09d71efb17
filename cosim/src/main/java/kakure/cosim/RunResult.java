// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.nio.ByteBuffer;

/**
 * How a run in stream mode ended.
 *
 * @param reason what ended it
 * @param cycles of this run
 * @param cycle since reset
 */
public record RunResult(Reason reason, long cycles, long cycle) {
  /** What ended a run; the order is that of the protocol. */
  public enum Reason {
    /** All named streams had transferred what was asked. */
    ARRIVED,
    /** Everything sent had been taken. */
    DRAINED,
    /** No transfer for the given number of cycles. */
    IDLE,
    /** The bound on cycles was reached. */
    CYCLES
  }

  /** Reads the payload of a RAN frame. @throws ToolException if it is none */
  static RunResult of(String top, ByteBuffer payload) {
    int reason = payload.remaining() == 20 ? payload.getInt() : 0;
    if (reason < 1 || reason > Reason.values().length) throw new ToolException("the simulator of " + top + " sent a broken RAN frame");
    return new RunResult(Reason.values()[reason - 1], payload.getLong(), payload.getLong());
  }
}
