// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Kernels#gather} for a block of pixels held in registers: a single loop each, because an accumulator that lives across two nested loops is boxed.
 *
 * <p>14 accumulators fill the 16 registers of AVX2; the blocks suit maps of 28, 14 and 7 or of 32, 16 and 8 pixels a row.
 */
final class VectorGather {
  /** As wide as the machine has it, at most a group of images. */
  static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED.length() > Kernels.LANES ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;

  private VectorGather() {}

  /** One vector's lanes of {@link Kernels#gather}. */
  static void gather(float[] in, int i, int inStep, int[] offset, float[] sign, int from, int to, float[] out, int o, int outStep, int n) {
    int left = n;
    int a = i;
    int b = o;
    while (left > 0) {
      int block = left % 14 == 0 ? 14 : left >= 8 ? 8 : left == 7 ? 7 : left >= 4 ? 4 : 1;
      switch (block) {
        case 14 -> gather14(in, a, inStep, offset, sign, from, to, out, b, outStep);
        case 8 -> gather8(in, a, inStep, offset, sign, from, to, out, b, outStep);
        case 7 -> gather7(in, a, inStep, offset, sign, from, to, out, b, outStep);
        case 4 -> gather4(in, a, inStep, offset, sign, from, to, out, b, outStep);
        default -> gather1(in, a, inStep, offset, sign, from, to, out, b, outStep);
      }
      left -= block;
      a += block * inStep;
      b += block * outStep;
    }
  }

  private static void gather14(float[] in, int i, int inStep, int[] offset, float[] sign, int from, int to, float[] out, int o, int outStep) {
    FloatVector a0 = FloatVector.fromArray(S, out, o);
    FloatVector a1 = FloatVector.fromArray(S, out, o + outStep);
    FloatVector a2 = FloatVector.fromArray(S, out, o + 2 * outStep);
    FloatVector a3 = FloatVector.fromArray(S, out, o + 3 * outStep);
    FloatVector a4 = FloatVector.fromArray(S, out, o + 4 * outStep);
    FloatVector a5 = FloatVector.fromArray(S, out, o + 5 * outStep);
    FloatVector a6 = FloatVector.fromArray(S, out, o + 6 * outStep);
    FloatVector a7 = FloatVector.fromArray(S, out, o + 7 * outStep);
    FloatVector a8 = FloatVector.fromArray(S, out, o + 8 * outStep);
    FloatVector a9 = FloatVector.fromArray(S, out, o + 9 * outStep);
    FloatVector a10 = FloatVector.fromArray(S, out, o + 10 * outStep);
    FloatVector a11 = FloatVector.fromArray(S, out, o + 11 * outStep);
    FloatVector a12 = FloatVector.fromArray(S, out, o + 12 * outStep);
    FloatVector a13 = FloatVector.fromArray(S, out, o + 13 * outStep);
    for (int j = from; j < to; j++) {
      int b = i + offset[j];
      FloatVector s = FloatVector.broadcast(S, sign[j]);
      a0 = FloatVector.fromArray(S, in, b).fma(s, a0);
      a1 = FloatVector.fromArray(S, in, b + inStep).fma(s, a1);
      a2 = FloatVector.fromArray(S, in, b + 2 * inStep).fma(s, a2);
      a3 = FloatVector.fromArray(S, in, b + 3 * inStep).fma(s, a3);
      a4 = FloatVector.fromArray(S, in, b + 4 * inStep).fma(s, a4);
      a5 = FloatVector.fromArray(S, in, b + 5 * inStep).fma(s, a5);
      a6 = FloatVector.fromArray(S, in, b + 6 * inStep).fma(s, a6);
      a7 = FloatVector.fromArray(S, in, b + 7 * inStep).fma(s, a7);
      a8 = FloatVector.fromArray(S, in, b + 8 * inStep).fma(s, a8);
      a9 = FloatVector.fromArray(S, in, b + 9 * inStep).fma(s, a9);
      a10 = FloatVector.fromArray(S, in, b + 10 * inStep).fma(s, a10);
      a11 = FloatVector.fromArray(S, in, b + 11 * inStep).fma(s, a11);
      a12 = FloatVector.fromArray(S, in, b + 12 * inStep).fma(s, a12);
      a13 = FloatVector.fromArray(S, in, b + 13 * inStep).fma(s, a13);
    }
    a0.intoArray(out, o);
    a1.intoArray(out, o + outStep);
    a2.intoArray(out, o + 2 * outStep);
    a3.intoArray(out, o + 3 * outStep);
    a4.intoArray(out, o + 4 * outStep);
    a5.intoArray(out, o + 5 * outStep);
    a6.intoArray(out, o + 6 * outStep);
    a7.intoArray(out, o + 7 * outStep);
    a8.intoArray(out, o + 8 * outStep);
    a9.intoArray(out, o + 9 * outStep);
    a10.intoArray(out, o + 10 * outStep);
    a11.intoArray(out, o + 11 * outStep);
    a12.intoArray(out, o + 12 * outStep);
    a13.intoArray(out, o + 13 * outStep);
  }

