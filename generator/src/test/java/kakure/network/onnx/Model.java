// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SplittableRandom;
import kakure.network.Mask;
import kakure.network.Network;
import kakure.network.Normalisation;
import kakure.network.Shape;
import kakure.network.TrainedLayer;
import kakure.network.TrainedNetwork;
import kakure.network.Window;

/** A written model under the test's knife: nodes and constants by name, so that a test can make of it what another writer, or a fault, would. */
final class Model {
  final ModelProto.Builder proto;
  final GraphProto.Builder graph;

  Model(TrainedNetwork network) {
    try {
      proto = ModelProto.parseFrom(OnnxWriter.bytes(network)).toBuilder();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
    graph = proto.getGraphBuilder();
  }

  /** Two convolutions (the first pooled) and a fully connected layer: 2 x 8 x 8 to 5 classes. */
  static TrainedNetwork small() {
    SplittableRandom rng = new SplittableRandom(3);
    Shape input = new Shape(2, 8, 8);
    TrainedLayer a = new TrainedLayer("a", input, Window.square(3, 1, 1), true, mask(rng, 6, 2, 9), .25f, normalisation(rng, 6), 1 / 255f, .02f);
    TrainedLayer b = new TrainedLayer("b", new Shape(6, 4, 4), Window.square(3, 2, 1), false, mask(rng, 4, 6, 9), .125f, normalisation(rng, 4), .02f, .03f);
    TrainedLayer c = new TrainedLayer("c", new Shape(4, 2, 2), new Window(2, 2, 1, 0, 0, 0, 0), false, mask(rng, 5, 4, 4), .0625f, null, .03f, 1f);
    return new TrainedNetwork("small", 1, input, List.of(a, b, c));
  }

  private static Mask mask(SplittableRandom rng, int outputs, int inputs, int taps) {
    return Mask.of(outputs, inputs, taps, (o, c, t) -> rng.nextInt(3) == 0);
  }

  private static Normalisation normalisation(SplittableRandom rng, int n) {
    float[] gamma = new float[n];
    float[] beta = new float[n];
    float[] mean = new float[n];
    float[] variance = new float[n];
    for (int o = 0; o < n; o++) {
      gamma[o] = (float) (o % 2 == 0 ? 1 + rng.nextDouble() : -1 - rng.nextDouble());
      beta[o] = (float) rng.nextDouble();
      mean[o] = (float) rng.nextDouble();
      variance[o] = .5f + (float) rng.nextDouble();
    }
    return new Normalisation(gamma, beta, mean, variance, 1e-5f);
  }

  byte[] bytes() {
    return proto.build().toByteArray();
  }

  Network read() {
    return OnnxReader.read("model.onnx", "small", bytes());
  }

  int indexOf(String node) {
    for (int i = 0; i < graph.getNodeCount(); i++) if (graph.getNode(i).getName().equals(node)) return i;
    throw new AssertionError("no node " + node);
  }

  NodeProto.Builder node(String name) {
    return graph.getNodeBuilder(indexOf(name));
  }

  TensorProto.Builder constant(String name) {
    for (int i = 0; i < graph.getInitializerCount(); i++) if (graph.getInitializer(i).getName().equals(name)) return graph.getInitializerBuilder(i);
    throw new AssertionError("no initializer " + name);
  }

  float[] floats(String name) {
    ByteBuffer raw = constant(name).getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[raw.remaining() / 4];
    raw.asFloatBuffer().get(values);
    return values;
  }

  /** Sets or adds a FLOAT constant. */
  String set(String name, float[] values, long... dims) {
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return raw(name, DataType.FLOAT_VALUE, raw.array(), dims);
  }

  /** Sets or adds a constant. */
  String raw(String name, int type, byte[] bytes, long... dims) {
    TensorProto.Builder t = null;
    for (int i = 0; i < graph.getInitializerCount(); i++) if (graph.getInitializer(i).getName().equals(name)) t = graph.getInitializerBuilder(i);
    if (t == null) t = graph.addInitializerBuilder();
    t.clear().setName(name).setDataType(type).setRawData(ByteString.copyFrom(bytes));
    for (long d : dims) t.addDims(d);
    return name;
  }

  String integers(String name, long... values) {
    ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(values);
    return raw(name, DataType.INT64_VALUE, raw.array(), values.length);
  }

  /** Puts a node behind another, whose output it reads first: what read that reads the new one. */
  NodeProto.Builder after(String node, String type, String... constants) {
    int at = indexOf(node) + 1;
    String output = "after." + node + "." + at + type;
    for (int i = at; i < graph.getNodeCount(); i++) {
      NodeProto.Builder n = graph.getNodeBuilder(i);
      for (int k = 0; k < n.getInputCount(); k++) if (n.getInput(k).equals(node)) n.setInput(k, output);
    }
    if (graph.getOutput(0).getName().equals(node)) graph.getOutputBuilder(0).setName(output);
    NodeProto.Builder added = NodeProto.newBuilder().setOpType(type).setName(output).addInput(node).addOutput(output);
    for (String c : constants) added.addInput(c);
    graph.addNode(at, added);
    return graph.getNodeBuilder(at);
  }

  /** Takes a node out: its readers read its first input. */
  void remove(String node) {
    int at = indexOf(node);
    String input = graph.getNode(at).getInput(0);
    graph.removeNode(at);
    for (int i = 0; i < graph.getNodeCount(); i++) {
      NodeProto.Builder n = graph.getNodeBuilder(i);
      for (int k = 0; k < n.getInputCount(); k++) if (n.getInput(k).equals(node)) n.setInput(k, input);
    }
    if (graph.getOutput(0).getName().equals(node)) graph.getOutputBuilder(0).setName(input);
  }

  static AttributeProto attribute(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  static AttributeProto attribute(String name, float value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.FLOAT).setF(value).build();
  }

  static AttributeProto attribute(String name, String value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.STRING).setS(ByteString.copyFromUtf8(value)).build();
  }

  static AttributeProto attribute(String name, long first, long... others) {
    AttributeProto.Builder a = AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS).addInts(first);
    for (long v : others) a.addInts(v);
    return a.build();
  }
}
