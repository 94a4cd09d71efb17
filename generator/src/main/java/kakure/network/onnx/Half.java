// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;

/** The floating-point types of 16 bits: FLOAT16, with 10 bits behind the point and exponents from -14, and BFLOAT16, the upper half of a float, which is read only. */
final class Half {
  private Half() {}

  /** The nearest FLOAT16, ties to even; infinite beyond its largest. */
  static float rounded(double v) {
    if (v == 0 || !Double.isFinite(v)) return (float) v;
    int exponent = Math.max(Math.getExponent(v), -14) - 10;
    double near = Math.scalb(Math.rint(Math.scalb(v, -exponent)), exponent);
    return Math.abs(near) > 65504 ? Math.copySign(Float.POSITIVE_INFINITY, (float) v) : (float) near;
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