  private static void gather8(float[] in, int i, int inStep, int[] offset, float[] sign, int from, int to, float[] out, int o, int outStep) {
    FloatVector a0 = FloatVector.fromArray(S, out, o);
    FloatVector a1 = FloatVector.fromArray(S, out, o + outStep);
    FloatVector a2 = FloatVector.fromArray(S, out, o + 2 * outStep);
    FloatVector a3 = FloatVector.fromArray(S, out, o + 3 * outStep);
    FloatVector a4 = FloatVector.fromArray(S, out, o + 4 * outStep);
    FloatVector a5 = FloatVector.fromArray(S, out, o + 5 * outStep);
    FloatVector a6 = FloatVector.fromArray(S, out, o + 6 * outStep);
    FloatVector a7 = FloatVector.fromArray(S, out, o + 7 * outStep);
    for (int j = from; j < to; j++) {
      int b = i + offset[j];
      FloatVector s = FloatVector.broadcast(S, sign[j]);
      a0 = FloatVector.fromArray(S, in, b).fma(s, a0);
      a1 = FloatVector.fromArray(S, in, b + inStep).fma(s, a1);
      a2 = FloatVector.fromArray(S, in, b + 2 * inStep).fma(s, a2);
      a3 = FloatVector.fromArray(S, in, b + 3 * inStep).fma(s, a3);
      a4 = FloatVector.fromArray(S, in, b + 4 * inStep).fma(s, a4);
      a5 = FloatVector.fromArray(S, in, b + 5 * inStep).fma(s, a5);
      a6 = FloatVector.fromArray(S, in, b + 6 * inStep).fma(s, a6);
      a7 = FloatVector.fromArray(S, in, b + 7 * inStep).fma(s, a7);
    }
    a0.intoArray(out, o);
    a1.intoArray(out, o + outStep);
    a2.intoArray(out, o + 2 * outStep);
    a3.intoArray(out, o + 3 * outStep);
    a4.intoArray(out, o + 4 * outStep);
    a5.intoArray(out, o + 5 * outStep);
    a6.intoArray(out, o + 6 * outStep);
    a7.intoArray(out, o + 7 * outStep);
  }

  private static void gather7(float[] in, int i, int inStep, int[] offset, float[] sign, int from, int to, float[] out, int o, int outStep) {
    FloatVector a0 = FloatVector.fromArray(S, out, o);
    FloatVector a1 = FloatVector.fromArray(S, out, o + outStep);
    FloatVector a2 = FloatVector.fromArray(S, out, o + 2 * outStep);
    FloatVector a3 = FloatVector.fromArray(S, out, o + 3 * outStep);
    FloatVector a4 = FloatVector.fromArray(S, out, o + 4 * outStep);
    FloatVector a5 = FloatVector.fromArray(S, out, o + 5 * outStep);
    FloatVector a6 = FloatVector.fromArray(S, out, o + 6 * outStep);
    for (int j = from; j < to; j++) {
      int b = i + offset[j];
      FloatVector s = FloatVector.broadcast(S, sign[j]);
      a0 = FloatVector.fromArray(S, in, b).fma(s, a0);
      a1 = FloatVector.fromArray(S, in, b + inStep).fma(s, a1);
      a2 = FloatVector.fromArray(S, in, b + 2 * inStep).fma(s, a2);
      a3 = FloatVector.fromArray(S, in, b + 3 * inStep).fma(s, a3);
      a4 = FloatVector.fromArray(S, in, b + 4 * inStep).fma(s, a4);
      a5 = FloatVector.fromArray(S, in, b + 5 * inStep).fma(s, a5);
      a6 = FloatVector.fromArray(S, in, b + 6 * inStep).fma(s, a6);
    }
    a0.intoArray(out, o);
    a1.intoArray(out, o + outStep);
    a2.intoArray(out, o + 2 * outStep);
    a3.intoArray(out, o + 3 * outStep);
    a4.intoArray(out, o + 4 * outStep);
    a5.intoArray(out, o + 5 * outStep);
    a6.intoArray(out, o + 6 * outStep);
  }

  private static void gather4(float[] in, int i, int inStep, int[] offset, float[] sign, int from, int to, float[] out, int o, int outStep) {
    FloatVector a0 = FloatVector.fromArray(S, out, o);
    FloatVector a1 = FloatVector.fromArray(S, out, o + outStep);
    FloatVector a2 = FloatVector.fromArray(S, out, o + 2 * outStep);
    FloatVector a3 = FloatVector.fromArray(S, out, o + 3 * outStep);
    for (int j = from; j < to; j++) {
      int b = i + offset[j];
      FloatVector s = FloatVector.broadcast(S, sign[j]);
      a0 = FloatVector.fromArray(S, in, b).fma(s, a0);
      a1 = FloatVector.fromArray(S, in, b + inStep).fma(s, a1);
      a2 = FloatVector.fromArray(S, in, b + 2 * inStep).fma(s, a2);
      a3 = FloatVector.fromArray(S, in, b + 3 * inStep).fma(s, a3);
    }
    a0.intoArray(out, o);
    a1.intoArray(out, o + outStep);
    a2.intoArray(out, o + 2 * outStep);
    a3.intoArray(out, o + 3 * outStep);
  }

  private static void gather1(float[] in, int i, int inStep, int[] offset, float[] sign, int from, int to, float[] out, int o, int outStep) {
    FloatVector a0 = FloatVector.fromArray(S, out, o);
    for (int j = from; j < to; j++) {
      int b = i + offset[j];
      FloatVector s = FloatVector.broadcast(S, sign[j]);
      a0 = FloatVector.fromArray(S, in, b).fma(s, a0);
    }
    a0.intoArray(out, o);
  }
}
