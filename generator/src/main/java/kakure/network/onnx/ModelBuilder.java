// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import kakure.network.Intake;
import kakure.network.Normalisation;
import kakure.network.Shape;
import kakure.network.Window;

/** The parts of a model (opset 13) that is written; the same calls give the same bytes. */
final class ModelBuilder {
  private static final int OPSET = 13;
  private static final int IR_VERSION = 8;
  /** The zero point of u8 activations. */
  private static final String ZERO = "zero";

  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final ModelProto.Builder model = ModelProto.newBuilder();

  /** A model that reads u8 images of this shape by the name {@code image}. */
  ModelBuilder(String name, int seed, Shape in) {
    graph.setName(name);
    graph.addInput(declare("image", TensorProto.DataType.UINT8_VALUE, in.channels(), in.height(), in.width()));
    graph.addInitializer(TensorProto.newBuilder().setName(ZERO).setDataType(TensorProto.DataType.UINT8_VALUE).setRawData(ByteString.copyFrom(new byte[1])));
    model.setIrVersion(IR_VERSION).addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET)).setProducerName("kakure");
    metadata(Metadata.SEED, Integer.toUnsignedString(seed));
    metadata(Metadata.GENERATOR, Metadata.XORSHIFT);
  }

  void metadata(String key, String value) {
    model.addMetadataProps(StringStringEntryProto.newBuilder().setKey(key).setValue(value));
  }

  /**
   * Says that a layer of 1x1 over a folded picture is its convolution of the picture, whose window is returned.
   *
   * @throws IllegalArgumentException if the layer is of another kernel: only its own taps are made channels
   */
  Window folded(String layer, Intake intake, Window own) {
    if (!own.equals(Window.square(1, 1, 0))) throw new IllegalArgumentException(layer + ": a layer of " + own.kernelHeight() + "x" + own.kernelWidth() + " over a folded picture; 1x1 is written");
    metadata(Metadata.FOLD + layer, ImageFold.TAPS);
    return intake.fold().orElseThrow();
  }

  /** The bytes of the model whose logits are this value. */
  byte[] bytes(String logits, int classes) {
    graph.addOutput(declare(logits, TensorProto.DataType.FLOAT_VALUE, classes));
    return model.setGraph(graph).build().toByteArray();
  }

  /** Adds a node whose one output is named as the node. */
  NodeProto.Builder node(String type, String name, String... inputs) {
    NodeProto.Builder node = graph.addNodeBuilder().setOpType(type).setName(name).addOutput(name);
    for (String input : inputs) node.addInput(input);
    return node;
  }

  /** QuantizeLinear or DequantizeLinear of u8, by a scale that is stored under this name. */
  String steps(String type, String name, String input, String scaleName, float scale) {
    node(type, name, input, floats(scaleName, new long[0], scale), ZERO);
    return name;
  }

  /** BatchNormalization behind a layer. */
  String normalise(String layer, String input, Normalisation n) {
    long[] perChannel = {n.channels()};
    node("BatchNormalization", layer + ".bn", input, floats(layer + ".gamma", perChannel, n.gamma()), floats(layer + ".beta", perChannel, n.beta()), floats(layer + ".mean", perChannel, n.mean()), floats(layer + ".variance", perChannel, n.variance()))
        .addAttribute(AttributeProto.newBuilder().setName("epsilon").setType(AttributeProto.AttributeType.FLOAT).setF(n.epsilon()));
    return layer + ".bn";
  }

  /** 2 x 2 max-pooling. */
  String pool(String name, String input) {
    node("MaxPool", name, input).addAttribute(ints("kernel_shape", 2, 2)).addAttribute(ints("strides", 2, 2));
    return name;
  }

  /** Stores floats under a name. */
  String floats(String name, long[] dims, float... values) {
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return store(name, TensorProto.DataType.FLOAT_VALUE, dims, raw.array());
  }

  /** Stores integers of 8 bits under a name. */
  String bytes(String name, long[] dims, byte[] values) {
    return store(name, TensorProto.DataType.INT8_VALUE, dims, values);
  }

  private String store(String name, int type, long[] dims, byte[] raw) {
    TensorProto.Builder tensor = graph.addInitializerBuilder().setName(name).setDataType(type).setRawData(ByteString.copyFrom(raw));
    for (long d : dims) tensor.addDims(d);
    return name;
  }

  static AttributeProto ints(String name, long... values) {
    AttributeProto.Builder a = AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    for (long v : values) a.addInts(v);
    return a.build();
  }

  static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INT).setI(value).build();
  }

  /** A value of the graph's outside: the batch N, then these sides. */
  private static ValueInfoProto declare(String name, int type, int... sides) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder().addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("N"));
    for (int side : sides) shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(side));
    return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape))).build();
  }
}
