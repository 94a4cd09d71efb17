// SPDX-License-Identifier: Apache-2.0
package kakure.golden;

import java.math.BigInteger;

/**
 * Sum and product of a format: exact, then rounded once (IEEE 754-2019, 5.4.1). NaN in, infinity times zero and the difference of infinities give the format's quiet NaN; an exact zero of
 * numbers of different sign is +0.
 *
 * @param format of operands and results
 * @param edges rounding and edges
 */
public record FloatArithmetic(FloatFormat format, FloatEdges edges) {
  /** Widest fraction whose sums fit a long: its bits, the hidden one, three below, a carry above. */
  private static final int LONG_FRACTION = 58;

  /** Checks that they go together. */
  public FloatArithmetic {
    edges.check(format);
  }

  /** a b. */
  public long product(long a, long b) {
    boolean negative = format.negative(a) != format.negative(b);
    if (format.isNan(a) || format.isNan(b)) return format.nan();
    boolean zero = isZero(a) || isZero(b);
    if (format.isInfinite(a) || format.isInfinite(b)) return zero ? format.nan() : format.beyond(negative, edges);
    if (zero) return format.signed(negative, 0);
    long x = format.significand(a), y = format.significand(b);
    long exponent = format.exponent(a) + format.exponent(b);
    long high = Math.multiplyHigh(x, y), low = x * y;
    if (high == 0) return format.round(negative, exponent, low, edges);
    int zeros = Long.numberOfLeadingZeros(high);
    long top = zeros == 0 ? high : high << zeros | low >>> 64 - zeros;
    return format.round(negative, exponent + 64 - zeros, low << zeros == 0 ? top : top | 1, edges);
  }

  /** a + b. */
  public long sum(long a, long b) {
    if (format.isNan(a) || format.isNan(b)) return format.nan();
    if (format.isInfinite(a) || format.isInfinite(b)) return infinite(a, b);
    boolean swap = (a & format.magnitudeMask()) < (b & format.magnitudeMask());
    long big = swap ? b : a, small = swap ? a : b;
    if (isZero(small)) return isZero(big) ? format.signed(format.negative(a) && format.negative(b), 0) : big;
    boolean subtract = format.negative(a) != format.negative(b);
    if (subtract && big == (small ^ format.signMask())) return 0;
    if (format.fractionBits() > LONG_FRACTION) return wide(big, small, subtract);
    int room = 62 - format.fractionBits();
    long exponent = format.exponent(big) - room;
    long y = jammed(format.significand(small) << room, format.exponent(big) - format.exponent(small));
    long x = format.significand(big) << room;
    return format.round(format.negative(big), exponent, subtract ? x - y : x + y, edges);
  }

  /** -a. */
  public long negated(long a) {
    return a ^ format.signMask();
  }

  /** A zero, or what is read as one. */
  public boolean isZero(long raw) {
    return edges.subnormals() == FloatEdges.Subnormals.FLUSH ? format.field(raw) == 0 : (raw & format.magnitudeMask()) == 0;
  }

  private long infinite(long a, long b) {
    if (format.isInfinite(a) && format.isInfinite(b) && a != b) return format.nan();
    return format.beyond(format.negative(format.isInfinite(a) ? a : b), edges);
  }

  /** Shifted right; the last bit tells of lost ones. Under the leading bit of the larger number lie three bits or more, so nothing but that there was something is lost on rounding. */
  private static long jammed(long value, long shift) {
    if (shift > 63) return 1;
    return value >>> shift | ((value & (1L << shift) - 1) == 0 ? 0 : 1);
  }

  private long wide(long big, long small, boolean subtract) {
    long apart = format.exponent(big) - format.exponent(small);
    int room = (int) Math.min(apart, format.fractionBits() + 3L);
    var x = BigInteger.valueOf(format.significand(big)).shiftLeft(room);
    var y = apart > room ? BigInteger.ONE : BigInteger.valueOf(format.significand(small)); // less than an eighth of x's last bit, and not nothing
    var sum = subtract ? x.subtract(y) : x.add(y);
    int lost = Math.max(0, sum.bitLength() - 64);
    long top = sum.shiftRight(lost).longValue();
    return format.round(format.negative(big), format.exponent(big) - room + lost, sum.getLowestSetBit() < lost ? top | 1 : top, edges);
  }
}
