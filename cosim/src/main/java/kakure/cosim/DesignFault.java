// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

/** The simulated design misbehaved: it broke a rule of streams, called {@code $finish} or {@code $fatal}, or did not settle. */
public class DesignFault extends RuntimeException {
  /** Number of the broken rule of streams (docs/blocks.md), 0 if it was none. */
  private final int rule;
  /** Cycle since reset. */
  private final long cycle;

  /** A fault at a cycle since reset; rule is 0 if no rule of streams was broken. */
  public DesignFault(String message, int rule, long cycle) {
    super(message);
    this.rule = rule;
    this.cycle = cycle;
  }

  /** The broken rule of streams, 1 to 5, or 0. */
  public int rule() {
    return rule;
  }

  /** The cycle, counted from the release of reset. */
  public long cycle() {
    return cycle;
  }
}
