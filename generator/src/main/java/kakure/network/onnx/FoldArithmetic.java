// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/** Operators that take constants element by element. */
final class FoldArithmetic {
  private FoldArithmetic() {}

  static void register(Map<String, Fold> folds) {
    unary(folds, "Abs", Math::abs, Math::abs);
    unary(folds, "Neg", v -> -v, v -> -v);
    unary(folds, "Sign", Math::signum, Long::signum);
    unary(folds, "Relu", v -> Math.max(0, v), v -> Math.max(0, v));
    unary(folds, "Floor", Math::floor, null);
    unary(folds, "Ceil", Math::ceil, null);
    unary(folds, "Round", Math::rint, null);
    unary(folds, "Sqrt", Math::sqrt, null);
    unary(folds, "Exp", Math::exp, null);
    unary(folds, "Log", Math::log, null);
    unary(folds, "Tanh", Math::tanh, null);
    unary(folds, "Sigmoid", v -> 1 / (1 + Math.exp(-v)), null);
    unary(folds, "Reciprocal", v -> 1 / v, null);
    folds.put("Not", Fold.one(n -> unary(n, n.operand(0), null, v -> v == 0 ? 1 : 0)));
    binary(folds, "Add", (a, b) -> a + b, (a, b) -> a + b);
    binary(folds, "Sub", (a, b) -> a - b, (a, b) -> a - b);
    binary(folds, "Mul", (a, b) -> a * b, (a, b) -> a * b);
    folds.put("Div", Fold.one(n -> binary(n, n.operand(0), n.operand(1), false, (a, b) -> a / b, (a, b) -> {
      if (b == 0) throw n.bad("divides an integer constant by 0");
      return a / b;
    })));
    folds.put("Pow", Fold.one(FoldArithmetic::power));
    compare(folds, "Equal", (a, b) -> a == b ? 1 : 0, (a, b) -> a == b ? 1 : 0);
    compare(folds, "Greater", (a, b) -> a > b ? 1 : 0, (a, b) -> a > b ? 1 : 0);
    compare(folds, "GreaterOrEqual", (a, b) -> a >= b ? 1 : 0, (a, b) -> a >= b ? 1 : 0);
    compare(folds, "Less", (a, b) -> a < b ? 1 : 0, (a, b) -> a < b ? 1 : 0);
    compare(folds, "LessOrEqual", (a, b) -> a <= b ? 1 : 0, (a, b) -> a <= b ? 1 : 0);
    compare(folds, "And", null, (a, b) -> a & b);
    compare(folds, "Or", null, (a, b) -> a | b);
    compare(folds, "Xor", null, (a, b) -> a ^ b);
    many(folds, "Sum", (a, b) -> a + b, (a, b) -> a + b);
    many(folds, "Max", Math::max, Math::max);
    many(folds, "Min", Math::min, Math::min);
    folds.put("Clip", Fold.one(FoldArithmetic::clip));
    folds.put("Where", Fold.one(FoldArithmetic::where));
  }

  private static void unary(Map<String, Fold> folds, String type, DoubleUnaryOperator real, LongUnaryOperator whole) {
    folds.put(type, Fold.one(n -> unary(n, n.operand(0), real, whole)));
  }

  private static OnnxTensor unary(ConstantNode node, OnnxTensor x, DoubleUnaryOperator real, LongUnaryOperator whole) {
    Numbers from = x.values();
    refuse(node, from, real != null, whole != null);
    OnnxTensor y = node.make(x.type(), x.dims());
    Numbers to = y.values();
    for (int i = 0; i < to.length(); i++) {
      if (from.isReal()) to.put(i, real.applyAsDouble(from.real(i)));
      else to.put(i, whole.applyAsLong(from.integer(i)));
    }
    return y;
  }

  private static void binary(Map<String, Fold> folds, String type, DoubleBinaryOperator real, LongBinaryOperator whole) {
    folds.put(type, Fold.one(n -> binary(n, n.operand(0), n.operand(1), false, real, whole)));
  }

  private static void compare(Map<String, Fold> folds, String type, DoubleBinaryOperator real, LongBinaryOperator whole) {
    folds.put(type, Fold.one(n -> binary(n, n.operand(0), n.operand(1), true, real, whole)));
  }

