// SPDX-License-Identifier: Apache-2.0
package kakure.golden;

import java.util.Arrays;

/**
 * The log-approximate product: exponents and fractions are added as one number, since log2(1 + x) is about x (Mitchell, 1962; Cheng, Shirai, Hashimoto, PATMOS 2019; Integration 74, 2020).
 *
 * <pre>
 * s   = sA ^ sB
 * NaN in, or infinity times zero   quiet NaN
 * infinity in                      s, infinity (or the largest finite number)
 * a zero or subnormal in           s, 0
 * mag = A + B - (bias &lt;&lt; M) + c     of the magnitudes' bits
 * mag below the least normal       s, 0
 * mag at infinity or beyond        s, infinity (or the largest finite number)
 * otherwise                        s, mag
 * </pre>
 *
 * <p>With t of the M fraction bits kept, the lower ones are 0 before the sum; with a one appended, the first of them is 1 in both, which together is a carry into the last kept bit. The
 * compensation is counted in kept bits, so what is lower is 0 in the result as well.
 *
 * <p>The minimally biased compensation is added to the significand, not to the logarithm: where the sum of fraction and c is 1 or more, the next exponent has half of what is above.
 *
 * <p>Relative error, c = 0, nothing cut: -x y / ((1+x)(1+y)) for fractions whose sum is below 1, -(1-x)(1-y) / ((1+x)(1+y)) above, hence in [-1/9, 0], the least at x = y = 1/2.
 */
public final class LogProduct {
  private final FloatFormat format;
  private final boolean saturate, appendOne, linear, plain;
  private final int fraction;
  private final long sign, magnitude, leastNormal, limit, bias, cut, one, none, carried;
  private final boolean nans;

  /**
   * A product.
   *
   * @param format of operands and result
   * @param compensation c
   * @param kept fraction bits that are not cut, t, 1 to M
   * @param appendOne whether a one stands behind the cut; no matter where nothing is cut
   * @param overflow what comes of results beyond the largest number
   * @throws IllegalArgumentException for what does not go together
   */
  public LogProduct(FloatFormat format, Compensation compensation, int kept, boolean appendOne, FloatEdges.Overflow overflow) {
    new FloatEdges(FloatEdges.Rounding.ZERO, overflow, FloatEdges.Subnormals.FLUSH).check(format);
    int lost = format.fractionBits() - kept;
    if (kept < 1 || lost < 0) throw new IllegalArgumentException("truncate = " + kept + ": of " + format + "'s fraction 1 to " + format.fractionBits() + " bits can be kept");
    compensation.check(kept);
    this.format = format;
    this.appendOne = appendOne;
    this.saturate = overflow == FloatEdges.Overflow.SATURATE;
    this.fraction = format.fractionBits();
    this.sign = format.signMask();
    this.magnitude = format.magnitudeMask();
    this.leastNormal = format.leastNormal();
    this.limit = format.limit();
    this.bias = format.bias() << fraction;
    this.cut = -1L << lost;
    this.linear = compensation == Compensation.MINBIAS;
    this.one = appendOne && lost > 0 ? 1L << lost - 1 : 0;
    this.none = compensation.units(kept, false) << lost;
    this.carried = compensation.units(kept, true) << lost;
    this.nans = format.hasNan();
    this.plain = lost == 0 && none == carried && format.magnitudeBits() < 62 && (saturate || format.hasInfinity()) && format.hasNan();
  }

  /** The product of two values, raw bits. */
  public long of(long a, long b) {
    return of(a, b, cut, one);
  }

  /** The same, fraction bits being kept where {@code mask} has ones, which are its highest; the appended one, if there is any, follows the lowest of them. */
  public long of(long a, long b, long mask) {
    return of(a, b, ~(leastNormal - 1) | mask, appendOne ? ~mask & (mask >>> 1 | leastNormal >>> 1) & leastNormal - 1 : 0);
  }

  /**
   * The products of {@code n} values a, a + 1, .. with one b. Where nothing is cut, one more in a is one more in the product, which is what makes this fast.
   *
   * @param a the first, raw bits; the last has no more bits than the format
   */
  public void run(long a, long b, int n, long[] out) {
    long y = b & magnitude;
    if (!plain || y < leastNormal || y >= limit) {
      for (int i = 0; i < n; i++) out[i] = of(a + i, b);
      return;
    }
    long add = y - bias + none, over = saturate ? limit - 1 : limit;
    for (int i = 0; i < n; ) {
      long x = a + i & magnitude, negative = (a + i ^ b) & sign, mag = x + add;
      if (x >= limit) {
        out[i] = of(a + i, b);
        i++;
        continue;
      }
      // As far as the answer goes on as it begins: all the same, or one more each time.
      boolean same = x < leastNormal || mag < leastNormal || mag >= limit;
      long end = x < leastNormal ? leastNormal - x : mag < leastNormal ? Math.min(leastNormal - mag, limit - x) : mag < limit ? Math.min(limit - mag, limit - x) : limit - x;
      int to = (int) Math.min(n, i + end);
      if (same) Arrays.fill(out, i, to, x < leastNormal || mag < leastNormal ? negative : negative | over);
      else for (int k = i; k < to; k++) out[k] = (negative | mag) + (k - i);
      i = to;
    }
  }

  private long of(long a, long b, long cut, long one) {
    long negative = (a ^ b) & sign;
    long x = a & magnitude, y = b & magnitude;
    if (nans && (x >= limit || y >= limit)) return special(negative, x, y);
    if (x < leastNormal || y < leastNormal) return negative;
    x = x & cut | one;
    y = y & cut | one;
    long fractions = (x & leastNormal - 1) + (y & leastNormal - 1);
    long c = fractions >= leastNormal ? carried : none;
    if (linear) c -= excess((fractions & leastNormal - 1) + c - leastNormal);
    long over = x - bias;
    long mag = over + y + c;
    // Of formats of 64 bits the sum may need the highest bit; it cannot be both that large and negative.
    boolean large = over >= 0;
    if (large ? Long.compareUnsigned(mag, limit) >= 0 : mag >= limit) return beyond(negative);
    return !large && mag < leastNormal ? negative : negative | mag;
  }

  /** What a fraction that the compensation alone made 1 and more, by {@code r}, has too much: on the line it is r / 2 of the next exponent, cut to the bits that are kept. */
  private long excess(long r) {
    return r < 0 ? 0 : r - (r >> 1 & cut);
  }

  private long beyond(long negative) {
    return saturate ? negative | limit - 1 : format.hasInfinity() ? negative | limit : format.nan();
  }

  /** One of both is NaN or infinite. */
  private long special(long negative, long x, long y) {
    boolean nan = !format.hasInfinity() || x > limit || y > limit;
    return nan || x < leastNormal || y < leastNormal ? format.nan() : beyond(negative);
  }
}
