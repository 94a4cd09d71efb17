// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.ArrayList;
import java.util.List;
import kakure.network.Shape;

/** Nodes that give a map other sides and leave its elements where they are. */
final class LayoutReader implements OpReader {
  @Override
  public List<String> operators() {
    return List.of("Flatten", "Reshape", "Squeeze", "Unsqueeze");
  }

  @Override
  public String forms() {
    return "whatever leaves the batch first and as large as it is: to a vector, to the map as it was, an image to any picture of as many pixels; shapes may be computed (`view(x.size(0), -1)`), the batch may be fixed";
  }

  @Override
  public Value read(GraphReader in, int index) {
    OnnxGraph graph = in.graph();
    Value value = in.activations(index);
    List<Integer> dims = sides(graph, index, value.dims());
    if (dims == null) throw graph.bad(index, "gives " + value.text() + " sides that do not fit it");
    return laid(graph, index, value, dims, in.isHosts(index) && !value.isImage());
  }

  private static List<Integer> sides(OnnxGraph graph, int index, List<Integer> dims) {
    Attributes attributes = new Attributes(graph, index);
    String operator = graph.operator(index);
    List<Integer> result = switch (operator) {
      case "Flatten" -> Reshaping.flatten(dims, attributes.integer("axis", 1));
      case "Reshape" -> Reshaping.reshape(dims, integers(graph, index, "shape"), attributes.integer("allowzero", 0) != 0);
      case "Squeeze" -> Reshaping.squeeze(dims, graph.optional(index, 1, "axes") == null ? List.of() : integers(graph, index, "axes"));
      default -> Reshaping.unsqueeze(dims, integers(graph, index, "axes"));
    };
    attributes.end();
    return result;
  }

  private static List<Long> integers(OnnxGraph graph, int index, String what) {
    OnnxTensor t = graph.operand(index, 1, what);
    if (t.rank() > 1 || t.length() > 8 || t.values().isReal()) throw graph.bad(index, "its " + what + " is of type " + OnnxTensor.typeName(t.type()) + " and shape " + t.shape() + "; a vector of up to 8 integers is read");
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < t.length(); i++) all.add(t.values().integer(i));
    return all;
  }

  /** The value with these sides; of the logits the host may make what it likes. */
  static Value laid(OnnxGraph graph, int index, Value value, List<Integer> dims, boolean logits) {
    if (logits) return value.laid(dims, value.shape());
    boolean batch = dims.size() > 1 && dims.get(0) == value.batch();
    if (!batch || dims.size() > 4 && value.isImage()) throw graph.bad(index, "reshapes a map of " + value.text() + " to " + OnnxTensor.text(dims) + ": the batch of " + value.batch() + " must stay the first side; use flatten(1), or export with a fixed batch");
    try {
      Shape map = value.isImage() ? ImageInput.picture(dims, value.shape()) : value.shape();
      return value.laid(dims, map);
    } catch (IllegalArgumentException e) {
      throw graph.bad(index, e.getMessage());
    }
  }
}
