// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.List;

/** Add and Sub of a constant: to an operation's sums, or to an image's pixels before they are quantised. */
final class AddReader implements OpReader {
  static final String REASON = "branches (residual connections) are not computed yet; only a constant is added, to a layer's sums: train the network as a chain";

  @Override
  public List<String> operators() {
    return List.of("Add", "Sub");
  }

  @Override
  public String forms() {
    return "a constant: one, or one per channel, for a layer's sums; one for an image before its QuantizeLinear";
  }

  @Override
  public Value read(GraphReader in, int index) {
    OnnxGraph graph = in.graph();
    boolean add = graph.operator(index).equals("Add");
    int operand = add ? in.constantOperand(index) : 1;
    Value value = in.activations(index, 1 - operand);
    float[] values = PerChannel.of(graph, index, operand, value, "constant");
    if (!add) for (int o = 0; o < values.length; o++) values[o] = -values[o];
    if (value.stage() == Value.Stage.SUMS) return value.of(value.pending().bias(index, values));
    boolean image = value.isImage() && (value.stage() == Value.Stage.PIXELS || value.stage() == Value.Stage.REAL);
    if (!image || values.length != 1) throw graph.bad(index, "adds a constant to what is not a layer's sums; add it before the quantisation, or fold it into the normalisation");
    return value.pixels(Value.Stage.PIXELS, 1, value.pixels().map(v -> v + values[0]));
  }
}
