// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import kakure.BadInput;
import kakure.network.Mask;

/** Unpacks a tensor of the file, its length checked against its shape. */
final class StoredTensor {
  static final int MAX_RANK = 8;

  private final TensorProto t;
  private final String what;
  private final Refusals refusals;

  private StoredTensor(TensorProto t, String name, Refusals refusals) {
    this.t = t;
    what = "constant " + Refusals.quote(name);
    this.refusals = refusals;
  }

  /** @throws BadInput if type, shape or length is not what a constant of a network may have */
  static OnnxTensor read(TensorProto t, String name, ExternalData files, Refusals refusals) {
    return new StoredTensor(t, name, refusals).read(files);
  }

  /** Elements that it says it has, at most {@link Mask#MAX_WEIGHTS} + 1; nothing is refused. */
  static long elements(TensorProto t) {
    long n = 1;
    for (long d : t.getDimsList()) n = d < 0 || d > Mask.MAX_WEIGHTS ? Mask.MAX_WEIGHTS + 1L : Math.min(n * d, Mask.MAX_WEIGHTS + 1L);
    return n;
  }

  private BadInput bad(String reason) {
    return refusals.model(what + " " + reason);
  }

  private OnnxTensor read(ExternalData files) {
    if (!Numbers.known(t.getDataType())) throw bad("is of type " + OnnxTensor.typeName(t.getDataType()) + "; floating-point numbers of 16 to 64 bits, integers of 8 to 64 and BOOL are read: store it as FLOAT or INT8");
    if (t.hasSegment()) throw bad("is stored in segments, which nothing writes today; store it whole");
    if (t.getDimsCount() > MAX_RANK) throw bad("has " + t.getDimsCount() + " dimensions, more than " + MAX_RANK);
    if (elements(t) > Mask.MAX_WEIGHTS || t.getDimsList().stream().anyMatch(d -> d < 0)) throw bad("has the shape " + OnnxTensor.text(t.getDimsList()) + ": sides must be 0 or more, elements at most " + Mask.MAX_WEIGHTS);
    int n = (int) elements(t);
    List<Integer> dims = new ArrayList<>();
    for (long d : t.getDimsList()) dims.add((int) d);
    long bytes = (long) n * (Numbers.bits(t.getDataType()) / 8);
    boolean external = t.getDataLocation() == TensorProto.DataLocation.EXTERNAL || t.getExternalDataCount() > 0;
    ByteBuffer raw = external ? files.read(t, bytes, what) : t.hasRawData() && t.getRawData().size() > 0 ? t.getRawData().asReadOnlyByteBuffer() : null;
    long stored = raw != null ? raw.remaining() : typed();
    long expected = raw != null ? bytes : n;
    if (stored != expected) throw bad("of shape " + OnnxTensor.text(t.getDimsList()) + " must hold " + expected + (raw != null ? " bytes" : " values") + ", but holds " + stored);
    Numbers values = new Numbers(t.getDataType(), n);
    if (raw != null) unpack(raw.slice().order(ByteOrder.LITTLE_ENDIAN), values);
    else for (int i = 0; i < n; i++) typed(values, i);
    return new OnnxTensor(dims, values);
  }

  private static void unpack(ByteBuffer raw, Numbers to) {
    switch (to.type) {
      case DataType.FLOAT_VALUE -> raw.asFloatBuffer().get(to.floats());
      case DataType.INT8_VALUE, DataType.UINT8_VALUE -> raw.get(to.bytes());
      case DataType.BOOL_VALUE -> { for (int i = 0; i < to.length(); i++) to.put(i, (long) raw.get(i)); }
      case DataType.FLOAT16_VALUE, DataType.BFLOAT16_VALUE -> { for (int i = 0; i < to.length(); i++) to.put(i, (double) Half.of(to.type, raw.getShort(2 * i) & 0xffff)); }
      case DataType.INT16_VALUE, DataType.UINT16_VALUE -> { for (int i = 0; i < to.length(); i++) to.put(i, (long) raw.getShort(2 * i)); }
      case DataType.INT32_VALUE, DataType.UINT32_VALUE -> { for (int i = 0; i < to.length(); i++) to.put(i, (long) raw.getInt(4 * i)); }
      case DataType.DOUBLE_VALUE -> { for (int i = 0; i < to.length(); i++) to.put(i, raw.getDouble(8 * i)); }
      default -> { for (int i = 0; i < to.length(); i++) to.put(i, raw.getLong(8 * i)); }
    }
  }

  /** Values in the field that ONNX has for the type. */
  private long typed() {
    return switch (t.getDataType()) {
      case DataType.FLOAT_VALUE -> t.getFloatDataCount();
      case DataType.DOUBLE_VALUE -> t.getDoubleDataCount();
      case DataType.INT64_VALUE -> t.getInt64DataCount();
      case DataType.UINT32_VALUE, DataType.UINT64_VALUE -> t.getUint64DataCount();
      default -> t.getInt32DataCount();
    };
  }

  private void typed(Numbers to, int i) {
    switch (to.type) {
      case DataType.FLOAT_VALUE -> to.put(i, (double) t.getFloatData(i));
      case DataType.DOUBLE_VALUE -> to.put(i, t.getDoubleData(i));
      case DataType.FLOAT16_VALUE, DataType.BFLOAT16_VALUE -> to.put(i, (double) Half.of(to.type, t.getInt32Data(i) & 0xffff));
      case DataType.INT64_VALUE -> to.put(i, t.getInt64Data(i));
      case DataType.UINT32_VALUE, DataType.UINT64_VALUE -> to.put(i, t.getUint64Data(i));
      default -> to.put(i, (long) t.getInt32Data(i));
    }
  }
}
