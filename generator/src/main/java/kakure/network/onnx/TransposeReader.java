// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.ArrayList;
import java.util.List;
import kakure.network.Shape;

/** Transpose: of an image from channels last to channels first, or where only sides of 1 change places. */
final class TransposeReader implements OpReader {
  @Override
  public List<String> operators() {
    return List.of("Transpose");
  }

  @Override
  public String forms() {
    return "of an image from `N x H x W x C` to `N x C x H x W` (pictures are given to the hardware by channel), or where only sides of 1 change places";
  }

  @Override
  public Value read(GraphReader in, int index) {
    OnnxGraph graph = in.graph();
    Value value = in.activations(index);
    Attributes attributes = new Attributes(graph, index);
    List<Long> perm = new ArrayList<>(attributes.list("perm"));
    attributes.end();
    int rank = value.dims().size();
    if (perm.isEmpty()) for (long d = rank - 1L; d >= 0; d--) perm.add(d);
    if (perm.size() != rank || Reshaping.places(perm, rank) == null || Reshaping.places(perm, rank).size() != rank) throw graph.bad(index, "its perm " + perm + " does not order " + rank + " sides");
    List<Integer> dims = new ArrayList<>();
    long last = -1;
    boolean inOrder = true;
    for (long p : perm) {
      long from = p < 0 ? p + rank : p;
      int side = value.dims().get((int) from);
      dims.add(side);
      if (side == 1) continue;
      inOrder &= from > last;
      last = from;
    }
    if (inOrder) return LayoutReader.laid(graph, index, value, dims, false);
    if (value.isImage() && perm.equals(List.of(0L, 3L, 1L, 2L))) return value.laid(dims, new Shape(dims.get(1), dims.get(2), dims.get(3)));
    throw graph.bad(index, "changes the order of the elements of " + value.text() + " by " + perm + "; the hardware keeps channels, rows, columns: export the model with channels first, flattened in that order");
  }
}
