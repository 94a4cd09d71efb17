// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;

/** The floating-point types of 16 bits: FLOAT16 has 10 bits behind the point and exponents from -14, BFLOAT16 7 and those of a float. */
final class Half {
  private Half() {}

  /** The nearest number of that type, ties to even; infinite beyond its largest. */
  static float rounded(int type, double v) {
    if (v == 0 || !Double.isFinite(v)) return (float) v;
    boolean brain = type == DataType.BFLOAT16_VALUE;
    int exponent = Math.max(Math.getExponent(v), brain ? -126 : -14) - (brain ? 7 : 10);
    double near = Math.scalb(Math.rint(Math.scalb(v, -exponent)), exponent);
    return Math.abs(near) > (brain ? 0x1.fep127 : 65504) ? Math.copySign(Float.POSITIVE_INFINITY, (float) v) : (float) near;
  }

  /** The number that 16 bits of that type are. */
  static float of(int type, int bits) {
    if (type == DataType.BFLOAT16_VALUE) return Float.intBitsToFloat(bits << 16);
    int exponent = bits >> 10 & 31;
    int fraction = bits & 1023;
    float size = exponent == 31 ? fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN : exponent == 0 ? fraction * 0x1p-24f : Math.scalb(1024 + fraction, exponent - 25);
    return (bits & 0x8000) != 0 ? -size : size;
  }
}
