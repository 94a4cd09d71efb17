// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.math.BigInteger;
import java.util.Locale;

/**
 * The first value that differed.
 *
 * @param top the design
 * @param cycle since reset
 * @param port the output
 * @param expected raw bits
 * @param got raw bits
 * @param inputs the inputs of this cycle and the one before, as text
 * @param seed of the run
 */
public record Mismatch(String top, long cycle, Port port, BigInteger expected, BigInteger got, String inputs, long seed) {
  /** Two lines: what differs, and the last inputs. */
  public String describe() {
    return top + ": cycle " + cycle + ", port " + port.name() + ": expected " + value(expected) + ", got " + value(got) + "; seed " + Long.toUnsignedString(seed) + "\ninputs: " + inputs;
  }

  private String value(BigInteger v) {
    String hex = "0x" + v.toString(16);
    if (port.width() > 64) return hex;
    BigInteger decimal = port.signed() && v.testBit(port.width() - 1) ? v.subtract(BigInteger.ONE.shiftLeft(port.width())) : v;
    return String.format(Locale.ROOT, "%d (%s)", decimal, hex);
  }
}
