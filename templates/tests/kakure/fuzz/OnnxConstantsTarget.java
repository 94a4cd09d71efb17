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
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import kakure.BadInput;
import kakure.network.RandomNetworks;
import kakure.network.onnx.OnnxReader;
import kakure.network.onnx.OnnxWriter;

/** Graphs of constants, which the input's bytes choose: operators, operands, attributes, numbers. Every one of them is computed at import, or refused. */
final class OnnxConstantsTarget implements FuzzTarget {
  private static final List<String> OPERATORS = List.of(
      "Abs", "Neg", "Sign", "Not", "Sqrt", "Add", "Sub", "Mul", "Div", "Pow", "Equal", "Greater", "And", "Max", "Sum", "Clip", "Where", "Cast", "CastLike", "ConstantOfShape", "Identity", "Dropout", "Shape", "Size", "Range", "Reshape", "Flatten",
      "Squeeze", "Unsqueeze", "Transpose", "Expand", "Tile", "Slice", "Concat", "Split", "Gather", "GatherElements", "ScatterElements", "ScatterND", "TopK", "ArgMax", "ArgMin", "OneHot", "ReduceSum", "ReduceMin", "ReduceMean", "ReduceL2",
      "QuantizeLinear", "DequantizeLinear", "Quant", "BipolarQuant", "Constant");
  /** BOOL, FLOAT, INT64, INT8, UINT8, INT32, FLOAT16, DOUBLE, UINT16, STRING. */
  private static final int[] TYPES = {9, 1, 7, 3, 2, 6, 10, 11, 4, 8};
  private static final List<String> NUMBERS = List.of("axis", "keepdims", "largest", "to", "allowzero", "start", "end", "select_last_index", "noop_with_empty_axes", "signed", "narrow", "value_int");
  private static final List<String> LISTS = List.of("perm", "axes", "value_ints");
  private static final int MAX_NODES = 64;

  private final byte[] network = network();

  private static byte[] network() {
    for (int i = 0; ; i++) {
      byte[] model = OnnxWriter.bytes(RandomNetworks.trained(new SplittableRandom(i)));
      if (model.length < 4000) return model;
    }
  }

  @Override
  public String name() {
    return "onnx-constants";
  }

  @Override
  public List<byte[]> seeds() {
    var seeds = new ArrayList<byte[]>();
    var rng = new SplittableRandom(5);
    for (int length : new int[] {20, 40, 80, 160, 320, 640}) {
      var bytes = new byte[length];
      rng.nextBytes(bytes);
      seeds.add(bytes);
    }
    return seeds;
  }

  @Override
  public List<Class<? extends RuntimeException>> refusals() {
    return List.of(BadInput.class);
  }

  @Override
  public void read(byte[] input) throws InvalidProtocolBufferException {
    OnnxReader.read("model.onnx", "model", new Writer(input).model(ModelProto.parseFrom(network)));
  }

  /** Writes the graph that bytes choose in front of a network, and adds its last value to the logits. */
  private static final class Writer {
    private final byte[] bytes;
    private final List<String> values = new ArrayList<>();
    private int at;

    Writer(byte[] bytes) {
      this.bytes = bytes;
    }

    private int next(int n) {
      return at < bytes.length ? (bytes[at++] & 255) % n : 0;
    }

    /** Small numbers, now and then a large one. */
    private long number() {
      int v = next(256);
      return v < 224 ? v % 12 - 4 : v < 240 ? 1L << v - 190 : -(1L << v - 200);
    }

    byte[] model(ModelProto of) {
      var model = of.toBuilder();
      var graph = model.getGraphBuilder();
      for (int i = 0; i < 4; i++) stored(graph);
      var nodes = new ArrayList<NodeProto>();
      while (at < bytes.length && nodes.size() < MAX_NODES) nodes.add(node(nodes.size()));
      String logits = graph.getOutput(0).getName();
      nodes.addAll(graph.getNodeList());
      nodes.add(NodeProto.newBuilder().setOpType("Add").addInput(logits).addInput(values.get(values.size() - 1)).addOutput("sum").build());
      graph.clearNode().addAllNode(nodes);
      graph.getOutputBuilder(0).setName("sum");
      return model.build().toByteArray();
    }

    private void stored(GraphProto.Builder graph) {
      var t = TensorProto.newBuilder().setName("c" + values.size()).setDataType(TYPES[next(TYPES.length - 1)]);
      int n = 1;
      for (int rank = next(4); rank > 0; rank--) {
        int side = next(4);
        n *= side;
        t.addDims(side);
      }
      int size = switch (t.getDataType()) {
        case 9, 3, 2 -> 1;
        case 10, 4 -> 2;
        case 7, 11 -> 8;
        default -> 4;
      };
      var raw = new byte[n * size];
      for (int i = 0; i < raw.length; i++) raw[i] = (byte) (i % size == 0 || size == 4 ? next(256) : 0);
      graph.addInitializer(t.setRawData(ByteString.copyFrom(raw)));
      values.add(t.getName());
    }

    private NodeProto node(int index) {
      String type = OPERATORS.get(next(OPERATORS.size()));
      var node = NodeProto.newBuilder().setOpType(type);
      if (type.endsWith("Quant")) node.setDomain("qonnx.custom_op.general");
      if (!type.equals("Constant")) for (int n = next(4); n >= 0; n--) node.addInput(values.get(values.size() - 1 - Math.min(next(6), values.size() - 1)));
      for (int n = next(3); n > 0; n--) node.addAttribute(attribute());
      for (int n = 0; n <= next(2); n++) {
        node.addOutput("v" + index + "." + n);
        values.add("v" + index + "." + n);
      }
      return node.build();
    }

    private AttributeProto attribute() {
      int which = next(NUMBERS.size() + LISTS.size());
      if (which < NUMBERS.size()) {
        String name = NUMBERS.get(which);
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(name.equals("to") ? TYPES[next(TYPES.length)] : number()).build();
      }
      var a = AttributeProto.newBuilder().setName(LISTS.get(which - NUMBERS.size())).setType(AttributeType.INTS);
      for (int n = next(5); n > 0; n--) a.addInts(number());
      return a.build();
    }
  }
}
