// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;

/** Cast of u8 to FLOAT, or to the type that a value has. */
final class CastReader implements OpReader {
  @Override
  public List<String> operators() {
    return List.of("Cast");
  }

  @Override
  public String forms() {
    return "UINT8 to FLOAT, or to the type that the value has; behind the logits any";
  }

  @Override
  public Value read(GraphReader in, int index) {
    Value value = in.padded(index, 0);
    Attributes attributes = new Attributes(in.graph(), index);
    int to = (int) attributes.integer("to", 0);
    attributes.integer("saturate", 1);
    attributes.end();
    boolean u8 = value.stage() == Value.Stage.U8;
    if (value.stage() == Value.Stage.LABEL || value.stage() == Value.Stage.LOGITS) return value;
    if (value.stage() == Value.Stage.DECISION && to != DataType.FLOAT_VALUE) throw in.graph().bad(index, "casts a comparison to " + OnnxTensor.typeName(to) + "; FLOAT is computed");
    if (to == (!u8 ? DataType.FLOAT_VALUE : value.signed() ? DataType.INT8_VALUE : DataType.UINT8_VALUE)) return value;
    if (u8 && !value.signed() && to == DataType.FLOAT_VALUE) return value.real(1);
    throw in.graph().bad(index, "casts " + (u8 ? value.signed() ? "INT8" : "UINT8" : "FLOAT") + " to " + OnnxTensor.typeName(to) + "; only UINT8 is cast, to FLOAT: the model's activations must be FLOAT between its quantisations");
  }
}
