// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.List;
import kakure.network.Shape;

/** Add: a constant bias, added to an operation's sums. */
final class AddReader {
  static final String REASON = "only a constant bias per channel, added to a layer's sums, is computed; residual additions are not computed yet";

  private AddReader() {}

  static Value read(GraphReader in, int index) {
    OnnxGraph graph = in.graph();
    refuseResidual(in, index);
    int operand = in.constantOperand(index);
    Value value = in.activations(index, 1 - operand);
    if (graph.optional(index, operand, "second operand") == null || value.stage() != Value.Stage.SUMS) throw graph.bad(index, REASON);
    OnnxTensor t = graph.operand(index, operand, "bias");
    Shape shape = value.shape();
    int channels = shape.channels();
    boolean one = t.values().length == 1;
    List<Long> perChannel = value.flat() ? List.of((long) channels) : List.of((long) channels, 1L, 1L);
    List<Long> dims = t.rank() == perChannel.size() + 1 && t.dims().get(0) == 1 ? t.dims().subList(1, t.rank()) : t.dims();
    if (!one && (!dims.equals(perChannel) || value.flat() && shape.pixels() != 1)) throw graph.bad(index, "adds a constant of shape " + t.shape() + " to a map of " + shape + "; one value per channel is computed");
    return value.of(value.pending().bias(index, graph.finite(index, t, one ? 1 : channels, "bias")));
  }

  /** Two maps: one of them went two ways, unless it is added to itself. */
  private static void refuseResidual(GraphReader in, int index) {
    List<String> operands = in.graph().node(index).getInputList();
    if (operands.size() != 2 || !in.knows(operands.get(0)) || !in.knows(operands.get(1))) return;
    for (String operand : operands)
      for (int reader : in.graph().readers(operand))
        if (reader != index) throw in.graph().bad(index, "reads " + Refusals.quote(operand) + ", which is also read by node " + reader + ": branches (residual connections) are not computed yet");
    throw in.graph().bad(index, REASON);
  }
}
