// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import kakure.network.Normalisation;
import kakure.network.Shape;

/** The nodes between the weighted ones: their attributes and constants, checked against what the hardware computes. */
final class Operators {
  private Operators() {}

  /** The scale of a QuantizeLinear or DequantizeLinear node of u8 with zero point 0. */
  static double scale(OnnxGraph graph, int index) {
    Attributes attributes = new Attributes(graph, index);
    attributes.integer("axis", 1);
    attributes.only("block_size", 0, 0);
    attributes.integer("saturate", 1);
    attributes.integer("precision", 0);
    long type = attributes.integer("output_dtype", 0);
    boolean quantises = graph.node(index).getOpType().equals("QuantizeLinear");
    if (type != 0 && type != (quantises ? DataType.UINT8_VALUE : DataType.FLOAT_VALUE)) throw graph.bad(index, "its output is of type " + OnnxTensor.typeName((int) type) + "; activations are UINT8");
    attributes.end();
    float s = graph.finite(index, graph.operand(index, 1, "scale"), 1, "scale")[0];
    if (!(s > 0)) throw graph.bad(index, "its scale is " + s + ": must be above 0");
    OnnxTensor zero = graph.optional(index, 2, "zero point");
    if (zero != null && zero.type() != DataType.UINT8_VALUE) throw graph.bad(index, "its zero point is of type " + OnnxTensor.typeName(zero.type()) + "; activations are UINT8");
    if (zero != null && graph.finite(index, zero, 1, "zero point")[0] != 0) throw graph.bad(index, "its zero point is " + (int) zero.values()[0] + "; the hardware computes 0 only");
    return s;
  }

  /** The upper limit of a Clip whose lower one is 0 or less: what lies below 0 is cut by the quantisation anyway. */
  static double clipLimit(OnnxGraph graph, int index) {
    new Attributes(graph, index).end();
    OnnxTensor low = graph.optional(index, 1, "lower limit");
    OnnxTensor high = graph.optional(index, 2, "upper limit");
    if (low != null && !(low.values().length == 1 && low.values()[0] <= 0)) throw graph.bad(index, "its lower limit is not 0 or less; the hardware clamps at 0");
    if (high == null) return Double.POSITIVE_INFINITY;
    if (high.values().length != 1 || !(high.values()[0] > 0)) throw graph.bad(index, "its upper limit is not above 0");
    return high.values()[0];
  }

  /** @throws kakure.BadInput if it is not 2x2 with stride 2 and nothing else */
  static void checkPool(OnnxGraph graph, int index, Shape in) {
    Attributes attributes = new Attributes(graph, index);
    int[] kernel = attributes.integers("kernel_shape", 2, 1 << 16, 0);
    int[] strides = attributes.integers("strides", 2, 1 << 16, 1);
    int[] dilations = attributes.integers("dilations", 2, 1 << 16, 1);
    int[] pads = attributes.integers("pads", 4, 1 << 16, 0);
    attributes.integer("storage_order", 0);
    String auto = attributes.text("auto_pad", "NOTSET");
    boolean ceil = attributes.integer("ceil_mode", 0) != 0 || auto.startsWith("SAME");
    attributes.end();
    if (kernel[0] != 2 || kernel[1] != 2 || strides[0] != 2 || strides[1] != 2 || dilations[0] != 1 || dilations[1] != 1 || pads[0] + pads[1] + pads[2] + pads[3] != 0)
      throw graph.bad(index, "pools " + kernel[0] + "x" + kernel[1] + " with stride " + strides[0] + "x" + strides[1] + (pads[0] + pads[1] + pads[2] + pads[3] != 0 ? ", padded" : "") + "; the hardware pools 2x2 with stride 2, without padding");
    if (ceil && (in.height() % 2 != 0 || in.width() % 2 != 0)) throw graph.bad(index, "keeps the odd last row or column of a map of " + in + " (ceil_mode or auto_pad); the hardware drops it");
  }

  static Normalisation normalisation(OnnxGraph graph, int index, int channels) {
    Attributes attributes = new Attributes(graph, index);
    float epsilon = attributes.real("epsilon", 1e-5f);
    attributes.real("momentum", .9f);
    attributes.only("training_mode", 0, 0);
    attributes.end();
    try {
      return new Normalisation(
          graph.finite(index, graph.operand(index, 1, "scale"), channels, "scale"),
          graph.finite(index, graph.operand(index, 2, "shift"), channels, "shift"),
          graph.finite(index, graph.operand(index, 3, "mean"), channels, "mean"),
          graph.finite(index, graph.operand(index, 4, "variance"), channels, "variance"),
          epsilon);
    } catch (IllegalArgumentException e) {
      throw graph.bad(index, e.getMessage());
    }
  }

  /** @return true if the node makes a vector of the map (or leaves it one), false if it gives the map its own shape */
  static boolean flattens(OnnxGraph graph, int index, Shape in, boolean flat) {
    Attributes attributes = new Attributes(graph, index);
    if (graph.node(index).getOpType().equals("Flatten")) {
      long axis = attributes.integer("axis", 1);
      attributes.end();
      if (axis != 1 && axis != (flat ? -1 : -3)) throw graph.bad(index, "axis " + axis + "; a map is flattened behind the batch, axis 1");
      return true;
    }
    boolean allowZero = attributes.integer("allowzero", 0) != 0;
    attributes.end();
    OnnxTensor t = graph.operand(index, 1, "shape");
    int[] own = flat ? new int[] {1, in.elements()} : new int[] {1, in.channels(), in.height(), in.width()};
    int[] vector = {1, in.elements()};
    int[] map = {1, in.channels(), in.height(), in.width()};
    if (t.rank() == 1 && fits(t.values(), vector, own, allowZero)) return true;
    if (t.rank() == 1 && fits(t.values(), map, own, allowZero)) return false;
    throw graph.bad(index, "reshapes a map of " + in + " to something other than a vector per image");
  }

  /** Whether a Reshape's target, with 0 = as before and -1 = the rest, is this shape; the batch, side 0, is 0, -1 or 1. */
  private static boolean fits(float[] target, int[] shape, int[] own, boolean allowZero) {
    if (target.length != shape.length) return false;
    int rest = 0;
    for (int d = 0; d < shape.length; d++) {
      if (target[d] == -1) rest++;
      else if (target[d] == 0 ? allowZero || d >= own.length || own[d] != shape[d] : target[d] != shape[d]) return false;
    }
    return rest <= 1;
  }

  /** Identity and Dropout, which change nothing when the network is used. */
  static void unchanged(OnnxGraph graph, int index) {
    Attributes attributes = new Attributes(graph, index);
    attributes.integer("seed", 0);
    attributes.end();
    OnnxTensor training = graph.optional(index, 2, "training mode");
    if (training != null && (training.values().length != 1 || training.values()[0] != 0)) throw graph.bad(index, "is in training mode; export the model for inference");
  }

  /** Why an operator is refused. */
  static String reason(String type) {
    return switch (type) {
      case "AveragePool", "GlobalAveragePool", "ReduceMean" -> "average pooling is not computed yet; use a fully connected layer or MaxPool";
      case "Add", "Sum" -> "only a constant bias per channel, added to a layer's sums, is computed; residual additions are not computed yet";
      case "Softmax", "LogSoftmax", "ArgMax" -> "the logits are the network's output; export the model without it";
      case "ConvInteger", "QLinearConv", "MatMulInteger", "QLinearMatMul" -> "integer operators are not read; export with QuantizeLinear and DequantizeLinear around float operators";
      default -> "the hardware does not compute this operator";
    };
  }
}
