// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;

/** QuantizeLinear, DequantizeLinear and Cast: from and to u8 activations with one scale and zero point 0. */
final class QuantizeReader {
  private QuantizeReader() {}

  static Value dequantize(GraphReader in, int index) {
    Value value = in.activations(index);
    if (value.stage() != Value.Stage.U8) throw in.graph().bad(index, "dequantises what is not u8");
    return value.real(scale(in.graph(), index));
  }

  static Value quantize(GraphReader in, int index) {
    Value value = in.activations(index);
    double s = scale(in.graph(), index);
    switch (value.stage()) {
      case SUMS -> {
        return value.u8(value.pending().quantise(index, s));
      }
      case U8 -> throw in.graph().bad(index, "quantises what is u8 already");
      case REAL -> {
        for (int v = 0; v < 256; v++) if (Math.rint(v * value.scale() / s) != v) throw in.graph().bad(index, "quantises steps of " + value.scale() + " to other steps, of " + s + ", without a layer between");
      }
      case PIXELS -> {} // whatever the scale is: the hardware gets the u8 values
    }
    return value.u8(value.pending());
  }

  static Value cast(GraphReader in, int index) {
    Value value = in.activations(index);
    Attributes attributes = new Attributes(in.graph(), index);
    long to = attributes.integer("to", 0);
    attributes.integer("saturate", 1);
    attributes.end();
    if (value.stage() != Value.Stage.U8 || to != DataType.FLOAT_VALUE) throw in.graph().bad(index, "only u8 to FLOAT is cast");
    return value.real(1);
  }

  /** The scale of a node of u8 with zero point 0. */
  private static double scale(OnnxGraph graph, int index) {
    Attributes attributes = new Attributes(graph, index);
    attributes.integer("axis", 1);
    attributes.only("block_size", 0, 0);
    attributes.integer("saturate", 1);
    attributes.integer("precision", 0);
    long type = attributes.integer("output_dtype", 0);
    boolean quantises = graph.node(index).getOpType().equals("QuantizeLinear");
    if (type != 0 && type != (quantises ? DataType.UINT8_VALUE : DataType.FLOAT_VALUE)) throw graph.bad(index, "its output is of type " + OnnxTensor.typeName((int) type) + "; activations are UINT8");
    attributes.end();
    float s = graph.finite(index, graph.operand(index, 1, "scale"), 1, "scale")[0];
    if (!(s > 0)) throw graph.bad(index, "its scale is " + s + ": must be above 0");
    OnnxTensor zero = graph.optional(index, 2, "zero point");
    if (zero != null && zero.type() != DataType.UINT8_VALUE) throw graph.bad(index, "its zero point is of type " + OnnxTensor.typeName(zero.type()) + "; activations are UINT8");
    if (zero != null && graph.finite(index, zero, 1, "zero point")[0] != 0) throw graph.bad(index, "its zero point is " + (int) zero.values()[0] + "; the hardware computes 0 only");
    return s;
  }
}
