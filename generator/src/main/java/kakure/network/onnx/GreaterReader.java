// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.List;

/** Greater: whether a layer's sums are above 0, by which a map is gated. */
final class GreaterReader implements OpReader {
  @Override
  public List<String> operators() {
    return List.of("Greater");
  }

  @Override
  public String forms() {
    return "a layer's sums, biased and normalised only, above 0; Cast to FLOAT and Mul with a map of as many channels follow (a channel gate)";
  }

  @Override
  public Value read(GraphReader in, int index) {
    OnnxGraph graph = in.graph();
    Value value = in.activations(index);
    new Attributes(graph, index).end();
    float limit = graph.finite(index, graph.operand(index, 1, "limit"), 1, "limit")[0];
    if (limit != 0) throw graph.bad(index, "compares with " + limit + "; 0 is computed: add a bias before it");
    if (value.stage() != Value.Stage.SUMS || !(value.pending() instanceof PendingLayer)) throw graph.bad(index, "compares what is not a layer's sums");
    ((PendingLayer) value.pending()).linear(index);
    return value.at(Value.Stage.DECISION);
  }
}
