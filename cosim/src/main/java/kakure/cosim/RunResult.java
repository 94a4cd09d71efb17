// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

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
}
