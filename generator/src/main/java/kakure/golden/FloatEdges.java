// SPDX-License-Identifier: Apache-2.0
package kakure.golden;

/**
 * How an operation rounds, and what it makes of numbers at the edges of its format.
 *
 * @param rounding of what lies between two numbers
 * @param overflow what comes of numbers beyond the largest
 * @param subnormals what comes of numbers below the least normal one
 */
public record FloatEdges(Rounding rounding, Overflow overflow, Subnormals subnormals) {
  /** To the nearest, ties to the even one; or towards zero: bits are cut. */
  public enum Rounding { NEAREST, ZERO }

  /** Infinity (NaN where the format has none), or the largest finite number, for infinities as well. */
  public enum Overflow { INF, SATURATE }

  /** Zeros of their sign, as operands and, what is below the least normal number after rounding, as results; or numbers as all others. */
  public enum Subnormals { FLUSH, KEEP }

  /** IEEE 754's: to nearest, infinity, subnormals kept. */
  public static final FloatEdges IEEE = new FloatEdges(Rounding.NEAREST, Overflow.INF, Subnormals.KEEP);

  /**
   * Refuses what a format cannot do.
   *
   * @throws IllegalArgumentException for overflow to infinity where there is neither infinity nor NaN
   */
  public void check(FloatFormat format) {
    if (overflow == Overflow.INF && !format.hasNan()) throw new IllegalArgumentException(format + " has neither infinity nor NaN: set overflow=saturate");
  }
}
