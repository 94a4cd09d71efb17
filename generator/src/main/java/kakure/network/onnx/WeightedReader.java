// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.Arrays;
import kakure.network.Mask;
import kakure.network.Network;
import kakure.network.Shape;
import kakure.network.Window;

/**
 * A Conv, Gemm or MatMul node, brought to one form: hidden weights over u8 activations.
 *
 * @param window what it sees of the map; the whole of it for a matrix
 * @param outputs output channels
 * @param stored weight (o, c, t)
 * @param bias one value, or one per output channel
 * @param factor of the products (Gemm's alpha)
 */
record WeightedReader(Window window, int outputs, KeptWeights.Stored stored, float[] bias, double factor) {
  private static final int LARGEST = 1 << 16;

  static Value read(GraphReader in, int index) {
    OnnxGraph graph = in.graph();
    Value value = in.activations(index);
    String type = graph.node(index).getOpType();
    Shape shape = value.shape();
    switch (value.stage()) {
      case U8 -> throw graph.bad(index, "reads u8 without DequantizeLinear before it");
      case PIXELS -> throw graph.bad(index, "reads a float image that is not quantised to u8 (QuantizeLinear, DequantizeLinear) before it");
      case SUMS -> throw graph.bad(index, "the activations before it are not quantised to u8 (QuantizeLinear, DequantizeLinear)");
      case REAL -> {}
    }
    boolean conv = type.equals("Conv");
    if (conv == value.flat()) throw graph.bad(index, value.flat() ? "reads a flat vector; a convolution reads a map" : "reads a map of " + shape + "; put Flatten before it");
    int layer = in.nextLayer();
    try {
      WeightedReader node = conv ? conv(graph, index, shape) : matrix(graph, index, shape, type.equals("Gemm"));
      Shape out = node.window.over(shape, node.outputs);
      in.count(index, (long) node.outputs * shape.channels() * node.window.taps());
      String input = value.pending() == null ? Network.IMAGE : in.node(value.pending());
      String name = graph.node(index).getName().isBlank() ? "layer" + layer : Refusals.plain(graph.node(index).getName());
      var head = new PendingLayer.Head(graph, index, name, layer, input, shape, node.window, node.weights(graph, index, layer, in.seed(), shape.channels()), value.scale() * node.factor);
      return new Value(Value.Stage.SUMS, out, !conv, 1, new PendingLayer(head).bias(index, node.bias));
    } catch (IllegalArgumentException e) {
      throw graph.bad(index, e.getMessage());
    }
  }

  /** @throws kakure.BadInput if it is not what the hardware computes */
  private static WeightedReader conv(OnnxGraph graph, int node, Shape in) {
    OnnxTensor w = graph.operand(node, 1, "weight");
    if (w.rank() != 4 || w.values().length == 0) throw graph.bad(node, "its weight has the shape " + w.shape() + "; outputs x channels x rows x columns is read (two-dimensional convolution)");
    Attributes attributes = new Attributes(graph, node);
    attributes.only("group", 1, 1);
    for (int d : attributes.integers("dilations", 2, LARGEST, 1)) if (d != 1) throw graph.bad(node, "dilation " + d + "; the hardware computes 1 only");
    int kernelHeight = w.dim(2);
    int kernelWidth = w.dim(3);
    boolean given = attributes.has("kernel_shape");
    int[] kernel = attributes.integers("kernel_shape", 2, LARGEST, 0);
    if (given && (kernel[0] != kernelHeight || kernel[1] != kernelWidth)) throw graph.bad(node, "its kernel_shape " + kernel[0] + "x" + kernel[1] + " is not that of its weight, " + w.shape());
    if (w.dim(1) != in.channels()) throw graph.bad(node, "its weight of " + w.shape() + " wants " + w.dim(1) + " channels, but its map is " + in);
    int[] strides = attributes.integers("strides", 2, LARGEST, 1);
    if (strides[0] != strides[1]) throw graph.bad(node, "strides " + strides[0] + " and " + strides[1] + "; the hardware computes the same both ways");
    if (strides[0] < 1) throw graph.bad(node, "stride 0");
    int[] pads = pads(graph, node, attributes, in, kernelHeight, kernelWidth, strides[0]);
    attributes.end();
    OnnxTensor b = graph.optional(node, 2, "bias");
    float[] bias = b == null ? new float[1] : graph.finite(node, b, w.dim(0), "bias");
    int taps = kernelHeight * kernelWidth;
    int inputs = in.channels();
    float[] values = w.values();
    return new WeightedReader(new Window(kernelHeight, kernelWidth, strides[0], pads[0], pads[1], pads[2], pads[3]), w.dim(0), (o, c, t) -> values[(o * inputs + c) * taps + t], bias, 1);
  }

