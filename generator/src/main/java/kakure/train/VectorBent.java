// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link VectorLog} with the minimally biased compensation, which hangs on the carry. */
final class VectorBent {
  private static final VectorSpecies<Float> S = VectorGather.S;

  private VectorBent() {}

  /** One pixel of {@link VectorLog#gather}. */
  static void gather(VectorLog log, float[] in, int i, int[] offset, float[] weight, int from, int to, float[] out, int o) {
    FloatVector a = FloatVector.fromArray(S, out, o);
    for (int j = from; j < to; j++) {
      IntVector w = IntVector.broadcast(VectorLog.I, Float.floatToRawIntBits(weight[j]));
      a = a.add(product(log, FloatVector.fromArray(S, in, i + offset[j]).reinterpretAsInts(), w).reinterpretAsFloats());
    }
    a.intoArray(out, o);
  }

  /** One row and one column of {@link VectorLog#dots}. */
  static void dots(VectorLog log, float[] rows, int r, float[] columns, int c, int[] rowPixel, int[] columnPixel, int from, int to, float[] acc, int at) {
    FloatVector a = FloatVector.fromArray(S, acc, at);
    for (int i = from; i < to; i++)
      a = a.add(product(log, FloatVector.fromArray(S, rows, r + rowPixel[i]).reinterpretAsInts(), FloatVector.fromArray(S, columns, c + columnPixel[i]).reinterpretAsInts()).reinterpretAsFloats());
    a.intoArray(acc, at);
  }

  private static IntVector product(VectorLog log, IntVector a, IntVector b) {
    IntVector x = a.and(Multiplication.MAGNITUDE);
    IntVector y = b.and(Multiplication.MAGNITUDE);
    IntVector fractions = a.and(Multiplication.FRACTION).add(b.and(Multiplication.FRACTION));
    IntVector carry = fractions.lanewise(VectorOperators.LSHR, 23).neg();
    IntVector c = carry.and(log.carried - log.none).add(log.none);
    IntVector over = fractions.and(Multiplication.FRACTION).add(c).sub(Multiplication.LEAST_NORMAL);
    IntVector excess = over.sub(over.lanewise(VectorOperators.ASHR, 1).and(log.cut)).and(over.lanewise(VectorOperators.ASHR, 31).not());
    IntVector sum = x.sub(Multiplication.BIAS).add(y).add(c).sub(excess);
    // normal is what is not less than the least normal number: the sum, and both operands
    IntVector less = sum.min(x).min(y).sub(Multiplication.LEAST_NORMAL).lanewise(VectorOperators.ASHR, 31);
    return sum.or(a.lanewise(VectorOperators.XOR, b).and(Multiplication.SIGN)).and(less.not());
  }
}
