// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import kakure.network.Shape;

/** Flatten, and Reshape to a vector or to the map's own shape. */
final class FlattenReader {
  private FlattenReader() {}

  static Value read(GraphReader in, int index) {
    Value value = in.activations(index);
    return value.flat(flattens(in.graph(), index, value.shape(), value.flat()));
  }

  /** @return true if the node makes a vector of the map (or leaves it one), false if it gives the map its own shape */
  private static boolean flattens(OnnxGraph graph, int index, Shape in, boolean flat) {
    Attributes attributes = new Attributes(graph, index);
    if (graph.node(index).getOpType().equals("Flatten")) {
      long axis = attributes.integer("axis", 1);
      attributes.end();
      if (axis != 1 && axis != (flat ? -1 : -3)) throw graph.bad(index, "axis " + axis + "; a map is flattened behind the batch, axis 1");
      return true;
    }
    boolean allowZero = attributes.integer("allowzero", 0) != 0;
    attributes.end();
    OnnxTensor t = graph.operand(index, 1, "shape");
    int[] own = flat ? new int[] {1, in.elements()} : new int[] {1, in.channels(), in.height(), in.width()};
    int[] vector = {1, in.elements()};
    int[] map = {1, in.channels(), in.height(), in.width()};
    if (t.rank() == 1 && fits(t.values(), vector, own, allowZero)) return true;
    if (t.rank() == 1 && fits(t.values(), map, own, allowZero)) return false;
    throw graph.bad(index, "reshapes a map of " + in + " to something other than a vector per image");
  }

  /** Whether a Reshape's target, with 0 = as before and -1 = the rest, is this shape; the batch, side 0, is 0, -1 or 1. */
  private static boolean fits(float[] target, int[] shape, int[] own, boolean allowZero) {
    if (target.length != shape.length) return false;
    int rest = 0;
    for (int d = 0; d < shape.length; d++) {
      if (target[d] == -1) rest++;
      else if (target[d] == 0 ? allowZero || d >= own.length || own[d] != shape[d] : target[d] != shape[d]) return false;
    }
    return rest <= 1;
  }
}
