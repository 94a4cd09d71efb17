// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import kakure.golden.Compensation;

/**
 * The log-approximate product of {@link kakure.golden.LogProduct}, on the bits of floats: a format of M fraction bits is the upper part of a float, and its units are 2^(23-M) of the float's.
 *
 * <p>Operands are what its adder sees: subnormal numbers are zeros of their sign, others are cut to the bits that are kept, a one behind them where it is wanted.
 *
 * <p>Its own derivative: on the piece of the operands, p = 2^(ea+eb) (1+x+y+c), or with a carry 2^(ea+eb+1) (x+y+c), is linear in each operand, and dp/da = 2^eb or 2^(eb+1). The minimally biased compensation does not
 * move the carry, for what it makes overflow goes on at half the slope in the next exponent. Where b is 0, it is 0. The product of a gradient with it is exact, but below the least normal number, where it is 0.
 */
class LogMultiplication extends Multiplication implements Slopes {
  /** Two operands below it in magnitude, 2^63, have no product beyond the largest number. */
  static final int TAME = 0x5f000000;

  final int cut;
  final int one;
  final int none;
  final int carried;
  final boolean bent;
  /** What makes a carry of the derivative beside both fractions. */
  final int shift;
  /** Whether an operand was ever so large, infinite or NaN that a product may be so, too. Set before its products are asked for, and never taken back. */
  volatile boolean wild;

  LogMultiplication(Multiplier of) {
    super(of);
    int lost = 23 - of.kept();
    cut = -1 << lost;
    one = of.one() ? 1 << lost - 1 : 0;
    bent = of.compensation() == Compensation.MINBIAS;
    none = (int) of.compensation().units(of.kept(), false) << lost;
    carried = (int) of.compensation().units(of.kept(), true) << lost;
    shift = bent ? 0 : none;
  }

  @Override
  int operand(int bits) {
    int x = rounded(bits);
    int magnitude = x & MAGNITUDE;
    if (magnitude >= TAME) wild = true;
    return magnitude < LEAST_NORMAL ? x & SIGN : magnitude >= INFINITY ? x : x & cut | one;
  }

  @Override
  int product(int a, int b) {
    int negative = (a ^ b) & SIGN;
    int x = a & MAGNITUDE;
    int y = b & MAGNITUDE;
    if (x >= INFINITY || y >= INFINITY) return x > INFINITY || y > INFINITY || x < LEAST_NORMAL || y < LEAST_NORMAL ? NAN : negative | INFINITY;
    if (x < LEAST_NORMAL || y < LEAST_NORMAL) return negative;
    return magnitude(negative, (long) x - BIAS + y + compensation((x & FRACTION) + (y & FRACTION)));
  }

  private static int magnitude(int negative, long magnitude) {
    return magnitude < LEAST_NORMAL ? negative : magnitude >= INFINITY ? negative | INFINITY : negative | (int) magnitude;
  }

  /** What is added to the sum of magnitudes whose fractions sum up to {@code fractions}. */
  private int compensation(int fractions) {
    int c = fractions >= LEAST_NORMAL ? carried : none;
    if (!bent) return c;
    int over = (fractions & FRACTION) + c - LEAST_NORMAL;
    return over < 0 ? c : c - over + (over >> 1 & cut);
  }

  /** g D(a, b): the gradient times the derivative of the product of a and b by a. Not finite operands: g times b. */
  final int sloped(int g, int a, int b) {
    int x = g & MAGNITUDE;
    int y = b & MAGNITUDE;
    if (x >= INFINITY || y >= INFINITY || (a & MAGNITUDE) >= INFINITY) return product(g, b);
    int negative = (g ^ b) & SIGN;
    if (x < LEAST_NORMAL || y < LEAST_NORMAL) return negative;
    long power = (long) y + (a & FRACTION) + shift & ~FRACTION;
    return magnitude(negative, x - BIAS + power);
  }

  final float sloped(float g, float a, float b) {
    return Float.intBitsToFloat(sloped(Float.floatToRawIntBits(g), Float.floatToRawIntBits(a), Float.floatToRawIntBits(b)));
  }

  @Override
  public void gather(float[] in, int i, int inStep, int[] offset, float[] weight, int from, int to, float[] value, int v, int valueStep, float[] out, int o, int outStep, int n) {
    for (int p = 0; p < n; p++)
      for (int j = from; j < to; j++) {
        int a = i + offset[j] + p * inStep;
        for (int l = 0; l < Kernels.LANES; l++) out[o + p * outStep + l] += sloped(in[a + l], value[v + p * valueStep + l], weight[j]);
      }
  }

  @Override
  public void dots(
      float[] rows, int[] row, int rowAt, float[] columns, int[] column, int columnAt, int[] rowPixel, int[] columnPixel, float[] weight, int w, int from, int to, float[] acc, int at) {
    for (int r = 0; r < ROWS; r++)
      for (int k = 0; k < COLUMNS; k++)
        for (int i = from; i < to; i++)
          for (int l = 0; l < Kernels.LANES; l++)
            acc[at + (COLUMNS * r + k) * Kernels.LANES + l] += sloped(rows[row[rowAt + r] + rowPixel[i] + l], weight[w + COLUMNS * r + k], columns[column[columnAt + k] + columnPixel[i] + l]);
  }
}
