// SPDX-License-Identifier: Apache-2.0
package kakure.golden;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * A square matrix over GF(2): vectors are the low {@code size} bits of a non-negative {@link BigInteger}, rows are masks. Immutable.
 *
 * <p>The step of a shift-register generator is such a matrix T, so n steps at once are T^n (Marsaglia, "Xorshift RNGs", 2003).
 */
public final class Gf2Matrix {
  /** Largest size: no supported generator has more state, and the cost of a product grows with the cube. */
  public static final int MAX_SIZE = 160;

  private final int size;
  private final long[][] rows;

  private Gf2Matrix(int size, long[][] rows) {
    this.size = size;
    this.rows = rows;
  }

  private static long[][] zeros(int size) {
    if (size < 1 || size > MAX_SIZE) throw new IllegalArgumentException("size = " + size + " is outside 1 .. " + MAX_SIZE);
    return new long[size][(size + 63) / 64];
  }

  /** The identity; {@code size} is 1 to {@link #MAX_SIZE}. */
  public static Gf2Matrix identity(int size) {
    var rows = zeros(size);
    for (int i = 0; i < size; i++) rows[i][i / 64] = 1L << i % 64;
    return new Gf2Matrix(size, rows);
  }

  /** The matrix of a linear map on vectors of {@code size} bits. What {@code map} does is taken at the unit vectors; it must be linear. */
  public static Gf2Matrix of(int size, UnaryOperator<BigInteger> map) {
    var rows = zeros(size);
    for (int column = 0; column < size; column++) {
      var image = map.apply(BigInteger.ONE.shiftLeft(column));
      if (image.signum() < 0 || image.bitLength() > size) throw new IllegalArgumentException("the map leaves " + size + " bits at unit vector " + column);
      for (int i = 0; i < size; i++) if (image.testBit(i)) rows[i][column / 64] |= 1L << column % 64;
    }
    return new Gf2Matrix(size, rows);
  }

  /** Rows and columns. */
  public int size() {
    return size;
  }

  /** Row i as the mask of the input bits whose parity is output bit i. */
  public BigInteger row(int i) {
    return value(rows[i]);
  }

  /** This matrix times {@code other}: {@code other} is applied first. */
  public Gf2Matrix times(Gf2Matrix other) {
    if (other.size != size) throw new IllegalArgumentException("sizes differ: " + size + " and " + other.size);
    var product = zeros(size);
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < size; k++) {
        if ((rows[i][k / 64] >>> k % 64 & 1) == 0) continue;
        for (int w = 0; w < product[i].length; w++) product[i][w] ^= other.rows[k][w];
      }
    }
    return new Gf2Matrix(size, product);
  }

  /** The matrix to the power {@code exponent}, at least 0. */
  public Gf2Matrix power(BigInteger exponent) {
    if (exponent.signum() < 0) throw new IllegalArgumentException("exponent = " + exponent + " is negative");
    var result = identity(size);
    for (int bit = exponent.bitLength() - 1; bit >= 0; bit--) {
      result = result.times(result);
      if (exponent.testBit(bit)) result = result.times(this);
    }
    return result;
  }

  /** The matrix times the vector {@code v}. */
  public BigInteger apply(BigInteger v) {
    return value(apply(words(v)));
  }

  private long[] apply(long[] v) {
    var image = new long[v.length];
    for (int i = 0; i < size; i++) {
      long sum = 0;
      for (int w = 0; w < v.length; w++) sum ^= rows[i][w] & v[w];
      image[i / 64] |= (long) (Long.bitCount(sum) & 1) << i % 64;
    }
    return image;
  }

  /**
   * True where every vector but 0 lies on one cycle of 2^size - 1 steps: a vector returns after 2^size - 1 steps and, for no prime p of that number, after (2^size -
   * 1) / p. Sizes: those of {@link MersenneFactors#primes}.
   */
  public boolean hasFullPeriod() {
    var primes = MersenneFactors.primes(size);
    var period = MersenneFactors.mersenne(size);
    var squares = new Gf2Matrix[size];
    squares[0] = this;
    for (int i = 1; i < size; i++) squares[i] = squares[i - 1].times(squares[i - 1]);
    return returns(squares, period) && primes.stream().noneMatch(prime -> returns(squares, period.divide(prime)));
  }

  private static boolean returns(Gf2Matrix[] squares, BigInteger steps) {
    var start = squares[0].words(BigInteger.ONE);
    var image = start;
    for (int i = 0; i < steps.bitLength(); i++) if (steps.testBit(i)) image = squares[i].apply(image);
    return Arrays.equals(image, start);
  }

  private long[] words(BigInteger v) {
    if (v.signum() < 0 || v.bitLength() > size) throw new IllegalArgumentException("a vector of " + v.bitLength() + " bits for a matrix of " + size);
    var words = new long[(size + 63) / 64];
    for (int w = 0; w < words.length; w++) words[w] = v.shiftRight(64 * w).longValue();
    return words;
  }

  private static BigInteger value(long[] words) {
    var value = BigInteger.ZERO;
    for (int w = words.length - 1; w >= 0; w--) value = value.shiftLeft(64).or(new BigInteger(Long.toUnsignedString(words[w])));
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Gf2Matrix m && Arrays.deepEquals(rows, m.rows);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(rows);
  }
}
