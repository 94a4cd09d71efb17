// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Operators that find places in constants, and take or set what stands there: how masks are made of scores. */
final class FoldPicks {
  private FoldPicks() {}

  static void register(Map<String, Fold> folds) {
    folds.put("Gather", Fold.one(FoldPicks::gather));
    folds.put("GatherElements", Fold.one(n -> n.picked(n.operand(0), n.operand(1).dims(), place(n, n.operand(0), n.operand(1), axis(n, 0, n.operand(0).rank())))));
    folds.put("ScatterElements", Fold.one(FoldPicks::scatterElements));
    folds.put("ScatterND", Fold.one(FoldPicks::scatterNd));
    folds.put("TopK", FoldPicks::topK);
    folds.put("ArgMax", Fold.one(n -> extreme(n, true)));
    folds.put("ArgMin", Fold.one(n -> extreme(n, false)));
    folds.put("OneHot", Fold.one(FoldPicks::oneHot));
  }

  private static int axis(ConstantNode node, long otherwise, int rank) {
    return node.axis(node.attributes().integer("axis", otherwise), rank);
  }

  /** An index into a side, counted from the end where it is negative. */
  private static int index(ConstantNode node, OnnxTensor indices, int i, int side) {
    long at = indices.values().integer(i);
    if (at < 0) at += side;
    if (indices.values().isReal() || at < 0 || at >= side) throw node.bad("its index " + indices.values().integer(i) + " does not lie in a side of " + side);
    return (int) at;
  }

  private static OnnxTensor gather(ConstantNode node) {
    OnnxTensor x = node.operand(0);
    OnnxTensor indices = node.operand(1);
    int axis = axis(node, 0, x.rank());
    List<Integer> dims = new ArrayList<>(x.dims().subList(0, axis));
    dims.addAll(indices.dims());
    dims.addAll(x.dims().subList(axis + 1, x.rank()));
    int inner = Strided.rowMajor(x.dims())[axis];
    int n = Math.max(1, indices.length());
    int side = x.dim(axis);
    return node.picked(x, dims, i -> (i / inner / n * side + index(node, indices, i / inner % n, side)) * inner + i % inner);
  }

  /** For each element of {@code indices}: the place of x with the index in place of the element's own along the axis. */
  private static IntUnaryOperator place(ConstantNode node, OnnxTensor x, OnnxTensor indices, int axis) {
    if (indices.rank() != x.rank()) throw node.bad("indices of shape " + indices.shape() + " do not fit a constant of shape " + x.shape());
    for (int d = 0; d < x.rank(); d++) if (d != axis && indices.dim(d) > x.dim(d)) throw node.bad("indices of shape " + indices.shape() + " do not fit a constant of shape " + x.shape());
    int[] strides = Strided.rowMajor(x.dims());
    int along = strides[axis];
    strides[axis] = 0;
    Strided others = new Strided(0, Strided.sides(indices.dims()), strides);
    return i -> others.applyAsInt(i) + index(node, indices, i, x.dim(axis)) * along;
  }

  private static OnnxTensor copy(ConstantNode node, OnnxTensor x) {
    return node.picked(x, x.dims(), i -> i);
  }

  private static void noReduction(ConstantNode node) {
    String reduction = node.attributes().text("reduction", "none");
    if (!reduction.equals("none")) throw node.bad("sets constants with the reduction " + Refusals.quote(reduction) + "; none is computed");
  }

  private static OnnxTensor scatterElements(ConstantNode node) {
    noReduction(node);
    OnnxTensor x = node.operand(0);
    OnnxTensor indices = node.operand(1);
    OnnxTensor updates = node.operand(2);
    var place = place(node, x, indices, axis(node, 0, x.rank()));
    if (!updates.dims().equals(indices.dims()) || updates.type() != x.type()) throw node.bad("updates of shape " + updates.shape() + " do not fit indices of shape " + indices.shape());
    OnnxTensor y = copy(node, x);
    for (int i = 0; i < indices.length(); i++) y.values().put(place.applyAsInt(i), updates.values(), i);
    return y;
  }

  private static OnnxTensor scatterNd(ConstantNode node) {
    noReduction(node);
    OnnxTensor x = node.operand(0);
    OnnxTensor indices = node.operand(1);
    OnnxTensor updates = node.operand(2);
    int depth = indices.rank() == 0 ? 0 : indices.dim(indices.rank() - 1);
    if (depth < 1 || depth > x.rank()) throw node.bad("indices of shape " + indices.shape() + " do not fit a constant of shape " + x.shape());
    List<Integer> like = new ArrayList<>(indices.dims().subList(0, indices.rank() - 1));
    like.addAll(x.dims().subList(depth, x.rank()));
    if (!updates.dims().equals(like) || updates.type() != x.type()) throw node.bad("updates of shape " + updates.shape() + " do not fit indices of shape " + indices.shape() + " into " + x.shape());
    int[] strides = Strided.rowMajor(x.dims());
    int run = strides[depth - 1];
    OnnxTensor y = copy(node, x);
    for (int k = 0; k < indices.length() / depth && updates.length() > 0; k++) {
      int at = 0;
      for (int d = 0; d < depth; d++) at += index(node, indices, k * depth + d, x.dim(d)) * strides[d];
      for (int i = 0; i < run; i++) y.values().put(at + i, updates.values(), k * run + i);
    }
    return y;
  }

