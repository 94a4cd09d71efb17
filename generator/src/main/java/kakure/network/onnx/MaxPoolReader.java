// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import kakure.network.Shape;

/** MaxPool of 2x2 with stride 2. */
final class MaxPoolReader {
  private MaxPoolReader() {}

  static Value read(GraphReader in, int index) {
    Value value = in.activations(index);
    check(in.graph(), index, value.shape());
    if (value.pending() == null || value.flat()) throw in.graph().bad(index, value.flat() ? "pools a flat vector" : "pools the image; the hardware pools behind a layer");
    return value.of(value.pending().pool(index));
  }

  /** @throws kakure.BadInput if it is not 2x2 with stride 2 and nothing else */
  private static void check(OnnxGraph graph, int index, Shape in) {
    Attributes attributes = new Attributes(graph, index);
    int[] kernel = attributes.integers("kernel_shape", 2, 1 << 16, 0);
    int[] strides = attributes.integers("strides", 2, 1 << 16, 1);
    int[] dilations = attributes.integers("dilations", 2, 1 << 16, 1);
    int[] pads = attributes.integers("pads", 4, 1 << 16, 0);
    attributes.integer("storage_order", 0);
    String auto = attributes.text("auto_pad", "NOTSET");
    boolean ceil = attributes.integer("ceil_mode", 0) != 0 || auto.startsWith("SAME");
    attributes.end();
    if (kernel[0] != 2 || kernel[1] != 2 || strides[0] != 2 || strides[1] != 2 || dilations[0] != 1 || dilations[1] != 1 || pads[0] + pads[1] + pads[2] + pads[3] != 0)
      throw graph.bad(index, "pools " + kernel[0] + "x" + kernel[1] + " with stride " + strides[0] + "x" + strides[1] + (pads[0] + pads[1] + pads[2] + pads[3] != 0 ? ", padded" : "") + "; the hardware pools 2x2 with stride 2, without padding");
    if (ceil && (in.height() % 2 != 0 || in.width() % 2 != 0)) throw graph.bad(index, "keeps the odd last row or column of a map of " + in + " (ceil_mode or auto_pad); the hardware drops it");
  }
}
