// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link VectorLog#gatherPositive} of one vector's lanes, which are magnitudes already, for as many pixels at once as the compiler of JDK 17 still makes registers of. */
final class VectorLogPositive {
  private static final VectorSpecies<Float> S = VectorGather.S;

  private VectorLogPositive() {}

  static void positive7(VectorLog log, float[] in, int i, int inStep, int[] offset, float[] weight, int from, int to, float[] out, int o, int outStep) {
    FloatVector a0 = FloatVector.fromArray(S, out, o);
    FloatVector a1 = FloatVector.fromArray(S, out, o + outStep);
    FloatVector a2 = FloatVector.fromArray(S, out, o + 2 * outStep);
    FloatVector a3 = FloatVector.fromArray(S, out, o + 3 * outStep);
    FloatVector a4 = FloatVector.fromArray(S, out, o + 4 * outStep);
    FloatVector a5 = FloatVector.fromArray(S, out, o + 5 * outStep);
    FloatVector a6 = FloatVector.fromArray(S, out, o + 6 * outStep);
    for (int j = from; j < to; j++) {
      int b = i + offset[j];
      int w = Float.floatToRawIntBits(weight[j]);
      IntVector s = IntVector.broadcast(VectorLog.I, w - Multiplication.BIAS + log.none);
      IntVector t = IntVector.broadcast(VectorLog.I, log.least(w & Multiplication.MAGNITUDE));
      IntVector x0 = FloatVector.fromArray(S, in, b).reinterpretAsInts();
      a0 = a0.add(t.sub(x0).lanewise(VectorOperators.ASHR, 31).and(x0.add(s)).reinterpretAsFloats());
      IntVector x1 = FloatVector.fromArray(S, in, b + inStep).reinterpretAsInts();
      a1 = a1.add(t.sub(x1).lanewise(VectorOperators.ASHR, 31).and(x1.add(s)).reinterpretAsFloats());
      IntVector x2 = FloatVector.fromArray(S, in, b + 2 * inStep).reinterpretAsInts();
      a2 = a2.add(t.sub(x2).lanewise(VectorOperators.ASHR, 31).and(x2.add(s)).reinterpretAsFloats());
      IntVector x3 = FloatVector.fromArray(S, in, b + 3 * inStep).reinterpretAsInts();
      a3 = a3.add(t.sub(x3).lanewise(VectorOperators.ASHR, 31).and(x3.add(s)).reinterpretAsFloats());
      IntVector x4 = FloatVector.fromArray(S, in, b + 4 * inStep).reinterpretAsInts();
      a4 = a4.add(t.sub(x4).lanewise(VectorOperators.ASHR, 31).and(x4.add(s)).reinterpretAsFloats());
      IntVector x5 = FloatVector.fromArray(S, in, b + 5 * inStep).reinterpretAsInts();
      a5 = a5.add(t.sub(x5).lanewise(VectorOperators.ASHR, 31).and(x5.add(s)).reinterpretAsFloats());
      IntVector x6 = FloatVector.fromArray(S, in, b + 6 * inStep).reinterpretAsInts();
      a6 = a6.add(t.sub(x6).lanewise(VectorOperators.ASHR, 31).and(x6.add(s)).reinterpretAsFloats());
    }
    a0.intoArray(out, o);
    a1.intoArray(out, o + outStep);
    a2.intoArray(out, o + 2 * outStep);
    a3.intoArray(out, o + 3 * outStep);
    a4.intoArray(out, o + 4 * outStep);
    a5.intoArray(out, o + 5 * outStep);
    a6.intoArray(out, o + 6 * outStep);
  }

  static void positive4(VectorLog log, float[] in, int i, int inStep, int[] offset, float[] weight, int from, int to, float[] out, int o, int outStep) {
    FloatVector a0 = FloatVector.fromArray(S, out, o);
    FloatVector a1 = FloatVector.fromArray(S, out, o + outStep);
    FloatVector a2 = FloatVector.fromArray(S, out, o + 2 * outStep);
    FloatVector a3 = FloatVector.fromArray(S, out, o + 3 * outStep);
    for (int j = from; j < to; j++) {
      int b = i + offset[j];
      int w = Float.floatToRawIntBits(weight[j]);
      IntVector s = IntVector.broadcast(VectorLog.I, w - Multiplication.BIAS + log.none);
      IntVector t = IntVector.broadcast(VectorLog.I, log.least(w & Multiplication.MAGNITUDE));
      IntVector x0 = FloatVector.fromArray(S, in, b).reinterpretAsInts();
      a0 = a0.add(t.sub(x0).lanewise(VectorOperators.ASHR, 31).and(x0.add(s)).reinterpretAsFloats());
      IntVector x1 = FloatVector.fromArray(S, in, b + inStep).reinterpretAsInts();
      a1 = a1.add(t.sub(x1).lanewise(VectorOperators.ASHR, 31).and(x1.add(s)).reinterpretAsFloats());
      IntVector x2 = FloatVector.fromArray(S, in, b + 2 * inStep).reinterpretAsInts();
      a2 = a2.add(t.sub(x2).lanewise(VectorOperators.ASHR, 31).and(x2.add(s)).reinterpretAsFloats());
      IntVector x3 = FloatVector.fromArray(S, in, b + 3 * inStep).reinterpretAsInts();
      a3 = a3.add(t.sub(x3).lanewise(VectorOperators.ASHR, 31).and(x3.add(s)).reinterpretAsFloats());
    }
    a0.intoArray(out, o);
    a1.intoArray(out, o + outStep);
    a2.intoArray(out, o + 2 * outStep);
    a3.intoArray(out, o + 3 * outStep);
  }

  static void positive1(VectorLog log, float[] in, int i, int[] offset, float[] weight, int from, int to, float[] out, int o) {
    FloatVector a0 = FloatVector.fromArray(S, out, o);
    for (int j = from; j < to; j++) {
      int b = i + offset[j];
      int w = Float.floatToRawIntBits(weight[j]);
      IntVector s = IntVector.broadcast(VectorLog.I, w - Multiplication.BIAS + log.none);
      IntVector t = IntVector.broadcast(VectorLog.I, log.least(w & Multiplication.MAGNITUDE));
      IntVector x0 = FloatVector.fromArray(S, in, b).reinterpretAsInts();
      a0 = a0.add(t.sub(x0).lanewise(VectorOperators.ASHR, 31).and(x0.add(s)).reinterpretAsFloats());
    }
    a0.intoArray(out, o);
  }
}
