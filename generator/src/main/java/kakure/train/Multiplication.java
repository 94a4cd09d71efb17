// SPDX-License-Identifier: Apache-2.0
package kakure.train;

/**
 * A multiplier at work, in plain Java: the definition of the bytes. Its operands are floats that {@link #operand} made; each product is rounded as the multiplier does, and the sum of products as a float, in the order of the
 * lists, from +0 on. Nothing is fused.
 */
abstract class Multiplication implements Products {
  static final int SIGN = 0x80000000;
  static final int MAGNITUDE = 0x7fffffff;
  static final int FRACTION = 0x7fffff;
  static final int LEAST_NORMAL = 0x800000;
  static final int INFINITY = 0x7f800000;
  static final int BIAS = 0x3f800000;
  static final int NAN = 0x7fc00000;

  /** Fraction bits of a float that its operands and products leave 0. */
  final int drop;

  Multiplication(Multiplier of) {
    drop = 23 - of.format().fractionBits();
  }

  /** The multiplier, with the Vector API where it is there and {@code scalar} does not forbid it. */
  static Multiplication of(Multiplier of, boolean scalar) {
    boolean vectors = !scalar && !(KernelChoice.best() instanceof ScalarKernels);
    if (of.log()) return vectors ? new VectorLog(of) : new LogMultiplication(of);
    return vectors ? new VectorExact(of) : new ExactMultiplication(of);
  }

  /** The bits of the operand that a float becomes. */
  abstract int operand(int bits);

  /** The bits of the product of two operands. */
  abstract int product(int a, int b);

  /** Makes operands of n floats from {@code at} on, in place; n is a multiple of {@link Kernels#LANES}. */
  void operands(float[] x, int at, int n) {
    for (int i = at; i < at + n; i++) x[i] = operand(x[i]);
  }

  final float operand(float x) {
    return Float.intBitsToFloat(operand(Float.floatToRawIntBits(x)));
  }

  /** The product of two operands. */
  final float product(float a, float b) {
    return Float.intBitsToFloat(product(Float.floatToRawIntBits(a), Float.floatToRawIntBits(b)));
  }

  /** To the format, ties to even. */
  final int rounded(int bits) {
    if ((bits & MAGNITUDE) > INFINITY) return NAN;
    return drop == 0 ? bits : bits + (1 << drop - 1) - 1 + (bits >>> drop & 1) & -1 << drop;
  }

  @Override
  public void gather(float[] in, int i, int inStep, int[] offset, float[] weight, int from, int to, float[] out, int o, int outStep, int n) {
    for (int p = 0; p < n; p++)
      for (int j = from; j < to; j++) {
        int a = i + offset[j] + p * inStep;
        for (int l = 0; l < Kernels.LANES; l++) out[o + p * outStep + l] += product(in[a + l], weight[j]);
      }
  }

  @Override
  public void dots(
      float[] rows, int[] row, int rowAt, float[] columns, int[] column, int columnAt, int[] rowPixel, int[] columnPixel, int from, int to, float[] acc, int at) {
    for (int r = 0; r < ROWS; r++)
      for (int k = 0; k < COLUMNS; k++)
        for (int i = from; i < to; i++)
          for (int l = 0; l < Kernels.LANES; l++)
            acc[at + (COLUMNS * r + k) * Kernels.LANES + l] += product(rows[row[rowAt + r] + rowPixel[i] + l], columns[column[columnAt + k] + columnPixel[i] + l]);
  }
}
