// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import kakure.network.Hidden;
import kakure.network.Mask;
import kakure.network.Network;
import kakure.network.Result;
import kakure.network.Shape;
import kakure.network.Weights;
import kakure.network.Window;

/** What Conv, Gemm and MatMul have in common: hidden weights, or stored ones where the metadata say so, over activations. */
abstract class WeightedReader implements OpReader {
  static final int LARGEST = 1 << 16;

  /**
   * A node brought to one form.
   *
   * @param window what it sees of the map; the whole of it for a matrix
   * @param outputs output channels
   * @param stored weight (o, c, t) at (o inputs + c) taps + t
   * @param bias one value, or one per output channel
   * @param factor of the products (Gemm's alpha)
   */
  record Form(Window window, int outputs, float[] stored, float[] bias, double factor) {}

  /** @throws kakure.BadInput if it is not what the hardware computes */
  abstract Form form(OnnxGraph graph, int index, Value value);

  /** What it reads: padded or not, a map or a vector. */
  abstract Value operand(GraphReader in, int index);

  @Override
  public Value read(GraphReader in, int index) {
    OnnxGraph graph = in.graph();
    Value value = operand(in, index);
    switch (value.stage()) {
      case U8 -> throw graph.bad(index, "reads quantised activations without DequantizeLinear before it; put one there (QDQ format)");
      case PIXELS -> throw graph.bad(index, "reads a float image that is not quantised to u8; put QuantizeLinear and DequantizeLinear before it");
      case SUMS, DECISION, LOGITS, LABEL -> throw graph.bad(index, "the activations before it are not quantised to u8; put QuantizeLinear and DequantizeLinear before it");
      case REAL -> {}
    }
    Shape shape = value.shape();
    int layer = in.nextLayer();
    try {
      Form form = form(graph, index, value);
      Shape out = form.window.over(shape, form.outputs);
      if (form.outputs > LARGEST) throw graph.bad(index, "has " + form.outputs + " outputs; at most " + LARGEST + " are computed");
      long weights = (long) form.outputs * shape.channels() * form.window.taps();
      if (weights > Mask.MAX_WEIGHTS) throw graph.bad(index, "has more than " + Mask.MAX_WEIGHTS + " weights");
      in.count(index, weights);
      if (value.isImage()) in.image(index, value);
      String input = value.isImage() ? Network.IMAGE : in.node(value.pending());
      String name = in.name(index, "layer" + layer);
      Result read = value.isImage() ? Result.u8(shape) : value.pending().result();
      Weights integers;
      double[] magnitude;
      int bits = in.stored(graph.node(index).getName());
      if (bits > 0) {
        var stored = StoredWeights.of(graph, index, bits, form.outputs, shape.channels(), form.window.taps());
        integers = stored.weights();
        magnitude = stored.magnitude();
      } else {
        var kept = KeptWeights.of(graph, index, layer, in.seed(), form.outputs, shape.channels(), form.window.taps(), form.stored);
        integers = new Hidden(kept.mask(), layer);
        magnitude = kept.magnitude();
      }
      var head = new PendingLayer.Head(graph, index, name, input, read, form.window, integers, magnitude, value.scale() * form.factor);
      return Value.sums(out, value.batch(), value.dims().size() > 2, new PendingLayer(head).bias(index, form.bias));
    } catch (IllegalArgumentException e) {
      throw graph.bad(index, e.getMessage());
    }
  }
}
