// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;

/** QuantizeLinear and DequantizeLinear: to u8 activations of one scale, and back. INT8 with zero point -128 has the very steps of UINT8 with 0. */
final class QuantizeReader implements OpReader {
  private static final String WANTED = "activations are UINT8 with zero point 0, or INT8 with -128: quantise behind a Relu, with a range that begins at 0";

  /** How a node counts steps. */
  private record Steps(double scale, boolean signed) {}

  @Override
  public List<String> operators() {
    return List.of("QuantizeLinear", "DequantizeLinear");
  }

  @Override
  public String forms() {
    return "one scale per tensor; UINT8 with zero point 0, or INT8 with -128, which are the same steps. Of an image any scale: the bytes of a picture are rescaled as the model says. Behind the logits any: they are the host's";
  }

  @Override
  public Value read(GraphReader in, int index) {
    Value value = in.padded(index, 0);
    if (in.isHosts(index) && (value.stage() == Value.Stage.SUMS || value.stage() == Value.Stage.LOGITS)) return value.at(Value.Stage.LOGITS);
    Steps steps = steps(in.graph(), index);
    if (in.graph().operator(index).equals("QuantizeLinear")) return quantised(in.graph(), index, value, steps.scale, steps.signed);
    if (value.stage() != Value.Stage.U8) throw in.graph().bad(index, "dequantises what is not quantised to 8 bits");
    if (value.signed() != steps.signed) throw in.graph().bad(index, "dequantises " + type(value.signed()) + " as " + type(steps.signed) + "; give both the same type and zero point");
    return value.real(steps.scale);
  }

  private static String type(boolean signed) {
    return signed ? "INT8 with zero point -128" : "UINT8 with zero point 0";
  }

  /** The u8 that a value becomes in steps of {@code scale}. */
  static Value quantised(OnnxGraph graph, int index, Value value, double scale, boolean signed) {
    switch (value.stage()) {
      case SUMS -> {
        return value.u8(signed, null, value.pending().quantise(index, scale));
      }
      case PIXELS -> {
        return value.u8(signed, value.pixels().quantised(scale), null);
      }
      case REAL -> {
        if (value.isImage()) return value.u8(signed, value.pixels().quantised(scale), null);
        if (value.pending() instanceof PendingAverage average) return value.u8(signed, null, average.quantise(index, scale));
        for (int v = 0; v < 256; v++) if (Math.rint(v * value.scale() / scale) != v) throw graph.bad(index, "quantises steps of " + value.scale() + " to other steps, of " + scale + ", without a layer between; give both the same scale");
        return value.u8(signed, null, value.pending());
      }
      default -> throw graph.bad(index, "quantises what is quantised already");
    }
  }

  /** The steps of a node: one scale, from 0 on. */
  private static Steps steps(OnnxGraph graph, int index) {
    boolean quantises = graph.operator(index).equals("QuantizeLinear");
    Attributes attributes = new Attributes(graph, index);
    attributes.integer("axis", 1);
    attributes.only("block_size", 0, 0);
    attributes.integer("saturate", 1);
    attributes.integer("precision", 0);
    int asked = (int) attributes.integer("output_dtype", 0);
    attributes.end();
    OnnxTensor zero = graph.optional(index, 2, "zero point");
    if (!quantises && asked != 0 && asked != DataType.FLOAT_VALUE) throw graph.bad(index, "its output is of type " + OnnxTensor.typeName(asked) + "; FLOAT is computed");
    int type = zero != null ? zero.type() : quantises && asked != 0 ? asked : DataType.UINT8_VALUE;
    OnnxTensor scale = graph.operand(index, 1, "scale");
    if (scale.length() != 1) throw graph.bad(index, "its scale has the shape " + scale.shape() + "; activations have one per tensor: quantise them per tensor, weights only per channel");
    float s = graph.finite(index, scale, 1, "scale")[0];
    if (!(s > 0)) throw graph.bad(index, "its scale is " + s + ": must be above 0");
    float z = zero == null ? 0 : graph.finite(index, zero, 1, "zero point")[0];
    if (type == DataType.UINT8_VALUE && z == 0) return new Steps(s, false);
    if (type == DataType.INT8_VALUE && z == -128) return new Steps(s, true);
    throw graph.bad(index, "its zero point is " + (int) z + " of type " + OnnxTensor.typeName(type) + "; " + WANTED);
  }
}