  private static void many(Map<String, Fold> folds, String type, DoubleBinaryOperator real, LongBinaryOperator whole) {
    folds.put(type, Fold.one(n -> {
      OnnxTensor all = n.operand(0);
      for (int i = 1; i < n.operands(); i++) all = binary(n, all, n.operand(i), false, real, whole);
      return all;
    }));
  }

  private static OnnxTensor binary(ConstantNode node, OnnxTensor a, OnnxTensor b, boolean truth, DoubleBinaryOperator real, LongBinaryOperator whole) {
    if (a.type() != b.type()) throw node.bad("takes constants of types " + OnnxTensor.typeName(a.type()) + " and " + OnnxTensor.typeName(b.type()) + "; cast one to the other's");
    refuse(node, a.values(), real != null, whole != null);
    OnnxTensor y = node.make(truth ? DataType.BOOL_VALUE : a.type(), node.broadcast(a.dims(), b.dims()));
    IntUnaryOperator left = Strided.broadcast(a.dims(), y.dims());
    IntUnaryOperator right = Strided.broadcast(b.dims(), y.dims());
    Numbers p = a.values();
    Numbers q = b.values();
    for (int i = 0; i < y.length(); i++) {
      if (p.isReal()) y.values().put(i, real.applyAsDouble(p.real(left.applyAsInt(i)), q.real(right.applyAsInt(i))));
      else y.values().put(i, whole.applyAsLong(p.integer(left.applyAsInt(i)), q.integer(right.applyAsInt(i))));
    }
    return y;
  }

  private static void refuse(ConstantNode node, Numbers values, boolean real, boolean whole) {
    if (values.isReal() ? !real : !whole) throw node.bad("takes a constant of type " + OnnxTensor.typeName(values.type) + ", which the operator does not");
  }

  /** The exponent may be of another type than the base. */
  private static OnnxTensor power(ConstantNode node) {
    OnnxTensor a = node.operand(0);
    OnnxTensor b = node.operand(1);
    OnnxTensor y = node.make(a.type(), node.broadcast(a.dims(), b.dims()));
    IntUnaryOperator left = Strided.broadcast(a.dims(), y.dims());
    IntUnaryOperator right = Strided.broadcast(b.dims(), y.dims());
    for (int i = 0; i < y.length(); i++) y.values().put(i, Math.pow(a.values().real(left.applyAsInt(i)), b.values().real(right.applyAsInt(i))));
    return y;
  }

  private static OnnxTensor clip(ConstantNode node) {
    OnnxTensor y = node.operand(0);
    for (int side = 1; side <= 2; side++) {
      OnnxTensor limit = node.optional(side);
      if (limit == null) continue;
      if (limit.length() != 1) throw node.bad("its limit has the shape " + limit.shape() + ", not one value");
      y = side == 1 ? binary(node, y, limit.shaped(List.of()), false, Math::max, Math::max) : binary(node, y, limit.shaped(List.of()), false, Math::min, Math::min);
    }
    return y;
  }

  private static OnnxTensor where(ConstantNode node) {
    OnnxTensor which = node.operand(0);
    OnnxTensor a = node.operand(1);
    OnnxTensor b = node.operand(2);
    if (which.type() != DataType.BOOL_VALUE || a.type() != b.type()) throw node.bad("chooses by " + OnnxTensor.typeName(which.type()) + " between " + OnnxTensor.typeName(a.type()) + " and " + OnnxTensor.typeName(b.type()) + "; by BOOL between two of one type is computed");
    OnnxTensor y = node.make(a.type(), node.broadcast(which.dims(), node.broadcast(a.dims(), b.dims())));
    IntUnaryOperator chooser = Strided.broadcast(which.dims(), y.dims());
    IntUnaryOperator left = Strided.broadcast(a.dims(), y.dims());
    IntUnaryOperator right = Strided.broadcast(b.dims(), y.dims());
    for (int i = 0; i < y.length(); i++) {
      if (which.values().integer(chooser.applyAsInt(i)) != 0) y.values().put(i, a.values(), left.applyAsInt(i));
      else y.values().put(i, b.values(), right.applyAsInt(i));
    }
    return y;
  }
}
