// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.Arrays;
import java.util.List;
import kakure.network.Shape;
import kakure.network.Window;

/** Conv: a two-dimensional convolution. */
final class ConvReader extends WeightedReader {
  @Override
  public List<String> operators() {
    return List.of("Conv");
  }

  @Override
  public String forms() {
    return "two-dimensional, group 1, dilation 1, any kernel, the same stride both ways (1 to 16), any padding below the kernel's side, `auto_pad`, bias";
  }

  @Override
  Value operand(GraphReader in, int index) {
    return in.padded(index, 0);
  }

  @Override
  Form form(OnnxGraph graph, int node, Value value) {
    if (!value.isMap()) throw graph.bad(node, "reads " + (value.isFlat() ? "a flat vector of " : "") + value.text() + "; a convolution reads a map as the hardware has it, channels x height x width");
    Shape in = value.padding().around(value.shape());
    OnnxTensor w = graph.operand(node, 1, "weight");
    if (w.rank() != 4 || w.length() == 0) throw graph.bad(node, "its weight has the shape " + w.shape() + "; outputs x channels x rows x columns is read (two-dimensional convolution)");
    Attributes attributes = new Attributes(graph, node);
    attributes.only("group", 1, 1);
    for (int d : attributes.integers("dilations", 2, LARGEST, 1)) if (d != 1) throw graph.bad(node, "dilation " + d + "; the hardware computes 1 only: train without dilation");
    int kernelHeight = w.dim(2);
    int kernelWidth = w.dim(3);
    boolean given = attributes.has("kernel_shape");
    int[] kernel = attributes.integers("kernel_shape", 2, LARGEST, 0);
    if (given && (kernel[0] != kernelHeight || kernel[1] != kernelWidth)) throw graph.bad(node, "its kernel_shape " + kernel[0] + "x" + kernel[1] + " is not that of its weight, " + w.shape());
    if (w.dim(1) != in.channels()) throw graph.bad(node, "its weight of " + w.shape() + " wants " + w.dim(1) + " channels, but its map is " + in);
    int[] strides = attributes.integers("strides", 2, LARGEST, 1);
    if (strides[0] != strides[1]) throw graph.bad(node, "strides " + strides[0] + " and " + strides[1] + "; the hardware computes the same both ways");
    if (strides[0] < 1) throw graph.bad(node, "stride 0");
    int[] pads = pads(graph, node, attributes, in, kernelHeight, kernelWidth, strides[0]);
    attributes.end();
    Padding all = value.padding().and(new Padding(pads[0], pads[1], pads[2], pads[3]));
    OnnxTensor b = graph.optional(node, 2, "bias");
    float[] bias = b == null ? new float[1] : graph.finite(node, b, w.dim(0), "bias");
    return new Form(new Window(kernelHeight, kernelWidth, strides[0], all.top(), all.left(), all.bottom(), all.right()), w.dim(0), w.values().floats(), bias, 1);
  }

  /** top, left, bottom, right. */
  static int[] pads(OnnxGraph graph, int node, Attributes attributes, Shape in, int kernelHeight, int kernelWidth, int stride) {
    String auto = attributes.text("auto_pad", "NOTSET");
    boolean given = attributes.has("pads");
    int[] pads = attributes.integers("pads", 4, LARGEST, 0);
    switch (auto) {
      case "NOTSET" -> {}
      case "VALID" -> Arrays.fill(pads, 0);
      case "SAME_UPPER", "SAME_LOWER" -> {
        if (given) throw graph.bad(node, "has both pads and auto_pad");
        int up = auto.equals("SAME_LOWER") ? 1 : 0;
        int rows = Math.max(0, (in.height() - 1) / stride * stride + kernelHeight - in.height());
        int columns = Math.max(0, (in.width() - 1) / stride * stride + kernelWidth - in.width());
        pads = new int[] {(rows + up) / 2, (columns + up) / 2, rows - (rows + up) / 2, columns - (columns + up) / 2};
      }
      default -> throw graph.bad(node, "auto_pad " + Refusals.quote(auto) + " is not known");
    }
    return pads;
  }
}