  /** The k largest or smallest along an axis, of equal ones the first, and where they stand. */
  private static List<OnnxTensor> topK(ConstantNode node) {
    OnnxTensor x = node.operand(0);
    List<Long> asked = node.integers(node.operand(1));
    int axis = axis(node, -1, x.rank());
    boolean largest = node.attributes().integer("largest", 1) != 0;
    node.attributes().integer("sorted", 1);
    int side = x.dim(axis);
    if (asked.size() != 1 || asked.get(0) < 0 || asked.get(0) > side) throw node.bad("asks for " + asked + " of " + side + " numbers");
    int k = asked.get(0).intValue();
    List<Integer> dims = new ArrayList<>(x.dims());
    dims.set(axis, k);
    OnnxTensor values = node.make(x.type(), dims);
    OnnxTensor places = node.make(DataType.INT64_VALUE, dims);
    int inner = Strided.rowMajor(x.dims())[axis];
    for (int line = 0; k > 0 && line < x.length() / side; line++) {
      int from = line / inner * side * inner + line % inner;
      int to = line / inner * k * inner + line % inner;
      int[] order = order(x, from, inner, side, largest);
      for (int i = 0; i < k; i++) {
        values.values().put(to + i * inner, x.values(), from + order[i] * inner);
        places.values().put(to + i * inner, (long) order[i]);
      }
    }
    return List.of(values, places);
  }

  /** Places in order; FLOAT, of which masks are made, as sortable bits before the place in one long. */
  private static int[] order(OnnxTensor x, int from, int step, int side, boolean largest) {
    if (x.type() == DataType.FLOAT_VALUE) {
      long[] keys = new long[side];
      for (int i = 0; i < side; i++) {
        int bits = Float.floatToIntBits((float) x.values().real(from + i * step) + 0f);
        long rising = bits ^ bits >> 31 >>> 1;
        keys[i] = (largest ? ~rising : rising) << 32 | i;
      }
      Arrays.sort(keys);
      return Arrays.stream(keys).mapToInt(k -> (int) k).toArray();
    }
    Comparator<Integer> rising = x.values().isReal() ? Comparator.comparingDouble(i -> x.values().real(from + i * step)) : Comparator.comparingLong(i -> x.values().integer(from + i * step));
    return IntStream.range(0, side).boxed().sorted(largest ? rising.reversed() : rising).mapToInt(i -> i).toArray();
  }

  private static OnnxTensor extreme(ConstantNode node, boolean largest) {
    OnnxTensor x = node.operand(0);
    int axis = axis(node, 0, x.rank());
    boolean keep = node.attributes().integer("keepdims", 1) != 0;
    boolean latest = node.attributes().integer("select_last_index", 0) != 0;
    int side = x.dim(axis);
    if (side == 0) throw node.bad("finds the largest of none: its constant has the shape " + x.shape());
    List<Integer> dims = new ArrayList<>(x.dims());
    if (keep) dims.set(axis, 1);
    else dims.remove(axis);
    OnnxTensor y = node.make(DataType.INT64_VALUE, dims);
    int inner = Strided.rowMajor(x.dims())[axis];
    for (int line = 0; line < y.length(); line++) {
      int from = line / inner * side * inner + line % inner;
      int best = 0;
      for (int i = 1; i < side; i++) {
        double now = x.values().real(from + i * inner);
        double so = x.values().real(from + best * inner);
        if (latest && now == so || (largest ? now > so : now < so)) best = i;
      }
      y.values().put(line, (long) best);
    }
    return y;
  }

  private static OnnxTensor oneHot(ConstantNode node) {
    OnnxTensor indices = node.operand(0);
    OnnxTensor depth = node.operand(1);
    OnnxTensor values = node.operand(2);
    if (depth.length() != 1 || values.length() != 2 || !(depth.values().real(0) >= 1)) throw node.bad("wants one depth of 1 or more and two values, off and on");
    long side = depth.values().integer(0);
    int axis = axis(node, -1, indices.rank() + 1);
    List<Long> dims = new ArrayList<>();
    for (int d : indices.dims()) dims.add((long) d);
    dims.add(axis, side);
    OnnxTensor y = node.make(values.type(), dims);
    int inner = Math.max(1, (int) Reshaping.product(indices.dims().subList(axis, indices.rank())));
    Numbers at = indices.values();
    for (int i = 0; i < y.length(); i++) {
      long wanted = at.integer((int) (i / inner / side) * inner + i % inner);
      boolean on = (wanted < 0 ? wanted + side : wanted) == i / inner % side;
      y.values().put(i, values.values(), on ? 1 : 0);
    }
    return y;
  }
}