  /** top, left, bottom, right. */
  private static int[] pads(OnnxGraph graph, int node, Attributes attributes, Shape in, int kernelHeight, int kernelWidth, int stride) {
    String auto = attributes.text("auto_pad", "NOTSET");
    boolean given = attributes.has("pads");
    int[] pads = attributes.integers("pads", 4, LARGEST, 0);
    switch (auto) {
      case "NOTSET" -> {}
      case "VALID" -> Arrays.fill(pads, 0);
      case "SAME_UPPER", "SAME_LOWER" -> {
        if (given) throw graph.bad(node, "has both pads and auto_pad");
        int up = auto.equals("SAME_LOWER") ? 1 : 0;
        int rows = Math.max(0, (in.height() - 1) / stride * stride + kernelHeight - in.height());
        int columns = Math.max(0, (in.width() - 1) / stride * stride + kernelWidth - in.width());
        pads = new int[] {(rows + up) / 2, (columns + up) / 2, rows - (rows + up) / 2, columns - (columns + up) / 2};
      }
      default -> throw graph.bad(node, "auto_pad " + Refusals.quote(auto) + " is not known");
    }
    return pads;
  }

  /** Gemm or, without attributes, MatMul; {@code in} is the map whose elements are the vector. */
  private static WeightedReader matrix(OnnxGraph graph, int node, Shape in, boolean gemm) {
    OnnxTensor w = graph.operand(node, 1, "weight");
    if (w.rank() != 2 || w.values().length == 0) throw graph.bad(node, "its weight has the shape " + w.shape() + "; a matrix is read");
    Attributes attributes = new Attributes(graph, node);
    boolean transposed = false;
    double alpha = 1;
    double beta = 1;
    if (gemm) {
      alpha = attributes.real("alpha", 1);
      beta = attributes.real("beta", 1);
      attributes.only("transA", 0, 0);
      transposed = attributes.integer("transB", 0) != 0;
      if (!(alpha > 0) || !Double.isFinite(alpha) || !Double.isFinite(beta)) throw graph.bad(node, "alpha " + alpha + " and beta " + beta + ": alpha must be above 0, both finite");
    }
    attributes.end();
    int columns = w.dim(1);
    int features = transposed ? columns : w.dim(0);
    int outputs = transposed ? w.dim(0) : columns;
    if (features != in.elements()) throw graph.bad(node, "its weight of " + w.shape() + " wants " + features + " features, but its map is " + in);
    OnnxTensor b = gemm ? graph.optional(node, 2, "bias") : null;
    float[] bias = new float[1];
    if (b != null) {
      bias = graph.finite(node, b, b.values().length == 1 ? 1 : outputs, "bias");
      if (b.rank() > 2 || b.rank() == 2 && b.dim(0) != 1) throw graph.bad(node, "its bias has the shape " + b.shape() + "; one value per output is read");
      for (int o = 0; o < bias.length; o++) bias[o] *= (float) beta;
    }
    int taps = in.pixels();
    float[] values = w.values();
    KeptWeights.Stored stored = transposed ? (o, c, t) -> values[o * features + c * taps + t] : (o, c, t) -> values[(c * taps + t) * columns + o];
    return new WeightedReader(Window.whole(in), outputs, stored, bias, alpha);
  }

  /** Takes the weights apart and compares their signs with those of weighted layer {@code layer}. */
  private KeptWeights weights(OnnxGraph graph, int node, int layer, int seed, int inputs) {
    if (outputs > LARGEST) throw graph.bad(node, "has " + outputs + " outputs; at most " + LARGEST + " are computed");
    if ((long) outputs * inputs * window.taps() > Mask.MAX_WEIGHTS) throw graph.bad(node, "has more than " + Mask.MAX_WEIGHTS + " weights");
    return KeptWeights.of(graph, node, layer, seed, outputs, inputs, window.taps(), stored);
  }
}
