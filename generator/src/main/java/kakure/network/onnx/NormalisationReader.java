// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import kakure.network.Normalisation;

/** BatchNormalization of an operation's sums. */
final class NormalisationReader {
  private NormalisationReader() {}

  static Value read(GraphReader in, int index) {
    Value value = in.activations(index);
    if (value.stage() != Value.Stage.SUMS || value.flat() && value.shape().pixels() != 1) throw in.graph().bad(index, "normalises what is not a layer's sums; the hardware normalises behind Conv, Gemm and MatMul only");
    return value.of(value.pending().normalise(index, normalisation(in.graph(), index, value.shape().channels())));
  }

  private static Normalisation normalisation(OnnxGraph graph, int index, int channels) {
    Attributes attributes = new Attributes(graph, index);
    float epsilon = attributes.real("epsilon", 1e-5f);
    attributes.real("momentum", .9f);
    attributes.only("training_mode", 0, 0);
    attributes.end();
    try {
      return new Normalisation(
          graph.finite(index, graph.operand(index, 1, "scale"), channels, "scale"),
          graph.finite(index, graph.operand(index, 2, "shift"), channels, "shift"),
          graph.finite(index, graph.operand(index, 3, "mean"), channels, "mean"),
          graph.finite(index, graph.operand(index, 4, "variance"), channels, "variance"),
          epsilon);
    } catch (IllegalArgumentException e) {
      throw graph.bad(index, e.getMessage());
    }
  }
}
