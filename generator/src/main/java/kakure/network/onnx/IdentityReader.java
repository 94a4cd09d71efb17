// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

/** Identity and Dropout, which change nothing when the network is used. */
final class IdentityReader {
  private IdentityReader() {}

  static Value read(GraphReader in, int index) {
    Value value = in.activations(index);
    OnnxGraph graph = in.graph();
    Attributes attributes = new Attributes(graph, index);
    attributes.integer("seed", 0);
    attributes.end();
    OnnxTensor training = graph.optional(index, 2, "training mode");
    if (training != null && (training.values().length != 1 || training.values()[0] != 0)) throw graph.bad(index, "is in training mode; export the model for inference");
    return value;
  }
}
