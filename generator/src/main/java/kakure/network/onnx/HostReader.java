// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.List;

/** What follows the logits and leaves the largest the largest: the host's. */
final class HostReader implements OpReader {
  @Override
  public List<String> operators() {
    return List.of("Softmax", "LogSoftmax", "Sigmoid", "ArgMax");
  }

  @Override
  public String forms() {
    return "behind the last layer, along its classes: left to the host, as the label is that of the largest logit all the same";
  }

  @Override
  public Value read(GraphReader in, int index) {
    OnnxGraph graph = in.graph();
    Value value = in.activations(index);
    String operator = graph.operator(index);
    if (!in.isHosts(index) || value.stage() != Value.Stage.SUMS && value.stage() != Value.Stage.LOGITS) throw graph.bad(index, "stands before the last layer; the hardware computes no activation but Relu: the host makes what it likes of the logits only");
    Attributes attributes = new Attributes(graph, index);
    if (operator.equals("Sigmoid")) {
      attributes.end();
      return value.at(Value.Stage.LOGITS);
    }
    boolean arg = operator.equals("ArgMax");
    long axis = attributes.integer("axis", arg ? 0 : -1);
    boolean keep = !arg || attributes.integer("keepdims", 1) != 0;
    if (arg) attributes.only("select_last_index", 0, 0);
    attributes.end();
    int rank = value.dims().size();
    long side = axis < 0 ? axis + rank : axis;
    if (side < 0 || side >= rank || value.dims().get((int) side) != value.shape().channels() || value.shape().channels() > 1 && side == 0) throw graph.bad(index, "works along axis " + axis + " of " + value.text() + ", which is not that of the classes; use axis 1");
    if (!arg) return value.at(Value.Stage.LOGITS);
    List<Integer> dims = new java.util.ArrayList<>(value.dims());
    if (keep) dims.set((int) side, 1);
    else dims.remove((int) side);
    return value.at(Value.Stage.LABEL).laid(dims, value.shape());
  }
}
