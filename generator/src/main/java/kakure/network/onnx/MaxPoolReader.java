// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.Arrays;
import java.util.List;
import kakure.network.Shape;

/** MaxPool of 2x2 with stride 2; one of 1x1 changes nothing. */
final class MaxPoolReader implements OpReader {
  @Override
  public List<String> operators() {
    return List.of("MaxPool");
  }

  @Override
  public String forms() {
    return "2x2 of stride 2, unpadded, once per layer, anywhere behind its normalisation; an odd last row or column is dropped; 1x1 of stride 1 changes nothing";
  }

  @Override
  public Value read(GraphReader in, int index) {
    Value value = in.activations(index);
    if (!value.isMap()) throw in.graph().bad(index, "pools " + (value.isFlat() ? "a flat vector of " : "") + value.text() + "; a map is pooled");
    if (unchanged(in.graph(), index, value.shape())) return value;
    if (value.isImage()) throw in.graph().bad(index, "pools the image; the hardware pools behind a layer: pool before the model is given the image");
    return value.of(value.pending().pool(index));
  }

  /**
   * Whether it changes nothing.
   *
   * @throws kakure.BadInput if it neither does nor is 2x2 with stride 2 and nothing else
   */
  private static boolean unchanged(OnnxGraph graph, int index, Shape in) {
    Attributes attributes = new Attributes(graph, index);
    int[] kernel = attributes.integers("kernel_shape", 2, 1 << 16, 0);
    int[] strides = attributes.integers("strides", 2, 1 << 16, 1);
    int[] dilations = attributes.integers("dilations", 2, 1 << 16, 1);
    int[] pads = attributes.integers("pads", 4, 1 << 16, 0);
    attributes.integer("storage_order", 0);
    String auto = attributes.text("auto_pad", "NOTSET");
    boolean ceil = attributes.integer("ceil_mode", 0) != 0 || auto.startsWith("SAME");
    attributes.end();
    boolean padded = Arrays.stream(pads).sum() != 0;
    boolean dense = dilations[0] == 1 && dilations[1] == 1 && !padded;
    if (dense && kernel[0] == 1 && kernel[1] == 1 && strides[0] == 1 && strides[1] == 1) return true;
    if (!dense || kernel[0] != 2 || kernel[1] != 2 || strides[0] != 2 || strides[1] != 2)
      throw graph.bad(index, "pools " + kernel[0] + "x" + kernel[1] + " with stride " + strides[0] + "x" + strides[1] + (padded ? ", padded" : "") + (dilations[0] != 1 || dilations[1] != 1 ? ", dilated" : "") + "; the hardware pools 2x2 with stride 2, without padding");
    if (ceil && (in.height() % 2 != 0 || in.width() % 2 != 0)) throw graph.bad(index, "keeps the odd last row or column of a map of " + in + " (ceil_mode or auto_pad); the hardware drops it");
    return false;
  }
}
