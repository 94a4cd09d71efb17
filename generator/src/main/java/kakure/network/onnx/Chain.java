// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import kakure.network.Layer;
import kakure.network.Mask;
import kakure.network.Network;
import kakure.network.Shape;

/** Walks from the image to the logits, node by node, and collects the layers. Every reader of a value stands behind its maker in the file, so the walk ends. */
final class Chain {
  /** What the current value is: a float image before its quantisation, u8, the real value of a u8, or a layer's sums. */
  private enum Stage { PIXELS, U8, REAL, SUMS }

  private final OnnxGraph graph;
  private final int seed;
  private final List<Layer> layers = new ArrayList<>();
  private final Set<Integer> walked = new TreeSet<>();
  private Shape input;
  private Shape shape;
  private boolean flat;
  private Stage stage;
  private double scale = 1;
  private PendingLayer pending;
  private long weights;

  Chain(OnnxGraph graph, int seed) {
    this.graph = graph;
    this.seed = seed;
  }

  Network network(String name) {
    ValueInfoProto image = graph.image();
    open(image);
    String end = graph.output();
    String value = image.getName();
    while (!value.equals(end) || !graph.readers(value).isEmpty()) {
      List<Integer> readers = graph.readers(value);
      if (readers.isEmpty()) throw graph.refusals().model("nothing reads " + Refusals.quote(value) + ", and it is not the model's output " + Refusals.quote(end));
      if (readers.size() > 1 || value.equals(end)) throw graph.bad(readers.get(readers.size() - 1), "reads " + Refusals.quote(value) + ", which is also " + (value.equals(end) ? "the model's output" : "read by node " + readers.get(0)) + ": branches (residual connections) are not computed yet");
      value = step(readers.get(0), value);
    }
    for (int i = 0; i < graph.nodes(); i++) if (!walked.contains(i) && !graph.constantNode(i)) throw graph.bad(i, "does not lie on the way from the image to the logits");
    if (pending == null) throw graph.refusals().model("the model has no Conv, Gemm or MatMul");
    layers.add(pending.layer(layers.size(), true));
    try {
      return new Network(name, seed, input, layers, pending.readout());
    } catch (IllegalArgumentException e) {
      throw graph.refusals().model(e.getMessage());
    }
  }

  private void open(ValueInfoProto image) {
    String what = "input " + Refusals.quote(image.getName());
    TypeProto.Tensor type = image.getType().getTensorType();
    if (type.getElemType() == DataType.UINT8_VALUE) stage = Stage.U8;
    else if (type.getElemType() == DataType.FLOAT_VALUE) stage = Stage.PIXELS;
    else throw graph.refusals().model(what + " is of type " + OnnxTensor.typeName(type.getElemType()) + "; an image of UINT8 or FLOAT is read");
    List<TensorShapeProto.Dimension> dims = type.getShape().getDimList();
    if (dims.size() != 2 && dims.size() != 4) throw graph.refusals().model(what + " has " + dims.size() + " dimensions; batch x channels x height x width is read, or batch x features");
    int[] sides = {1, 1, 1};
    for (int d = 1; d < dims.size(); d++) {
      long v = dims.get(d).getDimValue();
      if (v < 1 || v > Shape.MAX_ELEMENTS) throw graph.refusals().model(what + ": side " + d + " is " + (dims.get(d).hasDimValue() ? String.valueOf(v) : "not a number") + "; export the model with a fixed image size");
      sides[d - 1] = (int) v;
    }
    flat = dims.size() == 2;
    try {
      shape = input = new Shape(sides[0], sides[1], sides[2]);
    } catch (IllegalArgumentException e) {
      throw graph.refusals().model(what + ": " + e.getMessage());
    }
  }

  private String step(int index, String value) {
    NodeProto node = graph.node(index);
    walked.add(index);
    List<String> operands = new ArrayList<>(node.getInputList());
    boolean swapped = (node.getOpType().equals("Add") || node.getOpType().equals("Mul")) && operands.size() == 2 && operands.get(1).equals(value) && graph.constant(operands.get(0)) != null;
    if (!swapped && !operands.get(0).equals(value)) throw graph.bad(index, "reads the activations " + Refusals.quote(value) + " as operand " + operands.indexOf(value) + "; the hardware has them first");
    if (node.getOutputCount() < 1 || node.getOutput(0).isEmpty()) throw graph.bad(index, "has no output");
    switch (node.getOpType()) {
      case "DequantizeLinear" -> dequantize(index);
      case "QuantizeLinear" -> quantize(index);
      case "Cast" -> cast(index);
      case "Mul", "Div" -> rescale(index, swapped ? 0 : 1);
      case "Add" -> add(index, swapped ? 0 : 1);
      case "Conv", "Gemm", "MatMul" -> weighted(index);
      case "BatchNormalization" -> normalise(index);
      case "Relu" -> clamp(index, Double.POSITIVE_INFINITY);
      case "Clip" -> clamp(index, Operators.clipLimit(graph, index));
      case "MaxPool" -> pool(index);
      case "Flatten", "Reshape" -> {
        if (Operators.flattens(graph, index, shape, flat)) flat = true;
        else flat = false;
      }
      case "Identity", "Dropout" -> Operators.unchanged(graph, index);
      default -> throw graph.bad(index, Operators.reason(node.getOpType()));
    }
    return node.getOutput(0);
  }

