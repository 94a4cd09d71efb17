// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.List;
import kakure.network.Shape;
import kakure.network.Window;

/** MaxPool: what is padded never wins, as activations are 0 or more; one of 1x1 with stride 1 changes nothing. */
final class MaxPoolReader implements OpReader {
  private static final int LARGEST = 1 << 16;

  @Override
  public List<String> operators() {
    return List.of("MaxPool");
  }

  @Override
  public String forms() {
    return "any kernel and padding below its side, the same stride both ways (1 to 16; the engine takes 1 and 2), `auto_pad`, once per layer, anywhere behind its normalisation; rows and columns that fill no window are dropped; 1x1 of stride 1 changes nothing";
  }

  @Override
  public Value read(GraphReader in, int index) {
    Value value = in.activations(index);
    if (!value.isMap()) throw in.graph().bad(index, "pools " + (value.isFlat() ? "a flat vector of " : "") + value.text() + "; a map is pooled");
    Window window = window(in.graph(), index, value.shape());
    if (window.equals(Window.square(1, 1, 0))) return value;
    if (value.isImage()) throw in.graph().bad(index, "pools the image; the hardware pools behind a layer: pool before the model is given the image");
    return value.of(value.pending().pool(index, window));
  }

  private static Window window(OnnxGraph graph, int index, Shape in) {
    Attributes attributes = new Attributes(graph, index);
    int[] kernel = attributes.integers("kernel_shape", 2, LARGEST, 0);
    int[] strides = attributes.integers("strides", 2, LARGEST, 1);
    int[] dilations = attributes.integers("dilations", 2, LARGEST, 1);
    if (strides[0] != strides[1] || strides[0] < 1 || dilations[0] != 1 || dilations[1] != 1)
      throw graph.bad(index, "pools " + kernel[0] + "x" + kernel[1] + " with stride " + strides[0] + "x" + strides[1] + (dilations[0] != 1 || dilations[1] != 1 ? ", dilated" : "") + "; the hardware pools with the same stride both ways, without dilation");
    int[] pads = ConvReader.pads(graph, index, attributes, in, kernel[0], kernel[1], strides[0]);
    attributes.integer("storage_order", 0);
    boolean ceil = attributes.integer("ceil_mode", 0) != 0;
    attributes.end();
    try {
      Window window = new Window(kernel[0], kernel[1], strides[0], pads[0], pads[1], pads[2], pads[3]);
      window.over(in, in.channels());
      if (ceil && ((in.height() + pads[0] + pads[2] - kernel[0]) % strides[0] != 0 || (in.width() + pads[1] + pads[3] - kernel[1]) % strides[0] != 0))
        throw graph.bad(index, "keeps the last row or column of a map of " + in + " that fills no window (ceil_mode); the hardware drops it");
      return window;
    } catch (IllegalArgumentException e) {
      throw graph.bad(index, "pools: " + e.getMessage());
    }
  }
}
