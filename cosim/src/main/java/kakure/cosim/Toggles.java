// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

/**
 * Outputs of a design whose bits' changes the simulator counts, each bit for itself, and keeps: nothing is sent but the counts ({@link Simulation#toggles}). They are ports of the Verilog and none of {@code design.json}, as
 * whoever emits the Verilog adds them to what is asked of it.
 *
 * @param settled port of what is counted once a cycle. In a clocked design it is a register that shows what was there before the clock's edge, so that each change between two edges counts once; in any other the nets themselves
 * @param settledBits its width, 1 to 1,000,000
 * @param clocks port of what is looked at in both halves of a cycle; empty for none
 * @param clockBits its width, 0 where there is none, else as {@code settledBits}
 */
public record Toggles(String settled, int settledBits, String clocks, int clockBits) {
  private static final int MOST_BITS = 1_000_000;

  /** Checks the ranges. */
  public Toggles {
    if (settledBits < 1 || settledBits > MOST_BITS) throw new IllegalArgumentException(settledBits + " nets are to be counted; 1 to 1,000,000 can be");
    if (clockBits < 0 || clockBits > MOST_BITS || clocks.isEmpty() != (clockBits == 0)) throw new IllegalArgumentException("clockBits = " + clockBits + " does not go with a port \"" + clocks + "\"");
  }
}
