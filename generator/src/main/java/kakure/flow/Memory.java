// SPDX-License-Identifier: Apache-2.0
package kakure.flow;

/**
 * A shape of memory of a design: one write port with an enable per lane, one read port with an enable, as the block {@code ram} has them.
 *
 * @param module its name
 * @param width bits of a word
 * @param depth words
 * @param lanes parts of a word that are written apart
 * @param instances how often the design holds it
 */
public record Memory(String module, int width, int depth, int lanes, int instances) {
  /** Bits of an instance. */
  public long bits() {
    return (long) width * depth;
  }

  /** Bits of an address, at least one. */
  public int addressBits() {
    return Math.max(1, 32 - Integer.numberOfLeadingZeros(depth - 1));
  }
}
