// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.List;

/** Add and Sub of a constant: to an operation's sums, or to an image's pixels before they are quantised. */
final class AddReader implements OpReader {
  static final String REASON = "of branches, a residual addition (Add of a layer's sums and quantised activations) and a channel gate (Mul by a Greater) are computed";

  @Override
  public List<String> operators() {
    return List.of("Add", "Sub");
  }

  @Override
  public String forms() {
    return "a constant: one, or one per channel, for a layer's sums; one for an image before its QuantizeLinear. Add: a layer's sums, biased and normalised only, and a quantised map of the same shape (a residual); Relu and QuantizeLinear follow";
  }

  @Override
  public Value read(GraphReader in, int index) {
    OnnxGraph graph = in.graph();
    boolean add = graph.operator(index).equals("Add");
    Value[] maps = add ? in.maps(index) : null;
    if (maps != null) return residual(graph, in, index, maps);
    int operand = add ? in.constantOperand(index) : 1;
    Value value = in.activations(index, 1 - operand);
    float[] values = PerChannel.of(graph, index, operand, value, "constant");
    if (!add) for (int o = 0; o < values.length; o++) values[o] = -values[o];
    if (value.stage() == Value.Stage.SUMS) return value.of(value.pending().bias(index, values));
    boolean image = value.isImage() && (value.stage() == Value.Stage.PIXELS || value.stage() == Value.Stage.REAL);
    if (!image || values.length != 1) throw graph.bad(index, "adds a constant to what is not a layer's sums; add it before the quantisation, or fold it into the normalisation");
    return value.pixels(Value.Stage.PIXELS, 1, value.pixels().map(v -> v + values[0]));
  }

  private static Value residual(OnnxGraph graph, GraphReader in, int index, Value[] maps) {
    int sums = maps[0].stage() == Value.Stage.SUMS ? 0 : 1;
    Value value = maps[sums];
    Value residual = maps[1 - sums];
    boolean fits = value.stage() == Value.Stage.SUMS && value.pending() instanceof PendingLayer && residual.stage() == Value.Stage.REAL && !residual.isImage() && residual.pending().result().isU8();
    if (!fits) throw graph.bad(index, "adds two maps, neither or both of them a layer's sums, or clamped ones: " + REASON + "; put QuantizeLinear and DequantizeLinear behind the shortcut, and none before the addition on the other way");
    ((PendingLayer) value.pending()).linear(index);
    if (!value.shape().equals(residual.shape())) throw graph.bad(index, "adds a map of " + residual.text() + " to one of " + value.text() + "; both must have one shape");
    return value.made(Value.Stage.SUMS, 1, new PendingSum(graph, index, in.name(index, "add" + index), (PendingLayer) value.pending(), residual.pending(), residual.scale(), 0, Double.POSITIVE_INFINITY));
  }
}
