// SPDX-License-Identifier: Apache-2.0
package blocks.floating.exactsum;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import kakure.golden.FloatFormat;
import kakure.spec.CycleModel;
import kakure.spec.Values;

/** Golden function of {@link ExactSum}: whole numbers of any length, in units of the least normal number's last fraction bit. Also what larger golden functions sum with. */
public final class ExactSumModel implements CycleModel {
  private final ExactSum block;
  private final FloatFormat format;
  /** Exponent of the unit. */
  private final long unit;
  private BigInteger sum;
  private boolean nan;
  private boolean high;
  private boolean low;
  /** Sign of a sum that was longer than the accumulator, 0 as long as none was. */
  private int over;

  /** Before any first. */
  public ExactSumModel(ExactSum block) {
    this.block = block;
    this.format = block.format();
    this.unit = format.exponent(format.leastNormal());
  }

  @Override
  public void reset() {
    sum = null;
  }

  @Override
  public List<BigInteger> step(List<BigInteger> values) {
    ExactSum.In<BigInteger> in = Values.record(block.in(), values);
    if (Values.on(in.en()) && (Values.on(in.first()) || sum != null)) add(Values.on(in.first()), in.t().stream().mapToLong(BigInteger::longValue).toArray());
    return Collections.singletonList(sum == null ? null : new BigInteger(Long.toUnsignedString(value())));
  }

  /** Adds terms, to nothing where they are the first. */
  public void add(boolean first, long... terms) {
    if (first) clear();
    var all = sum;
    for (long term : terms) {
      nan |= format.isNan(term);
      high |= format.isInfinite(term) && !format.negative(term);
      low |= format.isInfinite(term) && format.negative(term);
      all = all.add(whole(term));
    }
    if (over == 0 && all.bitLength() >= block.width()) over = all.signum();
    sum = all;
  }

  private void clear() {
    sum = BigInteger.ZERO;
    nan = false;
    high = false;
    low = false;
    over = 0;
  }

  private BigInteger whole(long term) {
    if (format.field(term) == 0 || format.isNan(term) || format.isInfinite(term)) return BigInteger.ZERO;
    var magnitude = BigInteger.valueOf(format.significand(term)).shiftLeft((int) (format.exponent(term) - unit));
    return format.negative(term) ? magnitude.negate() : magnitude;
  }

  /** The sum, rounded. */
  public long value() {
    if (nan || high && low) return format.nan();
    if (high || low) return format.beyond(low, block.edges());
    if (over != 0) return format.beyond(over < 0, block.edges());
    if (sum.signum() == 0) return 0;
    var magnitude = sum.abs();
    int lost = Math.max(0, magnitude.bitLength() - 63);
    long top = magnitude.shiftRight(lost).longValueExact();
    return format.round(sum.signum() < 0, unit + lost, magnitude.getLowestSetBit() < lost ? top | 1 : top, block.edges());
  }
}
