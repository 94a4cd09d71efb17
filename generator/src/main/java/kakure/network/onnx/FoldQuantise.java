// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** Quantising and back, as onnxruntime rounds it: x / scale in FLOAT, to the nearest integer, ties to even, plus the zero point, saturated; and (q - zero point) scale in FLOAT. QONNX's operators do both at once. */
final class FoldQuantise {
  private FoldQuantise() {}

  static void register(Map<String, Fold> folds) {
    folds.put("QuantizeLinear", Fold.one(FoldQuantise::quantize));
    folds.put("DequantizeLinear", Fold.one(FoldQuantise::dequantize));
    folds.put("Quant", Fold.one(FoldQuantise::quant));
    folds.put("BipolarQuant", Fold.one(FoldQuantise::bipolar));
  }

  /** Of one value for all, or one per side along the axis: where the one of element i stands. */
  private static IntUnaryOperator perAxis(ConstantNode node, OnnxTensor x, OnnxTensor of, long axis) {
    if (of.length() == 1) return i -> 0;
    int at = node.axis(axis, x.rank());
    if (of.rank() != 1 || of.length() != x.dim(at)) throw node.bad("a scale or zero point of shape " + of.shape() + " along axis " + axis + " does not fit a constant of shape " + x.shape());
    int inner = Strided.rowMajor(x.dims())[at];
    int side = x.dim(at);
    return i -> i / inner % side;
  }

  private static long axis(ConstantNode node) {
    node.attributes().only("block_size", 0, 0);
    return node.attributes().integer("axis", 1);
  }

  private static OnnxTensor quantize(ConstantNode node) {
    OnnxTensor x = node.operand(0);
    OnnxTensor scale = node.operand(1);
    OnnxTensor zero = node.optional(2);
    long axis = axis(node);
    node.attributes().integer("saturate", 1);
    node.attributes().integer("precision", 0);
    long asked = node.attributes().integer("output_dtype", 0);
    int type = zero != null ? zero.type() : asked != 0 ? (int) asked : DataType.UINT8_VALUE;
    if (!x.values().isReal() || !Numbers.known(type) || Numbers.isReal(type) || Numbers.bits(type) > 16 || type == DataType.BOOL_VALUE) throw node.bad("quantises a constant of type " + OnnxTensor.typeName(x.type()) + " to " + OnnxTensor.typeName(type) + "; FLOAT to integers of 8 or 16 bits is computed");
    IntUnaryOperator at = perAxis(node, x, scale, axis);
    IntUnaryOperator zeroAt = zero == null ? at : perAxis(node, x, zero, axis);
    boolean signed = type == DataType.INT8_VALUE || type == DataType.INT16_VALUE;
    double least = signed ? -(1 << Numbers.bits(type) - 1) : 0;
    double most = least + (1 << Numbers.bits(type)) - 1;
    OnnxTensor y = node.make(type, x.dims());
    for (int i = 0; i < y.length(); i++) {
      double steps = Math.rint((float) (x.values().real(i) / scale.values().real(at.applyAsInt(i)))) + (zero == null ? 0 : zero.values().real(zeroAt.applyAsInt(i)));
      y.values().put(i, (long) Math.max(least, Math.min(most, steps)));
    }
    return y;
  }

  private static OnnxTensor dequantize(ConstantNode node) {
    OnnxTensor q = node.operand(0);
    OnnxTensor scale = node.operand(1);
    OnnxTensor zero = node.optional(2);
    long axis = axis(node);
    node.attributes().integer("output_dtype", 0);
    if (q.values().isReal()) throw node.bad("dequantises a constant of type " + OnnxTensor.typeName(q.type()) + "; integers are computed");
    if (zero != null && zero.type() != q.type()) throw node.bad("its zero point is of type " + OnnxTensor.typeName(zero.type()) + ", its constant of type " + OnnxTensor.typeName(q.type()));
    IntUnaryOperator at = perAxis(node, q, scale, axis);
    IntUnaryOperator zeroAt = zero == null ? at : perAxis(node, q, zero, axis);
    OnnxTensor y = node.make(scale.type(), q.dims());
    for (int i = 0; i < y.length(); i++) {
      long steps = q.values().integer(i) - (zero == null ? 0 : zero.values().integer(zeroAt.applyAsInt(i)));
      y.values().put(i, (float) steps * scale.values().real(at.applyAsInt(i)));
    }
    return y;
  }

  /** (round(clamp(x / scale + zero point)) - zero point) scale. */
  private static OnnxTensor quant(ConstantNode node) {
    OnnxTensor x = node.operand(0);
    OnnxTensor scale = node.operand(1);
    OnnxTensor zero = node.operand(2);
    Quant form = Quant.of(node.attributes(), node.operand(3), node::bad);
    OnnxTensor y = node.make(DataType.FLOAT_VALUE, x.dims());
    IntUnaryOperator at = fitting(node, scale, x);
    IntUnaryOperator zeroAt = fitting(node, zero, x);
    for (int i = 0; i < y.length(); i++) {
      float s = (float) scale.values().real(at.applyAsInt(i));
      float z = (float) zero.values().real(zeroAt.applyAsInt(i));
      y.values().put(i, ((float) (form.steps((float) x.values().real(i) / s + z) - z)) * (double) s);
    }
    return y;
  }

  private static IntUnaryOperator fitting(ConstantNode node, OnnxTensor of, OnnxTensor x) {
    if (!node.broadcast(of.dims(), x.dims()).equals(x.dims())) throw node.bad("a scale or zero point of shape " + of.shape() + " does not fit a constant of shape " + x.shape());
    return Strided.broadcast(of.dims(), x.dims());
  }

  /** scale where x is 0 or more, else -scale. */
  private static OnnxTensor bipolar(ConstantNode node) {
    OnnxTensor x = node.operand(0);
    OnnxTensor scale = node.operand(1);
    IntUnaryOperator at = fitting(node, scale, x);
    OnnxTensor y = node.make(DataType.FLOAT_VALUE, x.dims());
    for (int i = 0; i < y.length(); i++) y.values().put(i, scale.values().real(at.applyAsInt(i)) * (x.values().real(i) >= 0 ? 1 : -1));
    return y;
  }
}
