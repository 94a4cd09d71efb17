// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Collectors;
import kakure.network.Mask;

/**
 * A constant of the model, its length checked against its shape.
 *
 * @param name as in the file
 * @param type of the elements in the file, a {@link TensorProto.DataType} number
 * @param dims sides, outermost first; none for a scalar
 * @param values of integer and float types, each exact in a float or, for 64-bit integers, refused
 */
record OnnxTensor(String name, int type, List<Long> dims, float[] values) {
  /** @throws kakure.BadInput if type, shape or length is not what a constant of a network may have */
  static OnnxTensor of(TensorProto t, String name, Refusals refusals) {
    String what = "constant " + Refusals.quote(name);
    if (t.getDataLocation() == TensorProto.DataLocation.EXTERNAL || t.getExternalDataCount() > 0) throw refusals.model(what + " is stored in another file; store the model as one file");
    if (t.hasSegment()) throw refusals.model(what + " is stored in segments, which nothing writes today");
    if (t.getDimsCount() > 8) throw refusals.model(what + " has " + t.getDimsCount() + " dimensions, more than 8");
    long n = 1;
    for (long d : t.getDimsList()) {
      if (d < 0 || d > Mask.MAX_WEIGHTS || (n *= d) > Mask.MAX_WEIGHTS) throw refusals.model(what + " has the shape " + text(t.getDimsList()) + ": sides must be 0 or more, elements at most " + Mask.MAX_WEIGHTS);
    }
    return new OnnxTensor(name, t.getDataType(), List.copyOf(t.getDimsList()), values(t, (int) n, what, refusals));
  }

  private static float[] values(TensorProto t, int n, String what, Refusals refusals) {
    int bytes = switch (t.getDataType()) {
      case DataType.FLOAT_VALUE, DataType.INT32_VALUE -> 4;
      case DataType.INT64_VALUE -> 8;
      case DataType.UINT8_VALUE, DataType.INT8_VALUE, DataType.BOOL_VALUE -> 1;
      default -> throw refusals.model(what + " is of type " + typeName(t.getDataType()) + "; FLOAT, INT64, INT32, INT8, UINT8 and BOOL are read");
    };
    boolean raw = t.hasRawData() && t.getRawData().size() > 0;
    long stored = raw ? t.getRawData().size() : typed(t);
    long expected = raw ? (long) n * bytes : n;
    if (stored != expected) throw refusals.model(what + " of shape " + text(t.getDimsList()) + " must hold " + expected + (raw ? " bytes" : " values") + ", but holds " + stored);
    float[] values = new float[n];
    ByteBuffer data = raw ? buffer(t.getRawData()) : null;
    for (int i = 0; i < n; i++) {
      if (t.getDataType() == DataType.FLOAT_VALUE) {
        values[i] = raw ? data.getFloat(4 * i) : t.getFloatData(i);
        continue;
      }
      long v = raw ? integer(data, i, t.getDataType()) : t.getDataType() == DataType.INT64_VALUE ? t.getInt64Data(i) : t.getInt32Data(i);
      if (Math.abs(v) > 1 << 24 || v == Long.MIN_VALUE) {
        if (t.getDataType() != DataType.INT64_VALUE) throw refusals.model(what + ", element " + i + ": " + v + " is larger than an accumulator");
        v = v < 0 ? -(1 << 24) : 1 << 24; // "to the end" of a slice and the like: no side or axis is that long
      }
      values[i] = v;
    }
    return values;
  }

  private static long typed(TensorProto t) {
    return switch (t.getDataType()) {
      case DataType.FLOAT_VALUE -> t.getFloatDataCount();
      case DataType.INT64_VALUE -> t.getInt64DataCount();
      default -> t.getInt32DataCount();
    };
  }

  private static ByteBuffer buffer(ByteString raw) {
    return raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static long integer(ByteBuffer data, int i, int type) {
    return switch (type) {
      case DataType.INT32_VALUE -> data.getInt(4 * i);
      case DataType.INT64_VALUE -> data.getLong(8 * i);
      case DataType.INT8_VALUE -> data.get(i);
      default -> data.get(i) & 255;
    };
  }

  /** The name of a type's number. */
  static String typeName(int type) {
    DataType known = DataType.forNumber(type);
    return known == null ? "number " + type : known.name();
  }

  /** "32 x 1 x 3 x 3". */
  static String text(List<Long> dims) {
    return dims.isEmpty() ? "scalar" : dims.stream().limit(9).map(String::valueOf).collect(Collectors.joining(" x "));
  }

  /** Side d as an int: {@link #of} has bounded it. */
  int dim(int d) {
    return dims.get(d).intValue();
  }

  /** Number of dimensions. */
  int rank() {
    return dims.size();
  }

  /** "32 x 1 x 3 x 3". */
  String shape() {
    return text(dims);
  }
}
