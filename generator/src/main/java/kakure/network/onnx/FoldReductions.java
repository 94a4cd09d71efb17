// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/** Operators that make one number of all along some axes. Sums of real numbers are taken in double precision and rounded once. */
final class FoldReductions {
  private FoldReductions() {}

  static void register(Map<String, Fold> folds) {
    reduce(folds, "ReduceSum", v -> v, v -> v, Double::sum, Long::sum, (s, n) -> s);
    reduce(folds, "ReduceMean", v -> v, null, Double::sum, null, (s, n) -> s / n);
    reduce(folds, "ReduceMax", v -> v, v -> v, Math::max, Math::max, (s, n) -> s);
    reduce(folds, "ReduceMin", v -> v, v -> v, Math::min, Math::min, (s, n) -> s);
    reduce(folds, "ReduceProd", v -> v, v -> v, (a, b) -> a * b, (a, b) -> a * b, (s, n) -> s);
    reduce(folds, "ReduceL1", Math::abs, Math::abs, Double::sum, Long::sum, (s, n) -> s);
    reduce(folds, "ReduceL2", v -> v * v, null, Double::sum, null, (s, n) -> Math.sqrt(s));
    reduce(folds, "ReduceSumSquare", v -> v * v, v -> v * v, Double::sum, Long::sum, (s, n) -> s);
  }

  private static void reduce(Map<String, Fold> folds, String type, DoubleUnaryOperator each, LongUnaryOperator eachWhole, DoubleBinaryOperator join, LongBinaryOperator joinWhole, DoubleBinaryOperator end) {
    folds.put(type, Fold.one(node -> {
      OnnxTensor x = node.operand(0);
      boolean real = x.values().isReal();
      if (!real && joinWhole == null) throw node.bad("takes a constant of type " + OnnxTensor.typeName(x.type()) + "; FLOAT is computed");
      boolean keep = node.attributes().integer("keepdims", 1) != 0;
      boolean[] gone = axes(node, x.rank());
      List<Integer> kept = new ArrayList<>();
      List<Integer> dims = new ArrayList<>();
      for (int d = 0; d < x.rank(); d++) {
        kept.add(gone[d] ? 1 : x.dim(d));
        if (!gone[d]) dims.add(x.dim(d));
        else if (keep) dims.add(1);
        if (gone[d] && x.dim(d) == 0) throw node.bad("makes one number of none: its constant has the shape " + x.shape());
      }
      int[] strides = Strided.rowMajor(kept);
      for (int d = 0; d < strides.length; d++) if (gone[d]) strides[d] = 0;
      Strided to = new Strided(0, Strided.sides(x.dims()), strides);
      OnnxTensor y = node.make(x.type(), dims);
      int n = y.length();
      double[] sums = new double[real ? n : 0];
      long[] whole = new long[real ? 0 : n];
      boolean[] begun = new boolean[n];
      for (int i = 0; i < x.length(); i++) {
        int o = to.applyAsInt(i);
        if (real) sums[o] = begun[o] ? join.applyAsDouble(sums[o], each.applyAsDouble(x.values().real(i))) : each.applyAsDouble(x.values().real(i));
        else whole[o] = begun[o] ? joinWhole.applyAsLong(whole[o], eachWhole.applyAsLong(x.values().integer(i))) : eachWhole.applyAsLong(x.values().integer(i));
        begun[o] = true;
      }
      for (int o = 0; o < n; o++) {
        if (real) y.values().put(o, end.applyAsDouble(sums[o], (double) x.length() / n));
        else y.values().put(o, whole[o]);
      }
      return y;
    }));
  }

  /** Axes as attribute or second operand; none means all, unless the node says that it then does nothing. */
  private static boolean[] axes(ConstantNode node, int rank) {
    List<Long> axes = node.attributes().list("axes");
    OnnxTensor operand = node.optional(1);
    if (operand != null) axes = node.integers(operand);
    boolean nothing = node.attributes().integer("noop_with_empty_axes", 0) != 0;
    boolean[] gone = new boolean[rank];
    if (axes.isEmpty() && !nothing) java.util.Arrays.fill(gone, true);
    for (long a : axes) gone[node.axis(a, rank)] = true;
    return gone;
  }
}
