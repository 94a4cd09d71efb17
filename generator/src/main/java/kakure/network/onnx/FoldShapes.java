// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Operators that lay the same numbers otherwise: other sides, other order, parts, repetitions. */
final class FoldShapes {
  private FoldShapes() {}

  static void register(Map<String, Fold> folds) {
    folds.put("Reshape", Fold.one(n -> shaped(n, n.operand(0), Reshaping.reshape(n.operand(0).dims(), n.integers(n.operand(1)), n.attributes().integer("allowzero", 0) != 0))));
    folds.put("Flatten", Fold.one(n -> shaped(n, n.operand(0), Reshaping.flatten(n.operand(0).dims(), n.attributes().integer("axis", 1)))));
    folds.put("Squeeze", Fold.one(n -> shaped(n, n.operand(0), Reshaping.squeeze(n.operand(0).dims(), n.optional(1) == null ? List.of() : n.integers(n.operand(1))))));
    folds.put("Unsqueeze", Fold.one(n -> shaped(n, n.operand(0), Reshaping.unsqueeze(n.operand(0).dims(), n.integers(n.operand(1))))));
    folds.put("Transpose", Fold.one(FoldShapes::transpose));
    folds.put("Expand", Fold.one(FoldShapes::expand));
    folds.put("Tile", Fold.one(FoldShapes::tile));
    folds.put("Slice", Fold.one(FoldShapes::slice));
    folds.put("Concat", Fold.one(FoldShapes::concat));
    folds.put("Split", FoldShapes::split);
  }

  private static OnnxTensor shaped(ConstantNode node, OnnxTensor x, List<Integer> dims) {
    if (dims == null || dims.size() > StoredTensor.MAX_RANK) throw node.bad("gives a constant of shape " + x.shape() + " a shape that does not fit it");
    return x.shaped(dims);
  }

  private static OnnxTensor transpose(ConstantNode node) {
    OnnxTensor x = node.operand(0);
    List<Long> perm = node.attributes().list("perm");
    if (perm.isEmpty()) {
      perm = new ArrayList<>();
      for (long d = x.rank() - 1L; d >= 0; d--) perm.add(d);
    }
    if (perm.size() != x.rank() || Reshaping.places(perm, x.rank()) == null || Reshaping.places(perm, x.rank()).size() != x.rank()) throw node.bad("its perm " + perm + " does not order " + x.rank() + " axes");
    int[] own = Strided.rowMajor(x.dims());
    int[] strides = new int[own.length];
    List<Integer> dims = new ArrayList<>();
    for (int d = 0; d < own.length; d++) {
      int from = node.axis(perm.get(d), x.rank());
      dims.add(x.dim(from));
      strides[d] = own[from];
    }
    return node.picked(x, dims, new Strided(0, Strided.sides(dims), strides));
  }

  private static OnnxTensor expand(ConstantNode node) {
    OnnxTensor x = node.operand(0);
    List<Integer> to = new ArrayList<>();
    for (long side : node.integers(node.operand(1))) {
      if (side < 0 || side > kakure.network.Mask.MAX_WEIGHTS) throw node.bad("repeats to a side of " + side);
      to.add((int) side);
    }
    List<Integer> dims = node.broadcast(x.dims(), to);
    return node.picked(x, dims, Strided.broadcast(x.dims(), dims));
  }

  private static OnnxTensor tile(ConstantNode node) {
    OnnxTensor x = node.operand(0);
    List<Long> times = node.integers(node.operand(1));
    if (times.size() != x.rank()) throw node.bad("repeats " + times.size() + " axes of a constant of shape " + x.shape());
    List<Long> dims = new ArrayList<>();
    for (int d = 0; d < x.rank(); d++) {
      if (times.get(d) < 0 || times.get(d) > kakure.network.Mask.MAX_WEIGHTS) throw node.bad("repeats an axis " + times.get(d) + " times");
      dims.add(x.dim(d) * times.get(d));
    }
    int[] own = Strided.rowMajor(x.dims());
    int[] sides = dims.stream().mapToInt(Long::intValue).toArray();
    return node.picked(x, dims, i -> {
      int at = 0;
      for (int d = sides.length - 1; d >= 0; d--) {
        at += i % sides[d] % x.dim(d) * own[d];
        i /= sides[d];
      }
      return at;
    });
  }

