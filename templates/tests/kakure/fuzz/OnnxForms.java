// SPDX-License-Identifier: Apache-2.0
package kakure.fuzz;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.function.Consumer;

/** Forms in which other software writes what ours writes: where fuzzing of the reader starts, too. */
enum OnnxForms {
  /** A float image that the model quantises in other steps. */
  FLOAT_IMAGE(g -> {
    g.getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().setElemType(1);
    float128(g, "step");
    g.addNode(0, node("QuantizeLinear", "q", "image", "step", "zero"));
    g.getNodeBuilder(1).setInput(0, "q").setInput(1, "step");
  }),
  /** Steps of INT8 from -128 on. */
  INT8(g -> {
    g.addInitializer(TensorProto.newBuilder().setName("low").setDataType(3).setRawData(ByteString.copyFrom(new byte[] {-128})));
    for (int i = 1; i < g.getNodeCount(); i++) {
      var n = g.getNodeBuilder(i);
      if (n.getOpType().endsWith("quantizeLinear") || n.getOpType().equals("QuantizeLinear")) n.setInput(2, "low");
    }
  }),
  /** A factor of the first weight, and what follows the logits. */
  FOLDED(g -> {
    float128(g, "factor");
    int layer = first(g, "Conv", "Gemm");
    g.addNode(0, node("Mul", "scaled", g.getNode(layer).getInput(1), "factor"));
    g.getNodeBuilder(layer + 1).setInput(1, "scaled");
    String logits = g.getOutput(0).getName();
    g.addNode(node("Softmax", "probabilities", logits));
    g.addNode(node("ArgMax", "label", "probabilities").toBuilder().addAttribute(AttributeProto.newBuilder().setName("axis").setType(AttributeType.INT).setI(1)).build());
    g.getOutputBuilder(0).setName("label");
  }),
  /** A shape that is computed. */
  VIEW(g -> {
    integers(g, "rest", -1);
    integers(g, "first", 0);
    int last = g.getNodeCount() - 1;
    String map = g.getNode(last).getInput(0);
    g.addNode(last, node("Reshape", "again", map, "to"));
    g.addNode(last, node("Concat", "to", "n", "rest").toBuilder().addAttribute(AttributeProto.newBuilder().setName("axis").setType(AttributeType.INT).setI(0)).build());
    g.addNode(last, node("Gather", "n", "sides", "first"));
    g.addNode(last, node("Shape", "sides", map));
    g.getNodeBuilder(last + 4).setInput(0, "again");
  });

  private final Consumer<GraphProto.Builder> change;

  OnnxForms(Consumer<GraphProto.Builder> change) {
    this.change = change;
  }

  byte[] of(byte[] written) {
    try {
      var model = ModelProto.parseFrom(written).toBuilder();
      change.accept(model.getGraphBuilder());
      return model.build().toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static NodeProto node(String type, String output, String... inputs) {
    var node = NodeProto.newBuilder().setOpType(type).addOutput(output);
    for (String input : inputs) node.addInput(input);
    return node.build();
  }

  private static int first(GraphProto.Builder g, String... types) {
    for (int i = 0; i < g.getNodeCount(); i++) for (String type : types) if (g.getNode(i).getOpType().equals(type)) return i;
    throw new AssertionError("no layer");
  }

  private static void float128(GraphProto.Builder g, String name) {
    g.addInitializer(TensorProto.newBuilder().setName(name).setDataType(1).addFloatData(1 / 128f));
  }

  private static void integers(GraphProto.Builder g, String name, long value) {
    g.addInitializer(TensorProto.newBuilder().setName(name).setDataType(7).addDims(1).addInt64Data(value));
  }
}
