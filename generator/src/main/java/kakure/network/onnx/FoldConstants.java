// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Constants in all their forms, their types and their sizes. */
final class FoldConstants {
  private FoldConstants() {}

  static void register(Map<String, Fold> folds) {
    folds.put("Constant", Fold.one(FoldConstants::constant));
    folds.put("ConstantOfShape", Fold.one(FoldConstants::ofShape));
    folds.put("Identity", Fold.one(n -> n.operand(0)));
    folds.put("Dropout", FoldConstants::dropout);
    folds.put("Cast", Fold.one(FoldConstants::cast));
    folds.put("CastLike", Fold.one(n -> cast(n, n.operand(0), n.operand(1).type())));
    folds.put("Shape", Fold.one(n -> shape(n, n.operand(0).dims())));
    folds.put("Size", Fold.one(n -> OnnxTensor.integers(List.of(n.operand(0).length())).shaped(List.of())));
    folds.put("Range", Fold.one(FoldConstants::range));
  }

  private static OnnxTensor constant(ConstantNode node) {
    Attributes a = node.attributes();
    AttributeProto tensor = a.tensor("value");
    if (tensor != null) return node.stored(tensor.getT());
    if (a.has("value_float")) return reals(node, List.of(a.real("value_float", 0)), false);
    if (a.has("value_floats")) return reals(node, a.reals("value_floats"), true);
    if (a.has("value_int")) return OnnxTensor.integers(List.of(a.integer("value_int", 0))).shaped(List.of());
    if (a.has("value_ints")) return OnnxTensor.integers(a.list("value_ints"));
    throw node.bad("holds no number (value, value_float, value_floats, value_int or value_ints); text and sparse tensors are not read: store the weights with their zeros");
  }

  private static OnnxTensor reals(ConstantNode node, List<Float> all, boolean vector) {
    OnnxTensor t = node.make(DataType.FLOAT_VALUE, vector ? List.of(all.size()) : List.of());
    for (int i = 0; i < all.size(); i++) t.values().put(i, (double) all.get(i));
    return t;
  }

  private static OnnxTensor ofShape(ConstantNode node) {
    AttributeProto tensor = node.attributes().tensor("value");
    OnnxTensor value = tensor == null ? new OnnxTensor(List.of(), new Numbers(DataType.FLOAT_VALUE, 1)) : node.stored(tensor.getT());
    if (value.length() != 1) throw node.bad("repeats a constant of shape " + value.shape() + ", not one value");
    return node.picked(value, node.integers(node.operand(0)), i -> 0);
  }

  private static List<OnnxTensor> dropout(ConstantNode node) {
    node.attributes().integer("seed", 0);
    OnnxTensor training = node.optional(2);
    if (training != null && (training.length() != 1 || training.values().integer(0) != 0)) throw node.bad("is in training mode; export the model for inference (model.eval())");
    OnnxTensor x = node.operand(0);
    OnnxTensor kept = node.make(DataType.BOOL_VALUE, node.outputs() > 1 ? x.dims() : List.of(0));
    Arrays.fill(kept.values().bytes(), (byte) 1);
    return List.of(x, kept);
  }

  private static OnnxTensor cast(ConstantNode node) {
    node.attributes().integer("saturate", 1);
    return cast(node, node.operand(0), (int) node.attributes().integer("to", 0));
  }

  private static OnnxTensor cast(ConstantNode node, OnnxTensor x, int type) {
    if (type == x.type()) return x;
    OnnxTensor y = node.make(type, x.dims());
    for (int i = 0; i < x.length(); i++) y.values().put(i, x.values(), i);
    return y;
  }

  /** The sides from {@code start} to before {@code end}, also of a map, whose sides are known. */
  static OnnxTensor shape(ConstantNode node, List<Integer> dims) {
    int from = bound(node.attributes().integer("start", 0), dims.size());
    int to = bound(node.attributes().integer("end", dims.size()), dims.size());
    return OnnxTensor.integers(dims.subList(from, Math.max(from, to)));
  }

  private static int bound(long place, int rank) {
    return (int) Math.max(0, Math.min(rank, place < 0 ? place + rank : place));
  }

  private static OnnxTensor range(ConstantNode node) {
    Numbers start = node.operand(0).values();
    Numbers limit = node.operand(1).values();
    Numbers delta = node.operand(2).values();
    if (start.length() != 1 || limit.length() != 1 || delta.length() != 1 || delta.real(0) == 0) throw node.bad("counts from one value to another by a third that is not 0; not so here");
    double n = Math.max(0, Math.ceil((limit.real(0) - start.real(0)) / delta.real(0)));
    if (!(n <= kakure.network.Mask.MAX_WEIGHTS)) throw node.bad("counts up to " + n + " numbers");
    OnnxTensor y = node.make(start.type, List.of((long) n));
    for (int i = 0; i < y.length(); i++) {
      if (start.isReal()) y.values().put(i, start.real(0) + i * delta.real(0));
      else y.values().put(i, start.integer(0) + i * delta.integer(0));
    }
    return y;
  }
}