  private static OnnxTensor slice(ConstantNode node) {
    OnnxTensor x = node.operand(0);
    List<Long> starts = node.integers(node.operand(1));
    List<Long> ends = node.integers(node.operand(2));
    List<Long> axes = node.optional(3) == null ? null : node.integers(node.operand(3));
    List<Long> steps = node.optional(4) == null ? Collections.nCopies(starts.size(), 1L) : node.integers(node.operand(4));
    if (axes == null) {
      axes = new ArrayList<>();
      for (long d = 0; d < starts.size(); d++) axes.add(d);
    }
    if (ends.size() != starts.size() || axes.size() != starts.size() || steps.size() != starts.size()) throw node.bad("has " + starts.size() + " starts, " + ends.size() + " ends, " + axes.size() + " axes and " + steps.size() + " steps");
    List<Integer> dims = new ArrayList<>(x.dims());
    int[] strides = Strided.rowMajor(x.dims());
    int offset = 0;
    for (int k = 0; k < starts.size(); k++) {
      int d = node.axis(axes.get(k), x.rank());
      long step = steps.get(k);
      int side = dims.get(d);
      if (step == 0 || Math.abs(step) > Integer.MAX_VALUE) throw node.bad("its step is " + step);
      long from = place(starts.get(k), side, step > 0 ? 0 : 0, step > 0 ? side : side - 1);
      long to = place(ends.get(k), side, step > 0 ? 0 : -1, step > 0 ? side : side - 1);
      long n = Math.max(0, step > 0 ? (to - from + step - 1) / step : (from - to - step - 1) / -step);
      dims.set(d, (int) n);
      if (n > 0) offset += (int) from * strides[d];
      strides[d] = (int) (n > 1 ? strides[d] * step : 0);
    }
    return node.picked(x, dims, new Strided(offset, Strided.sides(dims), strides));
  }

  /** A place counted from the end where it is negative, brought between the ends. */
  private static long place(long at, int side, long least, long most) {
    long from = at < 0 ? Math.max(at, -2L * Integer.MAX_VALUE) + side : at;
    return Math.max(least, Math.min(most, from));
  }

  private static OnnxTensor concat(ConstantNode node) {
    OnnxTensor first = node.operand(0);
    int axis = node.axis(node.attributes().integer("axis", 0), first.rank());
    long side = 0;
    for (int k = 0; k < node.operands(); k++) {
      OnnxTensor x = node.operand(k);
      List<Integer> like = new ArrayList<>(first.dims());
      if (x.rank() == first.rank()) like.set(axis, x.dim(axis));
      if (x.type() != first.type() || !x.dims().equals(like)) throw node.bad("joins constants of shapes " + first.shape() + " and " + x.shape() + " along axis " + axis + ", or of several types");
      side += x.dim(axis);
    }
    List<Long> dims = new ArrayList<>();
    for (int d = 0; d < first.rank(); d++) dims.add(d == axis ? side : first.dim(d));
    OnnxTensor y = node.make(first.type(), dims);
    int outer = (int) Reshaping.product(first.dims().subList(0, axis));
    for (int o = 0, at = 0; o < outer && y.length() > 0; o++) {
      for (int k = 0; k < node.operands(); k++) {
        OnnxTensor x = node.operand(k);
        int run = x.length() / outer;
        for (int i = 0; i < run; i++) y.values().put(at++, x.values(), o * run + i);
      }
    }
    return y;
  }

  private static List<OnnxTensor> split(ConstantNode node) {
    OnnxTensor x = node.operand(0);
    int axis = node.axis(node.attributes().integer("axis", 0), x.rank());
    node.attributes().integer("num_outputs", 0);
    int parts = node.outputs();
    List<Long> sides = node.optional(1) == null ? new ArrayList<>() : node.integers(node.operand(1));
    int side = x.dim(axis);
    if (sides.isEmpty()) for (long k = 0, left = side; k < parts; k++, left -= sides.get(sides.size() - 1)) sides.add(Math.min(left, (side + parts - 1) / parts));
    if (sides.size() != parts || sides.stream().anyMatch(s -> s < 0 || s > side) || sides.stream().mapToLong(s -> s).sum() != side) throw node.bad("splits a side of " + side + " into " + sides);
    List<OnnxTensor> results = new ArrayList<>();
    int[] strides = Strided.rowMajor(x.dims());
    int from = 0;
    for (long part : sides) {
      List<Integer> dims = new ArrayList<>(x.dims());
      dims.set(axis, (int) part);
      results.add(node.picked(x, dims, new Strided(from * strides[axis], Strided.sides(dims), strides)));
      from += (int) part;
    }
    return results;
  }
}
