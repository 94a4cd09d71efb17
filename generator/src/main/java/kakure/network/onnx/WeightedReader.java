// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import kakure.network.Hidden;
import kakure.network.IntegerWeights;
import kakure.network.Mask;
import kakure.network.Network;
import kakure.network.Planes;
import kakure.network.RealWeights;
import kakure.network.Result;
import kakure.network.Shape;
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
    int layer = in.nextLayer(graph.node(index).getName());
    try {
      Form form = form(graph, index, value);
      Window fold = null;
      String kind = in.fold(graph.node(index).getName());
      if (kind != null) {
        if (!value.isImage() || !value.isMap() || in.stored(graph.node(index).getName()) > 0) throw graph.bad(index, "metadata " + Refusals.quote(Metadata.FOLD + graph.node(index).getName()) + ": only a convolution of the image is folded, whose weights are not stored integers");
        ImageFold folded = ImageFold.of(kind, form.window, shape, form.outputs, form.stored);
        fold = folded.fold();
        shape = fold.over(shape, shape.channels() * fold.taps());
        form = new Form(folded.window(), form.outputs, folded.weights(), form.bias, form.factor);
      }
      Shape out = form.window.over(shape, form.outputs);
      if (form.outputs > LARGEST) throw graph.bad(index, "has " + form.outputs + " outputs; at most " + LARGEST + " are computed");
      long weights = (long) form.outputs * shape.channels() * form.window.taps();
      if (weights > Mask.MAX_WEIGHTS) throw graph.bad(index, "has more than " + Mask.MAX_WEIGHTS + " weights");
      in.count(index, weights);
      if (value.isImage()) in.image(index, value, fold);
      String input = value.isImage() ? Network.IMAGE : in.node(value.pending());
      String name = in.name(index, "layer" + layer);
      Result result = value.isImage() ? Result.u8(shape) : value.pending().result();
      var head = new PendingLayer.Head(graph, index, name, input, result, form.window, weights(in, index, layer, form, shape.channels()), value.scale() * form.factor);
      return Value.sums(out, value.batch(), value.dims().size() > 2, new PendingLayer(head).bias(index, form.bias));
    } catch (IllegalArgumentException e) {
      throw graph.bad(index, e.getMessage());
    }
  }

  /** Of the kind that the metadata say, else hidden if every channel has one magnitude, else coats if the signs are the seed's, else planes. */
  private static RealWeights weights(GraphReader in, int index, int layer, Form form, int inputs) {
    OnnxGraph graph = in.graph();
    int taps = form.window.taps();
    String name = graph.node(index).getName();
    int bits = in.stored(name);
    double[][] scales = in.precisions().scales(name, form.outputs);
    if (scales != null && bits > 0) throw graph.bad(index, "has metadata " + Refusals.quote(Precisions.SCALES + name) + " and " + Refusals.quote(Metadata.STORED + name) + ", but its weights are of one kind: leave one of them out");
    if (scales != null) return ScaledReader.of(graph, index, scales, inputs, taps, form.stored);
    if (bits > 0) {
      var stored = StoredWeights.of(graph, index, bits, form.outputs, inputs, taps);
      return new IntegerWeights(stored.weights(), stored.magnitude());
    }
    Precisions.Code code = in.precisions().code(name, form.outputs);
    if (code != null && code.trichromatic()) {
      var three = TrichromaticReader.of(graph, index, code.range(), form.outputs, inputs, taps, form.stored);
      return new IntegerWeights(three.weights(), three.step());
    }
    if (code != null) return planes(in, PlaneReader.of(graph, index, code, inputs, taps, form.stored));
    var kept = KeptWeights.of(graph, index, layer, in.seed(), form.outputs, inputs, taps, form.stored);
    if (kept != null) return new IntegerWeights(new Hidden(kept.mask(), layer), kept.magnitude());
    var coats = CoatReader.find(layer, in.seed(), form.outputs, inputs, taps, form.stored);
    if (coats != null && coats.signed()) return new IntegerWeights(coats.coats(), coats.magnitude());
    var planes = PlaneReader.find(form.outputs, inputs, taps, form.stored);
    if (planes != null) return planes(in, planes);
    throw coats == null ? KeptWeights.several(graph, index, form.outputs, taps, form.stored) : KeptWeights.differ(graph, index, layer, in.seed(), form.outputs, inputs, taps, form.stored);
  }

  /** Stopped at the precision that is read: a step is then 2^(planes left out) as large. */
  private static IntegerWeights planes(GraphReader in, PlaneReader read) {
    if (in.precision() == 0) return new IntegerWeights(read.planes(), read.step());
    Planes stopped = read.planes().stoppedAfter(in.precision());
    double[] step = read.step().clone();
    for (int o = 0; o < step.length; o++) step[o] *= stopped.unit(o) / read.planes().unit(o);
    return new IntegerWeights(stopped, step);
  }
}