  private void dequantize(int index) {
    if (stage != Stage.U8) throw graph.bad(index, "dequantises what is not u8");
    scale = Operators.scale(graph, index);
    stage = Stage.REAL;
  }

  private void quantize(int index) {
    double s = Operators.scale(graph, index);
    if (stage == Stage.SUMS) {
      pending.quantise(index, s);
    } else if (stage == Stage.U8) {
      throw graph.bad(index, "quantises what is u8 already");
    } else if (stage == Stage.REAL) {
      for (int v = 0; v < 256; v++) if (Math.rint(v * scale / s) != v) throw graph.bad(index, "quantises steps of " + scale + " to other steps, of " + s + ", without a layer between");
    }
    stage = Stage.U8;
  }

  private void cast(int index) {
    Attributes attributes = new Attributes(graph, index);
    long to = attributes.integer("to", 0);
    attributes.integer("saturate", 1);
    attributes.end();
    if (stage != Stage.U8 || to != DataType.FLOAT_VALUE) throw graph.bad(index, "only u8 to FLOAT is cast");
    stage = Stage.REAL;
    scale = 1;
  }

  /** A constant factor between the cast image and the first layer. */
  private void rescale(int index, int operand) {
    float f = graph.finite(index, graph.operand(index, operand, "factor"), 1, "factor")[0];
    if (pending != null || stage != Stage.REAL || !(f > 0)) throw graph.bad(index, "a factor is computed only above 0 and between the u8 image and the first layer; elsewhere fold it into the normalisation");
    scale = graph.node(index).getOpType().equals("Mul") ? scale * f : scale / f;
    if (!(scale > 0) || !Double.isFinite(scale)) throw graph.bad(index, "the image's scale becomes " + scale);
  }

  private void add(int index, int operand) {
    if (graph.optional(index, operand, "second operand") == null || stage != Stage.SUMS) throw graph.bad(index, Operators.reason("Add"));
    OnnxTensor t = graph.operand(index, operand, "bias");
    int channels = shape.channels();
    boolean one = t.values().length == 1;
    List<Long> perChannel = flat ? List.of((long) channels) : List.of((long) channels, 1L, 1L);
    List<Long> dims = t.rank() == perChannel.size() + 1 && t.dims().get(0) == 1 ? t.dims().subList(1, t.rank()) : t.dims();
    if (!one && (!dims.equals(perChannel) || flat && shape.pixels() != 1)) throw graph.bad(index, "adds a constant of shape " + t.shape() + " to a map of " + shape + "; one value per channel is computed");
    pending.bias(index, graph.finite(index, t, one ? 1 : channels, "bias"));
  }

  private void weighted(int index) {
    String type = graph.node(index).getOpType();
    if (stage != Stage.REAL) throw graph.bad(index, stage == Stage.U8 ? "reads u8 without DequantizeLinear before it" : stage == Stage.PIXELS ? "reads a float image that is not quantised to u8 (QuantizeLinear, DequantizeLinear) before it" : "the activations before it are not quantised to u8 (QuantizeLinear, DequantizeLinear)");
    if (type.equals("Conv") == flat) throw graph.bad(index, flat ? "reads a flat vector; a convolution reads a map" : "reads a map of " + shape + "; put Flatten before it");
    int layer = pending == null ? 0 : layers.size() + 1;
    try {
      WeightedNode node = type.equals("Conv") ? WeightedNode.conv(graph, index, shape) : WeightedNode.matrix(graph, index, shape, type.equals("Gemm"));
      Shape out = node.window().over(shape, node.outputs());
      weights += (long) node.outputs() * shape.channels() * node.window().taps();
      if (weights > Mask.MAX_WEIGHTS) throw graph.bad(index, "the layers up to here have " + weights + " weights, more than " + Mask.MAX_WEIGHTS);
      if (pending != null) layers.add(pending.layer(layers.size(), false));
      String name = graph.node(index).getName().isBlank() ? "layer" + layer : Refusals.plain(graph.node(index).getName());
      pending = new PendingLayer(graph, index, name, shape, node.window(), node.weights(graph, index, layer, seed, shape.channels()), scale * node.factor());
      pending.bias(index, node.bias());
      shape = out;
    } catch (IllegalArgumentException e) {
      throw graph.bad(index, e.getMessage());
    }
    flat = !type.equals("Conv");
    stage = Stage.SUMS;
  }

  private void normalise(int index) {
    if (stage != Stage.SUMS || flat && shape.pixels() != 1) throw graph.bad(index, "normalises what is not a layer's sums; the hardware normalises behind Conv, Gemm and MatMul only");
    pending.normalise(index, Operators.normalisation(graph, index, shape.channels()));
  }

  private void clamp(int index, double limit) {
    if (stage == Stage.SUMS) pending.clamp(limit);
    else if (stage != Stage.REAL || Math.rint(limit / scale) < 255) throw graph.bad(index, "clamps what is not a layer's sums");
  }

  private void pool(int index) {
    Operators.checkPool(graph, index, shape);
    if (pending == null || flat) throw graph.bad(index, flat ? "pools a flat vector" : "pools the image; the hardware pools behind a layer");
    pending.pool(index);
    shape = pending.shape();
  }
}
