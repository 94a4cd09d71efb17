// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.ArrayList;
import java.util.List;

/** Pad: zeros around a map, which the next convolution takes for its own padding. */
final class PadReader implements OpReader {
  @Override
  public List<String> operators() {
    return List.of("Pad");
  }

  @Override
  public String forms() {
    return "mode `constant`, zeros, rows and columns only, before a Conv: only nodes that leave zeros zeros may lie between";
  }

  @Override
  public Value read(GraphReader in, int index) {
    OnnxGraph graph = in.graph();
    Value value = in.padded(index, 0);
    Attributes attributes = new Attributes(graph, index);
    String mode = attributes.text("mode", "constant");
    attributes.end();
    if (!mode.equals("constant")) throw graph.bad(index, "pads in mode " + Refusals.quote(mode) + "; the hardware pads with zeros: use the convolution's own padding");
    OnnxTensor filling = graph.optional(index, 2, "value");
    double zero = value.stage() == Value.Stage.U8 && value.signed() ? -128 : 0;
    double with = filling == null ? 0 : graph.finite(index, filling, 1, "value")[0];
    if (with != zero) throw graph.bad(index, "pads with " + with + "; the hardware pads with zeros: use the convolution's own padding");
    long[] sides = sides(graph, index, value.dims().size());
    int rank = value.dims().size();
    boolean outer = false;
    for (int d = 0; d < rank; d++) outer |= (d < 2 || rank != 4) && (sides[d] != 0 || sides[d + rank] != 0);
    for (long side : sides) if (side < 0 || side > 4096) throw graph.bad(index, "pads by " + side + "; 0 to 4096 rows and columns are computed");
    if (outer || value.stage() == Value.Stage.LOGITS || value.stage() == Value.Stage.LABEL) throw graph.bad(index, "pads " + value.text() + " by other than rows and columns of a map; the hardware pads those");
    if (rank != 4) return value;
    try {
      Padding more = new Padding((int) sides[2], (int) sides[3], (int) sides[6], (int) sides[7]);
      value.padding().and(more).around(value.shape());
      if (!value.isMap()) throw graph.bad(index, "pads " + value.text() + "; a map is padded");
      return value.padded(more);
    } catch (IllegalArgumentException e) {
      throw graph.bad(index, e.getMessage());
    }
  }

  /** Before and behind each side. */
  private static long[] sides(OnnxGraph graph, int index, int rank) {
    OnnxTensor pads = graph.operand(index, 1, "pads");
    OnnxTensor named = graph.optional(index, 3, "axes");
    List<Long> axes = new ArrayList<>();
    for (int d = 0; d < (named == null ? rank : named.length()); d++) axes.add(named == null ? d : named.values().integer(d));
    if (pads.length() != 2 * axes.size() || pads.values().isReal() || Reshaping.places(axes, rank) == null) throw graph.bad(index, "its pads have the shape " + pads.shape() + "; two numbers for each of " + axes.size() + " sides are expected");
    long[] sides = new long[2 * rank];
    for (int k = 0; k < axes.size(); k++) {
      int d = (int) (axes.get(k) < 0 ? axes.get(k) + rank : axes.get(k));
      sides[d] = pads.values().integer(k);
      sides[d + rank] = pads.values().integer(k + axes.size());
    }
    return sides;
  }
}
