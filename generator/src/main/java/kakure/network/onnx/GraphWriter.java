// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.LinkedHashMap;
import java.util.Map;
import kakure.network.Coats;
import kakure.network.Dense;
import kakure.network.Hidden;
import kakure.network.Network;
import kakure.network.TrainedGraph;
import kakure.network.TrainedLadder;
import kakure.network.TrainedNode;
import kakure.network.Weights;
import kakure.network.Window;

/**
 * Writes a trained network with residual additions and gates as an ONNX model: layers as {@link OnnxWriter}'s; stored weights as INT8 behind a DequantizeLinear, told by the metadata {@code kakure.stored.NAME}; an addition is Add, Relu,
 * QuantizeLinear; a gate is GlobalAveragePool, two Conv of 1x1, Greater than 0, Cast and Mul.
 */
final class GraphWriter {
  private final TrainedGraph graph;
  private final Network integers;
  private final ModelBuilder model;
  /** The FLOAT value by which a node of the network is read. */
  private final Map<String, String> values = new LinkedHashMap<>();

  GraphWriter(TrainedGraph graph) {
    this.graph = graph;
    integers = graph.quantise(); // refuses what does not fit before anything is written
    model = new ModelBuilder(graph.name(), graph.seed(), graph.intake().picture());
    Precisions.write(graph, model);
  }

  /** The same with what {@link Precisions} says of the other precisions. */
  GraphWriter(TrainedLadder ladder) {
    this(ladder.stored());
    ladder.quantise();
    Precisions.write(ladder, model);
  }

  byte[] bytes() {
    values.put(Network.IMAGE, model.steps("DequantizeLinear", "image.in", "image", "image.scale", graph.imageScale()));
    for (TrainedNode node : graph.nodes()) {
      if (node instanceof TrainedNode.Layer n) values.put(n.name(), layer(n));
      if (node instanceof TrainedNode.Average n) values.put(n.name(), node("GlobalAveragePool", n.name(), values.get(n.input())));
      if (node instanceof TrainedNode.Sum n) values.put(n.name(), quantised(n.name(), node("Add", n.name(), values.get(n.sums()), values.get(n.residual())), n.scale()));
      if (node instanceof TrainedNode.Gate n) values.put(n.name(), gate(n));
    }
    TrainedNode.Layer last = graph.last();
    return model.bytes(last.name(), last.weights().outputs());
  }

  private String node(String type, String name, String... inputs) {
    model.node(type, name, inputs);
    return name;
  }

  private String layer(TrainedNode.Layer n) {
    String value = sums(n, values.get(n.input()));
    if (n.normalisation() != null) value = model.normalise(n.name(), value, n.normalisation());
    if (n.scale() == 0) return value;
    value = quantised(n.name(), value, n.scale());
    return n.pooled() ? model.pool(n.name() + ".pool", value) : value;
  }

  private String quantised(String name, String value, float scale) {
    String u8 = model.steps("QuantizeLinear", name + ".q", node("Relu", name + ".relu", value), name + ".scale", scale);
    model.node("DequantizeLinear", name + ".dq", u8, name + ".scale", "zero");
    return name + ".dq";
  }

  private String gate(TrainedNode.Gate n) {
    String above = node("Greater", n.name() + ".above", values.get(n.decision()), model.floats(n.name() + ".zero", new long[0], 0));
    model.node("Cast", n.name() + ".on", above).addAttribute(AttributeProto.newBuilder().setName("to").setType(AttributeProto.AttributeType.INT).setI(DataType.FLOAT_VALUE));
    return node("Mul", n.name(), values.get(n.map()), n.name() + ".on");
  }

  private String sums(TrainedNode.Layer n, String input) {
    if (n.input().equals(Network.IMAGE) && graph.intake().fold().isPresent()) {
      Window fold = model.folded(n.name(), graph.intake(), n.window());
      return OnnxWriter.convolution(model, n.name(), input, weights(n, new long[] {n.weights().outputs(), graph.intake().picture().channels(), fold.kernelHeight(), fold.kernelWidth()}), fold);
    }
    Window w = n.window();
    boolean matrix = n == graph.last() && w.equals(Window.whole(integers.inputs(integers.node(n.name())).get(0).shape()));
    Weights k = n.weights();
    String weights = weights(n, matrix ? new long[] {k.outputs(), (long) k.inputs() * k.taps()} : new long[] {k.outputs(), k.inputs(), w.kernelHeight(), w.kernelWidth()});
    if (!matrix) return OnnxWriter.convolution(model, n.name(), input, weights, w);
    model.node("Flatten", n.name() + ".flat", input).addAttribute(ModelBuilder.integer("axis", 1));
    model.node("Gemm", n.name(), n.name() + ".flat", weights).addAttribute(ModelBuilder.integer("transB", 1));
    return n.name();
  }

  private String weights(TrainedNode.Layer n, long[] dims) {
    Weights k = n.weights();
    int place = graph.layers().indexOf(n);
    int row = k.inputs() * k.taps();
    int[] w = new int[row];
    Weights.Rows rows = k.rows(graph.seed());
    float[] reals = new float[k.outputs() * row];
    byte[] bytes = new byte[reals.length];
    double[] magnitude = n.magnitudes();
    for (int o = 0; o < k.outputs(); o++) {
      rows.of(o, w);
      for (int i = 0; i < row; i++) {
        reals[o * row + i] = (float) (w[i] * magnitude[o]) + 0f; // no negative zeros
        bytes[o * row + i] = (byte) w[i];
      }
    }
    String name = n.name() + ".weight";
    int layer = k instanceof Hidden hidden ? hidden.layer() : k instanceof Coats coats ? coats.layer() : place;
    if (layer != place) model.metadata(Metadata.LAYER + n.name(), String.valueOf(layer));
    if (!(k instanceof Dense dense)) return model.floats(name, dims, reals);
    model.metadata(Metadata.STORED + n.name(), String.valueOf(dense.bits()));
    model.bytes(n.name() + ".integers", dims, bytes);
    return node("DequantizeLinear", name, n.name() + ".integers", model.floats(n.name() + ".magnitude", new long[0], n.magnitude()));
  }
}
