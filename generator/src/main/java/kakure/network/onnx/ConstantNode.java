// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import kakure.BadInput;
import kakure.network.Mask;

/** A node of which all operands are constants, as the {@link Fold} of its operator sees it. All results are made here, where elements are counted against what the model may cost. */
final class ConstantNode {
  private final OnnxGraph graph;
  private final int index;
  private final Attributes attributes;

  ConstantNode(OnnxGraph graph, int index) {
    this.graph = graph;
    this.index = index;
    attributes = new Attributes(graph, index);
  }

  /** Its results, one per output; null where an output is never asked for. */
  List<OnnxTensor> compute() {
    Fold fold = Folds.of(type());
    if (fold == null) throw bad("reads only constants, and this operator is not among those computed at import; compute it before the model is written (constant folding)");
    for (int i = 0; i < operands(); i++) if (optional(i) != null) graph.charge(index, optional(i).length());
    List<OnnxTensor> results = fold.compute(this);
    attributes.end();
    if (results.size() < outputs()) throw bad("has " + outputs() + " outputs; " + results.size() + " are computed");
    return results;
  }

  /** Shape or Size of a map, whose sides are known though its elements are not. */
  List<OnnxTensor> ofSides(List<Integer> dims) {
    OnnxTensor result = type().equals("Shape") ? FoldConstants.shape(this, dims) : OnnxTensor.integers(List.of(Reshaping.product(dims))).shaped(List.of());
    attributes.end();
    return List.of(result);
  }

  BadInput bad(String reason) {
    return graph.bad(index, reason);
  }

  Attributes attributes() {
    return attributes;
  }

  String type() {
    return graph.operator(index);
  }

  int operands() {
    return graph.node(index).getInputCount();
  }

  int outputs() {
    return graph.node(index).getOutputCount();
  }

  OnnxTensor operand(int i) {
    return graph.operand(index, i, "operand " + i);
  }

  /** Null where the node leaves it out. */
  OnnxTensor optional(int i) {
    return graph.optional(index, i, "operand " + i);
  }

  /** A stored attribute's tensor. */
  OnnxTensor stored(TensorProto t) {
    return graph.stored(t, graph.node(index).getOutput(0));
  }

  /** The integers of an operand: sides, axes, places. */
  List<Long> integers(OnnxTensor t) {
    if (t.values().isReal() || t.rank() > 1 || t.length() > 1 << 16) throw bad("needs a vector of integers, not a constant of type " + OnnxTensor.typeName(t.type()) + " and shape " + t.shape());
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < t.length(); i++) all.add(t.values().integer(i));
    return all;
  }

  /** An axis, counted from the end where it is negative: 0 to rank - 1. */
  int axis(long axis, int rank) {
    long at = axis < 0 ? axis + rank : axis;
    if (at < 0 || at >= rank) throw bad("axis " + axis + " of a constant of " + rank + " dimensions");
    return (int) at;
  }

  /** Zeros of this type and shape, if the model may have so many: sides must be 0 or more. */
  OnnxTensor make(int type, List<? extends Number> dims) {
    if (!Numbers.known(type)) throw bad("makes a constant of type " + OnnxTensor.typeName(type) + "; floating-point numbers of 16 to 64 bits, integers of 8 to 64 and BOOL are computed");
    if (type == DataType.BFLOAT16_VALUE) throw bad("computes in BFLOAT16, which some round and others cut; cast it to FLOAT first");
    if (dims.size() > StoredTensor.MAX_RANK) throw bad("makes a constant of " + dims.size() + " dimensions, more than " + StoredTensor.MAX_RANK);
    long n = 1;
    List<Integer> sides = new ArrayList<>();
    for (Number side : dims) {
      long d = side.longValue();
      if (d < 0 || d > Mask.MAX_WEIGHTS || (n *= d) > Mask.MAX_WEIGHTS) throw bad("makes a constant of shape " + OnnxTensor.text(dims) + ": sides must be 0 or more, elements at most " + Mask.MAX_WEIGHTS);
      sides.add((int) d);
    }
    graph.charge(index, n);
    return new OnnxTensor(sides, new Numbers(type, (int) n));
  }

  /** A constant of this shape whose element i is the source's element at {@code from}. */
  OnnxTensor picked(OnnxTensor source, List<? extends Number> dims, IntUnaryOperator from) {
    OnnxTensor result = make(source.type(), dims);
    for (int i = 0; i < result.length(); i++) result.values().put(i, source.values(), from.applyAsInt(i));
    return result;
  }

  /** The shape that both broadcast to. */
  List<Integer> broadcast(List<Integer> a, List<Integer> b) {
    List<Integer> dims = new ArrayList<>();
    int rank = Math.max(a.size(), b.size());
    for (int d = 0; d < rank; d++) {
      int x = d < rank - a.size() ? 1 : a.get(d - rank + a.size());
      int y = d < rank - b.size() ? 1 : b.get(d - rank + b.size());
      if (x != y && x != 1 && y != 1) throw bad("constants of shapes " + OnnxTensor.text(a) + " and " + OnnxTensor.text(b) + " do not fit each other");
      dims.add(x == 1 ? y : x);
    }
    return dims;
  }
}
