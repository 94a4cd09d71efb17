// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.List;
import kakure.BadInput;
import kakure.network.Folding;
import kakure.network.RealWeights;
import kakure.network.Requantise;
import kakure.network.Shape;

/**
 * A residual addition up to its quantisation.
 *
 * @param node of the file
 * @param residualScale real value of one step of the residual
 * @param outputScale 0 while it is not quantised
 * @param limit of the clamps, infinite where there is none
 */
record PendingSum(OnnxGraph graph, int node, String name, PendingLayer sums, Pending residual, double residualScale, double outputScale, double limit) implements PendingBranch {
  @Override
  public Shape shape() {
    return sums.shape();
  }

  @Override
  public BadInput refused(int index, String what) {
    return graph.bad(index, what + " behind the addition " + Refusals.quote(name) + "; the hardware clamps and quantises there only");
  }

  @Override
  public Pending clamp(double upper) {
    return new PendingSum(graph, node, name, sums, residual, residualScale, outputScale, Math.min(limit, upper));
  }

  @Override
  public Pending quantise(int index, double scale) {
    if (Math.rint(limit / scale) < 255) throw graph.bad(index, "the clip before it, at " + limit + ", cuts below 255 steps of " + scale + "; the hardware clamps at 255 only");
    return new PendingSum(graph, node, name, sums, residual, residualScale, scale, limit);
  }

  @Override
  public String emit(GraphReader to) {
    if (outputScale == 0) throw graph.bad(node, "the activations behind it are not quantised to u8 (QuantizeLinear, DequantizeLinear) before the next layer");
    try {
      RealWeights.Folded<Requantise> folded = sums.requantised(outputScale);
      String layer = sums.emitSums(to, folded.weights());
      return to.add(name, List.of(layer, to.node(residual)), Folding.addition(name, folded.constants(), residualScale / outputScale));
    } catch (IllegalArgumentException e) {
      throw graph.bad(node, e.getMessage());
    }
  }
}
