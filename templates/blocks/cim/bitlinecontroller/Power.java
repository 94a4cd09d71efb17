// SPDX-License-Identifier: Apache-2.0
package blocks.cim.bitlinecontroller;

import java.math.BigInteger;

/**
 * The power state of all units, unit 0 lowest; it is carried from one operation to the next.
 *
 * @param c1 ground of the cells is connected
 * @param c2 the precharge has its supply
 * @param iso the line is clamped
 */
public record Power(BigInteger c1, BigInteger c2, BigInteger iso) {
  /** After reset: all are off. */
  public static Power reset(int units) {
    return new Power(BigInteger.ZERO, BigInteger.ZERO, ones(units));
  }

  /** Units that are off, of so many. */
  public int off(int units) {
    return units - c2.bitCount();
  }

  /** Units that are held: supply without ground. */
  public int held() {
    return c2.andNot(c1).bitCount();
  }

  /** So many bits of 1. */
  static BigInteger ones(int n) {
    return BigInteger.ONE.shiftLeft(n).subtract(BigInteger.ONE);
  }
}
