// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link Slopes} of {@link VectorLog}, of one vector's lanes. */
final class VectorSlopes {
  private static final VectorSpecies<Float> S = VectorGather.S;

  private VectorSlopes() {}

  /** One pixel. */
  static void gather(VectorLog log, float[] in, int i, int[] offset, float[] weight, int from, int to, float[] value, int v, float[] out, int o) {
    FloatVector a = FloatVector.fromArray(S, out, o);
    IntVector fraction = FloatVector.fromArray(S, value, v).reinterpretAsInts().and(Multiplication.FRACTION).add(log.shift);
    for (int j = from; j < to; j++) {
      IntVector w = IntVector.broadcast(VectorLog.I, Float.floatToRawIntBits(weight[j]));
      a = a.add(sloped(FloatVector.fromArray(S, in, i + offset[j]).reinterpretAsInts(), fraction, w).reinterpretAsFloats());
    }
    a.intoArray(out, o);
  }

  /** One row and one column, whose weight is given. */
  static void dots(VectorLog log, float[] rows, int r, float[] columns, int c, int[] rowPixel, int[] columnPixel, float weight, int from, int to, float[] acc, int at) {
    FloatVector a = FloatVector.fromArray(S, acc, at);
    IntVector fraction = IntVector.broadcast(VectorLog.I, (Float.floatToRawIntBits(weight) & Multiplication.FRACTION) + log.shift);
    for (int i = from; i < to; i++)
      a = a.add(sloped(FloatVector.fromArray(S, rows, r + rowPixel[i]).reinterpretAsInts(), fraction, FloatVector.fromArray(S, columns, c + columnPixel[i]).reinterpretAsInts()).reinterpretAsFloats());
    a.intoArray(acc, at);
  }

  private static IntVector sloped(IntVector g, IntVector fraction, IntVector b) {
    IntVector x = g.and(Multiplication.MAGNITUDE);
    IntVector y = b.and(Multiplication.MAGNITUDE);
    IntVector sum = y.add(fraction).and(~Multiplication.FRACTION).add(x).sub(Multiplication.BIAS);
    IntVector less = sum.min(x).min(y).sub(Multiplication.LEAST_NORMAL).lanewise(VectorOperators.ASHR, 31);
    return sum.or(g.lanewise(VectorOperators.XOR, b).and(Multiplication.SIGN)).and(less.not());
  }
}
