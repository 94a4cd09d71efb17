// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.List;

/** Identity and Dropout, which change nothing when the network is used. */
final class IdentityReader implements OpReader {
  @Override
  public List<String> operators() {
    return List.of("Identity", "Dropout");
  }

  @Override
  public String forms() {
    return "anywhere; not in training mode";
  }

  @Override
  public Value read(GraphReader in, int index) {
    Value value = in.padded(index, 0);
    OnnxGraph graph = in.graph();
    Attributes attributes = new Attributes(graph, index);
    attributes.integer("seed", 0);
    attributes.end();
    OnnxTensor training = graph.optional(index, 2, "training mode");
    if (training != null && (training.length() != 1 || training.values().integer(0) != 0)) throw graph.bad(index, "is in training mode; export the model for inference (model.eval())");
    return value;
  }
}
