// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import kakure.network.Shape;

/** Pooling of a whole map: its average, or of one pixel, which changes nothing. */
final class OnePixelReader implements OpReader {
  static final String AVERAGE = "average pooling is computed of a whole map of activations (GlobalAveragePool); use a fully connected layer or MaxPool elsewhere";

  @Override
  public List<String> operators() {
    return List.of("GlobalAveragePool", "GlobalMaxPool", "ReduceMean", "ReduceMax");
  }

  @Override
  public String forms() {
    return "the average of a whole map of activations, read by Conv of 1x1, Gemm, MatMul or QuantizeLinear; of a map of one pixel, which they leave as it is (ReduceMean and ReduceMax over rows and columns)";
  }

  @Override
  public Value read(GraphReader in, int index) {
    OnnxGraph graph = in.graph();
    Value value = in.activations(index);
    String operator = graph.operator(index);
    boolean mean = operator.equals("GlobalAveragePool") || operator.equals("ReduceMean");
    boolean averages = mean && value.stage() == Value.Stage.REAL && !value.isImage() && value.isMap();
    if (!averages && (value.shape().pixels() != 1 || !value.isMap())) throw graph.bad(index, (mean ? AVERAGE : "max-pooling of a whole map is not computed; use MaxPool of 2x2 or a fully connected layer") + " (its map is " + value.text() + ")");
    Attributes attributes = new Attributes(graph, index);
    boolean keep = attributes.integer("keepdims", 1) != 0;
    attributes.integer("noop_with_empty_axes", 0);
    List<Long> axes = operator.startsWith("Global") ? List.of(2L, 3L) : axes(graph, index, attributes);
    attributes.end();
    Set<Integer> gone = Reshaping.places(axes, 4);
    if (gone == null || !List.of(2, 3).containsAll(gone)) throw graph.bad(index, "reduces other sides than rows and columns, " + axes + "; the hardware keeps batch and channels");
    List<Integer> dims = new ArrayList<>();
    boolean changes = value.shape().pixels() > 1;
    if (changes && gone.size() != 2) throw graph.bad(index, "averages rows or columns only, " + axes + "; the hardware averages whole maps");
    for (int d = 0; d < 4; d++) if (keep || !gone.contains(d)) dims.add(changes && gone.contains(d) ? 1 : value.dims().get(d));
    if (!changes) return value.laid(dims, value.shape());
    if (!value.pending().result().isU8()) throw graph.bad(index, AVERAGE);
    Shape one = new Shape(value.shape().channels(), 1, 1);
    return value.made(Value.Stage.REAL, value.scale() / value.shape().pixels(), new PendingAverage(graph, index, in.name(index, "average" + index), value.pending(), 0, value.scale())).laid(dims, one);
  }

  private static List<Long> axes(OnnxGraph graph, int index, Attributes attributes) {
    List<Long> axes = new ArrayList<>(attributes.list("axes"));
    OnnxTensor operand = graph.optional(index, 1, "axes");
    for (int i = 0; operand != null && i < Math.min(8, operand.length()); i++) axes.add(operand.values().integer(i));
    return axes.isEmpty() ? List.of(0L, 1L, 2L, 3L) : axes;
  }
}
