// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link VectorLog#dots} of one vector's lanes; {@code lane} is the first of them. */
final class VectorLogDots {
  private static final VectorSpecies<Float> S = VectorGather.S;

  private VectorLogDots() {}

  /** Beside each column, t is what no magnitude exceeds whose product with it is zero, at least 0, as the other may be; where it is zero itself, none at all does. */
  static void dots(VectorLog log, float[] rows, int[] row, int rowAt, int lane, float[] columns, int[] column, int columnAt, int[] rowPixel, int[] columnPixel, int from, int to, float[] acc, int at) {
    IntVector magnitude = IntVector.broadcast(VectorLog.I, Multiplication.MAGNITUDE);
    IntVector bias = IntVector.broadcast(VectorLog.I, Multiplication.BIAS - log.none);
    IntVector both = IntVector.broadcast(VectorLog.I, Multiplication.LEAST_NORMAL - 1 + Multiplication.BIAS - log.none);
    int step = Products.COLUMNS * Kernels.LANES;
    int c0 = column[columnAt] + lane;
    int c1 = column[columnAt + 1] + lane;
    int c2 = column[columnAt + 2] + lane;
    int r0 = row[rowAt] + lane;
    int r1 = row[rowAt + 1] + lane;
    int r2 = row[rowAt + 2] + lane;
    int r3 = row[rowAt + 3] + lane;
    FloatVector a00 = FloatVector.fromArray(S, acc, at);
    FloatVector a01 = FloatVector.fromArray(S, acc, at + Kernels.LANES);
    FloatVector a02 = FloatVector.fromArray(S, acc, at + 2 * Kernels.LANES);
    FloatVector a10 = FloatVector.fromArray(S, acc, at + step);
    FloatVector a11 = FloatVector.fromArray(S, acc, at + step + Kernels.LANES);
    FloatVector a12 = FloatVector.fromArray(S, acc, at + step + 2 * Kernels.LANES);
    FloatVector a20 = FloatVector.fromArray(S, acc, at + 2 * step);
    FloatVector a21 = FloatVector.fromArray(S, acc, at + 2 * step + Kernels.LANES);
    FloatVector a22 = FloatVector.fromArray(S, acc, at + 2 * step + 2 * Kernels.LANES);
    FloatVector a30 = FloatVector.fromArray(S, acc, at + 3 * step);
    FloatVector a31 = FloatVector.fromArray(S, acc, at + 3 * step + Kernels.LANES);
    FloatVector a32 = FloatVector.fromArray(S, acc, at + 3 * step + 2 * Kernels.LANES);
    for (int i = from; i < to; i++) {
      int p = rowPixel[i];
      int q = columnPixel[i];
      IntVector y0 = FloatVector.fromArray(S, columns, c0 + q).reinterpretAsInts();
      IntVector t0 = both.sub(y0).max(y0.sub(1).lanewise(VectorOperators.ASHR, 31).and(magnitude));
      IntVector s0 = y0.sub(bias);
      IntVector y1 = FloatVector.fromArray(S, columns, c1 + q).reinterpretAsInts();
      IntVector t1 = both.sub(y1).max(y1.sub(1).lanewise(VectorOperators.ASHR, 31).and(magnitude));
      IntVector s1 = y1.sub(bias);
      IntVector y2 = FloatVector.fromArray(S, columns, c2 + q).reinterpretAsInts();
      IntVector t2 = both.sub(y2).max(y2.sub(1).lanewise(VectorOperators.ASHR, 31).and(magnitude));
      IntVector s2 = y2.sub(bias);
      IntVector x0 = FloatVector.fromArray(S, rows, r0 + p).reinterpretAsInts();
      IntVector m0 = x0.and(magnitude);
      a00 = a00.add(t0.sub(m0).lanewise(VectorOperators.ASHR, 31).and(x0.add(s0)).reinterpretAsFloats());
      a01 = a01.add(t1.sub(m0).lanewise(VectorOperators.ASHR, 31).and(x0.add(s1)).reinterpretAsFloats());
      a02 = a02.add(t2.sub(m0).lanewise(VectorOperators.ASHR, 31).and(x0.add(s2)).reinterpretAsFloats());
      IntVector x1 = FloatVector.fromArray(S, rows, r1 + p).reinterpretAsInts();
      IntVector m1 = x1.and(magnitude);
      a10 = a10.add(t0.sub(m1).lanewise(VectorOperators.ASHR, 31).and(x1.add(s0)).reinterpretAsFloats());
      a11 = a11.add(t1.sub(m1).lanewise(VectorOperators.ASHR, 31).and(x1.add(s1)).reinterpretAsFloats());
      a12 = a12.add(t2.sub(m1).lanewise(VectorOperators.ASHR, 31).and(x1.add(s2)).reinterpretAsFloats());
      IntVector x2 = FloatVector.fromArray(S, rows, r2 + p).reinterpretAsInts();
      IntVector m2 = x2.and(magnitude);
      a20 = a20.add(t0.sub(m2).lanewise(VectorOperators.ASHR, 31).and(x2.add(s0)).reinterpretAsFloats());
      a21 = a21.add(t1.sub(m2).lanewise(VectorOperators.ASHR, 31).and(x2.add(s1)).reinterpretAsFloats());
      a22 = a22.add(t2.sub(m2).lanewise(VectorOperators.ASHR, 31).and(x2.add(s2)).reinterpretAsFloats());
      IntVector x3 = FloatVector.fromArray(S, rows, r3 + p).reinterpretAsInts();
      IntVector m3 = x3.and(magnitude);
      a30 = a30.add(t0.sub(m3).lanewise(VectorOperators.ASHR, 31).and(x3.add(s0)).reinterpretAsFloats());
      a31 = a31.add(t1.sub(m3).lanewise(VectorOperators.ASHR, 31).and(x3.add(s1)).reinterpretAsFloats());
      a32 = a32.add(t2.sub(m3).lanewise(VectorOperators.ASHR, 31).and(x3.add(s2)).reinterpretAsFloats());
    }
    a00.intoArray(acc, at);
    a01.intoArray(acc, at + Kernels.LANES);
    a02.intoArray(acc, at + 2 * Kernels.LANES);
    a10.intoArray(acc, at + step);
    a11.intoArray(acc, at + step + Kernels.LANES);
    a12.intoArray(acc, at + step + 2 * Kernels.LANES);
    a20.intoArray(acc, at + 2 * step);
    a21.intoArray(acc, at + 2 * step + Kernels.LANES);
    a22.intoArray(acc, at + 2 * step + 2 * Kernels.LANES);
    a30.intoArray(acc, at + 3 * step);
    a31.intoArray(acc, at + 3 * step + Kernels.LANES);
    a32.intoArray(acc, at + 3 * step + 2 * Kernels.LANES);
  }
}
