// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;

/** The few operators that exporters apply to constants: Constant, Identity, Transpose of a matrix, and DequantizeLinear of stored integer weights. */
final class ConstantNode {
  private final OnnxGraph graph;
  private final int index;
  private final NodeProto node;

  ConstantNode(OnnxGraph graph, int index) {
    this.graph = graph;
    this.index = index;
    node = graph.node(index);
  }

  OnnxTensor value() {
    return switch (node.getOpType()) {
      case "Constant" -> constant();
      case "Identity" -> renamed(graph.operand(index, 0, "input"));
      case "Transpose" -> transpose(graph.operand(index, 0, "input"));
      case "DequantizeLinear" -> dequantize(graph.operand(index, 0, "input"));
      default -> throw graph.bad(index, "reads only constants; compute them before the model is written (constant folding)");
    };
  }

  private OnnxTensor renamed(OnnxTensor t) {
    return new OnnxTensor(node.getOutput(0), t.type(), t.dims(), t.values());
  }

  private OnnxTensor constant() {
    Attributes attributes = new Attributes(graph, index);
    AttributeProto tensor = attributes.tensor("value");
    OnnxTensor value;
    if (tensor != null) value = OnnxTensor.of(tensor.getT(), node.getOutput(0), graph.refusals());
    else if (attributes.has("value_float")) value = new OnnxTensor(node.getOutput(0), DataType.FLOAT_VALUE, List.of(), new float[] {attributes.real("value_float", 0)});
    else {
      List<Long> integers = attributes.list("value_ints");
      float[] values = new float[integers.size()];
      for (int i = 0; i < values.length; i++) values[i] = Math.max(-(1 << 24), Math.min(1 << 24, integers.get(i)));
      value = new OnnxTensor(node.getOutput(0), DataType.INT64_VALUE, List.of((long) values.length), values);
    }
    attributes.end();
    return value;
  }

  private OnnxTensor transpose(OnnxTensor t) {
    Attributes attributes = new Attributes(graph, index);
    List<Long> perm = attributes.list("perm");
    attributes.end();
    if (t.rank() != 2 || !perm.isEmpty() && !perm.equals(List.of(1L, 0L))) throw graph.bad(index, "only a matrix of constants is transposed");
    int rows = t.dim(0);
    int columns = t.dim(1);
    float[] values = new float[rows * columns];
    for (int r = 0; r < rows; r++) for (int c = 0; c < columns; c++) values[c * rows + r] = t.values()[r * columns + c];
    return new OnnxTensor(node.getOutput(0), t.type(), List.of((long) columns, (long) rows), values);
  }

  /** (q - 0) scale, per tensor or per side {@code axis}. */
  private OnnxTensor dequantize(OnnxTensor q) {
    Attributes attributes = new Attributes(graph, index);
    long axis = attributes.integer("axis", 1);
    attributes.only("block_size", 0, 0);
    attributes.end();
    if (q.type() == DataType.FLOAT_VALUE) throw graph.bad(index, "dequantizes a constant of type FLOAT");
    OnnxTensor scale = graph.operand(index, 1, "scale");
    OnnxTensor zero = graph.optional(index, 2, "zero point");
    if (zero != null) for (float z : zero.values()) if (z != 0) throw graph.bad(index, "its zero point is " + (int) z + "; the hardware computes 0 only");
    float[] values = new float[q.values().length];
    if (scale.values().length == 1) {
      for (int i = 0; i < values.length; i++) values[i] = q.values()[i] * scale.values()[0];
    } else {
      if (axis < 0) axis += q.rank();
      if (axis < 0 || axis >= q.rank() || scale.values().length != q.dim((int) axis)) throw graph.bad(index, "a scale of shape " + scale.shape() + " along axis " + axis + " does not fit a constant of shape " + q.shape());
      int inner = 1;
      for (int d = (int) axis + 1; d < q.rank(); d++) inner *= Math.max(1, q.dim(d));
      for (int i = 0; i < values.length; i++) values[i] = q.values()[i] * scale.values()[i / inner % scale.values().length];
    }
    return new OnnxTensor(node.getOutput(0), DataType.FLOAT_VALUE, q.dims(), values);
  }
}
