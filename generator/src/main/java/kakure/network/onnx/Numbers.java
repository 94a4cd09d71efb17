// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;

/**
 * The numbers of a constant, each exactly, in little memory: FLOAT and narrower as floats, DOUBLE as doubles, integers of 8 bits and BOOL as bytes, other integers as longs. Written only by who makes them.
 *
 * <p>Sums, products, quotients and roots of FLOAT may be taken in double and put back: a double has more than twice the bits, so that rounding twice is rounding once.
 */
final class Numbers {
  final int type;
  private final float[] floats;
  private final double[] doubles;
  private final byte[] bytes;
  private final long[] longs;

  /** That many zeros of a type that is {@link #known}. */
  Numbers(int type, int n) {
    this.type = type;
    boolean wide = type == DataType.DOUBLE_VALUE;
    boolean narrow = bits(type) == 8;
    floats = isReal(type) && !wide ? new float[n] : null;
    doubles = wide ? new double[n] : null;
    bytes = narrow ? new byte[n] : null;
    longs = isReal(type) || narrow ? null : new long[n];
  }

  /** Whether constants of this type are read. */
  static boolean known(int type) {
    return isReal(type) || switch (type) {
      case DataType.UINT8_VALUE, DataType.INT8_VALUE, DataType.BOOL_VALUE, DataType.UINT16_VALUE, DataType.INT16_VALUE, DataType.INT32_VALUE, DataType.UINT32_VALUE, DataType.INT64_VALUE, DataType.UINT64_VALUE -> true;
      default -> false;
    };
  }

  /** Whether it is a floating-point type that is read. */
  static boolean isReal(int type) {
    return type == DataType.FLOAT_VALUE || type == DataType.FLOAT16_VALUE || type == DataType.BFLOAT16_VALUE || type == DataType.DOUBLE_VALUE;
  }

  /** Bits of an element in a file. */
  static int bits(int type) {
    return switch (type) {
      case DataType.INT8_VALUE, DataType.UINT8_VALUE, DataType.BOOL_VALUE -> 8;
      case DataType.INT16_VALUE, DataType.UINT16_VALUE, DataType.FLOAT16_VALUE, DataType.BFLOAT16_VALUE -> 16;
      case DataType.INT64_VALUE, DataType.UINT64_VALUE, DataType.DOUBLE_VALUE -> 64;
      default -> 32;
    };
  }

  /** Whether its elements are floating-point numbers. */
  boolean isReal() {
    return isReal(type);
  }

  int length() {
    return floats != null ? floats.length : bytes != null ? bytes.length : longs != null ? longs.length : doubles.length;
  }

  /** Element i; rounded where it is an integer beyond 53 bits. */
  double real(int i) {
    return floats != null ? floats[i] : doubles != null ? doubles[i] : integer(i);
  }

  /** Element i; of a real one what stands before the point. */
  long integer(int i) {
    if (bytes != null) return type == DataType.INT8_VALUE ? bytes[i] : bytes[i] & 255;
    return longs != null ? longs[i] : (long) real(i);
  }

  /** Rounds to a real type; cuts off behind the point for an integer one; makes true of what is not 0. */
  void put(int i, double v) {
    if (floats != null) floats[i] = type == DataType.FLOAT16_VALUE ? Half.rounded(v) : (float) v;
    else if (doubles != null) doubles[i] = v;
    else if (type == DataType.BOOL_VALUE) bytes[i] = (byte) (v != 0 ? 1 : 0);
    else put(i, (long) v);
  }

  /** Keeps the low bits that an integer type has. */
  void put(int i, long v) {
    if (bytes != null) {
      bytes[i] = (byte) (type == DataType.BOOL_VALUE && v != 0 ? 1 : v);
    } else if (longs != null) {
      longs[i] = switch (type) {
        case DataType.INT16_VALUE -> (short) v;
        case DataType.UINT16_VALUE -> v & 0xffff;
        case DataType.INT32_VALUE -> (int) v;
        case DataType.UINT32_VALUE -> v & 0xffffffffL;
        default -> v;
      };
    } else {
      put(i, (double) v);
    }
  }

  /** Puts element j of another. */
  void put(int i, Numbers from, int j) {
    if (from.isReal()) put(i, from.real(j));
    else put(i, from.integer(j));
  }

  /** All as floats: its own where it has them, not to be written. */
  float[] floats() {
    if (floats != null) return floats;
    float[] all = new float[length()];
    for (int i = 0; i < all.length; i++) all[i] = (float) real(i);
    return all;
  }

  /** Its own 8-bit elements, to be filled by who decodes; null if it is of another type. */
  byte[] bytes() {
    return bytes;
  }
}
