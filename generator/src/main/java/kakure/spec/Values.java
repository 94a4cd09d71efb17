// SPDX-License-Identifier: Apache-2.0
package kakure.spec;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import kakure.kernel.Records;

/** Values of a block's ports by their names: golden functions and stimulus of blocks with many ports read and write {@code In<BigInteger>} and {@code Out<BigInteger>}. */
public final class Values {
  private Values() {}

  /**
   * A value per port as the block's record of ports.
   *
   * @param shape the block's {@code in()} or {@code out()}
   * @param values in declared order; null stays null
   * @param <R> that record with {@code BigInteger} for its type variable
   */
  @SuppressWarnings("unchecked") // R is the class of shape: its leaves are what differs
  public static <R extends Record> R record(Record shape, List<BigInteger> values) {
    Iterator<BigInteger> next = values.iterator();
    return (R) Records.map(shape, (stem, type) -> next.next());
  }

  /** The leaves of a record of values, in declared order; null stays null. */
  public static List<BigInteger> list(Record values) {
    var all = new ArrayList<BigInteger>();
    Records.each(values, (stem, value) -> all.add((BigInteger) value));
    return all;
  }

  /** 1 or 0. */
  public static BigInteger of(boolean b) {
    return b ? BigInteger.ONE : BigInteger.ZERO;
  }

  /** A number that is not negative. */
  public static BigInteger of(long value) {
    if (value < 0) throw new IllegalArgumentException(value + " is negative; ports hold raw bits, see wrap");
    return BigInteger.valueOf(value);
  }

  /** The low {@code width} bits of a number, in two's complement. */
  public static BigInteger wrap(long value, int width) {
    return wrap(BigInteger.valueOf(value), width);
  }

  /** The low {@code width} bits of a number, in two's complement. */
  public static BigInteger wrap(BigInteger value, int width) {
    return value.mod(BigInteger.ONE.shiftLeft(width));
  }

  /** The number that {@code width} raw bits mean in two's complement. */
  public static BigInteger signed(BigInteger raw, int width) {
    return raw.testBit(width - 1) ? raw.subtract(BigInteger.ONE.shiftLeft(width)) : raw;
  }

  /** Bits {@code lsb + width - 1 .. lsb}. */
  public static BigInteger slice(BigInteger value, int lsb, int width) {
    return wrap(value.shiftRight(lsb), width);
  }

  /** True where a flag is 1. */
  public static boolean on(BigInteger flag) {
    return flag.signum() != 0;
  }

  /** {@code n} bits of 1; 0 for none. */
  public static BigInteger ones(int n) {
    return BigInteger.ONE.shiftLeft(n).subtract(BigInteger.ONE);
  }

  /** a / b, rounded up; neither negative. */
  public static int ceil(int a, int b) {
    return (a + b - 1) / b;
  }
}
