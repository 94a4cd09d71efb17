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
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import kakure.BadInput;
import kakure.golden.SignGenerator;
import kakure.network.Hidden;
import kakure.network.Mask;
import kakure.network.Normalisation;
import kakure.network.Shape;
import kakure.network.TrainedLayer;
import kakure.network.TrainedNetwork;
import kakure.network.Window;

/**
 * Writes a trained network as an ONNX model (opset 13) that other tools run: a u8 image, DequantizeLinear, then per layer Conv or Gemm with kept weights +-c and 0, BatchNormalization, Relu, QuantizeLinear, DequantizeLinear and MaxPool;
 * the last layer's sums are the logits. The same network gives the same bytes.
 */
public final class OnnxWriter {
  private static final int OPSET = 13;
  private static final int IR_VERSION = 8;

  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private String value = "image";
  private boolean flat;
  private int firstMatrix;

  private OnnxWriter() {}

  /**
   * Writes the model beside {@code file} and renames it, so that no half-written model is left.
   *
   * @throws BadInput if the file cannot be written
   */
  public static void write(TrainedNetwork network, Path file) {
    Path staged = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      try {
        Files.write(staged, bytes(network));
        Files.move(staged, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(staged);
      }
    } catch (IOException e) {
      throw new BadInput(file + ": the model cannot be written: " + e, e);
    }
  }

  /** The model's bytes. */
  public static byte[] bytes(TrainedNetwork network) {
    return new OnnxWriter().model(network).toByteArray();
  }

  private ModelProto model(TrainedNetwork network) {
    network.quantise(); // refuses what does not fit before anything is written
    Shape in = network.input();
    TrainedLayer last = network.layers().get(network.layers().size() - 1);
    firstMatrix = network.layers().size();
    while (firstMatrix > 0 && whole(network.layers().get(firstMatrix - 1))) firstMatrix--;
    graph.setName(network.name());
    graph.addInput(declare("image", TensorProto.DataType.UINT8_VALUE, in.channels(), in.height(), in.width()));
    graph.addInitializer(TensorProto.newBuilder().setName("zero").setDataType(TensorProto.DataType.UINT8_VALUE).setRawData(ByteString.copyFrom(new byte[1])));
    for (int l = 0; l < network.layers().size(); l++) layer(network, l);
    graph.addOutput(declare(value, TensorProto.DataType.FLOAT_VALUE, last.mask().outputs()));
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .setProducerName("kakure")
        .addMetadataProps(StringStringEntryProto.newBuilder().setKey(Metadata.SEED).setValue(Integer.toUnsignedString(network.seed())))
        .addMetadataProps(StringStringEntryProto.newBuilder().setKey(Metadata.GENERATOR).setValue(Metadata.XORSHIFT))
        .setGraph(graph)
        .build();
  }

  private void layer(TrainedNetwork network, int index) {
    TrainedLayer layer = network.layers().get(index);
    String name = layer.name();
    node("DequantizeLinear", name + ".in", value, floats(name + ".in_scale", new long[0], layer.inputScale()), "zero");
    if (index > 0 && network.layers().get(index - 1).pool2x2()) pool(name);
    weights(layer, index >= firstMatrix, new Hidden(layer.mask(), index).signs(network.seed()));
    if (layer.last()) return;
    Normalisation n = layer.normalisation();
    long[] perChannel = {n.channels()};
    node("BatchNormalization", name + ".bn", value, floats(name + ".gamma", perChannel, n.gamma()), floats(name + ".beta", perChannel, n.beta()), floats(name + ".mean", perChannel, n.mean()), floats(name + ".variance", perChannel, n.variance()))
        .addAttribute(AttributeProto.newBuilder().setName("epsilon").setType(AttributeProto.AttributeType.FLOAT).setF(n.epsilon()));
    node("Relu", name + ".relu", value);
    node("QuantizeLinear", name + ".q", value, floats(name + ".out_scale", new long[0], layer.outputScale()), "zero");
  }

  /** Whether it can be written as a matrix; only behind the last convolution is it, for a vector is not made a map again. */
  private static boolean whole(TrainedLayer layer) {
    return layer.window().equals(Window.whole(layer.in()));
  }

  private void pool(String name) {
    node("MaxPool", name + ".pool", value).addAttribute(ints("kernel_shape", 2, 2)).addAttribute(ints("strides", 2, 2));
  }

  private void weights(TrainedLayer layer, boolean matrix, SignGenerator signs) {
    Mask mask = layer.mask();
    Window w = layer.window();
    float[] weights = new float[mask.weights()];
    for (int o = 0, i = 0; o < mask.outputs(); o++)
      for (int c = 0; c < mask.inputs(); c++)
        for (int t = 0; t < mask.taps(); t++, i++) if (mask.bit(i)) weights[i] = signs.sign(o, c, t) * layer.magnitude();
    String stored = layer.name() + ".weight";
    if (!matrix) {
      floats(stored, new long[] {mask.outputs(), mask.inputs(), w.kernelHeight(), w.kernelWidth()}, weights);
      node("Conv", layer.name(), value, stored)
          .addAttribute(ints("kernel_shape", w.kernelHeight(), w.kernelWidth()))
          .addAttribute(ints("pads", w.padTop(), w.padLeft(), w.padBottom(), w.padRight()))
          .addAttribute(ints("strides", w.stride(), w.stride()));
      return;
    }
    if (!flat) node("Flatten", layer.name() + ".flat", value).addAttribute(integer("axis", 1));
    flat = true;
    floats(stored, new long[] {mask.outputs(), (long) mask.inputs() * mask.taps()}, weights);
    node("Gemm", layer.name(), value, stored).addAttribute(integer("transB", 1));
  }

  /** Adds a node whose one output is named as the node and is the current value from now on. */
  private NodeProto.Builder node(String type, String name, String... inputs) {
    NodeProto.Builder node = graph.addNodeBuilder().setOpType(type).setName(name).addOutput(name);
    for (String input : inputs) node.addInput(input);
    value = name;
    return node;
  }

  private String floats(String name, long[] dims, float... values) {
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    TensorProto.Builder tensor = graph.addInitializerBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT_VALUE).setRawData(ByteString.copyFrom(raw));
    for (long d : dims) tensor.addDims(d);
    return name;
  }

  private static AttributeProto ints(String name, long... values) {
    AttributeProto.Builder a = AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    for (long v : values) a.addInts(v);
    return a.build();
  }

  private static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INT).setI(value).build();
  }

  /** A value of the graph's outside: the batch N, then these sides. */
  private static ValueInfoProto declare(String name, int type, int... sides) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder().addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("N"));
    for (int side : sides) shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(side));
    return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape))).build();
  }
}
