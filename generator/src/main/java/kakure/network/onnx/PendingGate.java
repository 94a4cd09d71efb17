// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.List;
import kakure.BadInput;
import kakure.network.Gate;
import kakure.network.RealWeights;
import kakure.network.Result;
import kakure.network.Shape;

/**
 * A map of which channels are shut.
 *
 * @param node of the file
 * @param threshold above which of the decision's sums a channel is open, and the decision's weights
 */
record PendingGate(OnnxGraph graph, int node, String name, Pending map, PendingLayer decision, RealWeights.Folded<int[]> threshold) implements PendingBranch {
  @Override
  public Shape shape() {
    return map.shape();
  }

  @Override
  public Result result() {
    return map.result();
  }

  @Override
  public BadInput refused(int index, String what) {
    return graph.bad(index, what + " behind the gate " + Refusals.quote(name) + "; a layer reads gated activations as they are");
  }

  @Override
  public String emit(GraphReader to) {
    String gated = to.node(map);
    return to.add(name, List.of(gated, decision.emitSums(to, threshold.weights())), new Gate(threshold.constants()));
  }
}
