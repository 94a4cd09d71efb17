// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

/** A constant that an elementwise node adds to a map or multiplies it by: one value, or one per channel. */
final class PerChannel {
  private PerChannel() {}

  /** @return one value, or one per channel of what the node reads, all finite */
  static float[] of(OnnxGraph graph, int index, int operand, Value value, String what) {
    OnnxTensor t = graph.operand(index, operand, what);
    int channels = value.shape().channels();
    int before = value.dims().size() - t.rank();
    boolean fits = before >= 0;
    for (int d = 0; fits && d < t.rank(); d++) fits = t.dim(d) == 1 || d + before == 1 && value.hasChannels() && t.dim(d) == channels;
    if (!fits) throw graph.bad(index, "its " + what + " has the shape " + t.shape() + ", its map is " + value.text() + "; one value, or one per channel, is computed");
    return graph.finite(index, t, t.length() == 1 ? 1 : channels, what);
  }
}
