// SPDX-License-Identifier: Apache-2.0
package kakure.train;

/** Java's product of floats, rounded to the format to the nearest, ties to even; subnormal numbers are numbers, a subnormal result of a narrow format is rounded twice. */
class ExactMultiplication extends Multiplication {
  ExactMultiplication(Multiplier of) {
    super(of);
  }

  @Override
  int operand(int bits) {
    return rounded(bits);
  }

  @Override
  int product(int a, int b) {
    return rounded(Float.floatToRawIntBits(Float.intBitsToFloat(a) * Float.intBitsToFloat(b)));
  }
}
