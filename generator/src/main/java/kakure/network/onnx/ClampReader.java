// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

/** Relu and Clip: what the clamp to u8 does anyway, or what lies above it. */
final class ClampReader {
  private ClampReader() {}

  static Value relu(GraphReader in, int index) {
    return clamp(in, index, Double.POSITIVE_INFINITY);
  }

  static Value clip(GraphReader in, int index) {
    return clamp(in, index, limit(in.graph(), index));
  }

  private static Value clamp(GraphReader in, int index, double limit) {
    Value value = in.activations(index);
    if (value.stage() == Value.Stage.SUMS) return value.of(value.pending().clamp(limit));
    if (value.stage() != Value.Stage.REAL || Math.rint(limit / value.scale()) < 255) throw in.graph().bad(index, "clamps what is not a layer's sums");
    return value;
  }

  /** The upper limit of a Clip whose lower one is 0 or less: what lies below 0 is cut by the quantisation anyway. */
  private static double limit(OnnxGraph graph, int index) {
    new Attributes(graph, index).end();
    OnnxTensor low = graph.optional(index, 1, "lower limit");
    OnnxTensor high = graph.optional(index, 2, "upper limit");
    if (low != null && !(low.values().length == 1 && low.values()[0] <= 0)) throw graph.bad(index, "its lower limit is not 0 or less; the hardware clamps at 0");
    if (high == null) return Double.POSITIVE_INFINITY;
    if (high.values().length != 1 || !(high.values()[0] > 0)) throw graph.bad(index, "its upper limit is not above 0");
    return high.values()[0];
  }
}
