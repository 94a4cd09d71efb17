// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.List;

/** QONNX's Quant of activations: quantising and back in one node. */
final class QuantReader implements OpReader {
  @Override
  public List<String> operators() {
    return List.of("Quant");
  }

  @Override
  public String forms() {
    return "QONNX (domains `qonnx.custom_op.general`, `onnx.brevitas`): 8 bits, unsigned, not narrow, zero point 0, one scale, rounding `ROUND`. Behind the logits any";
  }

  @Override
  public Value read(GraphReader in, int index) {
    OnnxGraph graph = in.graph();
    Value value = in.padded(index, 0);
    if (in.isHosts(index) && (value.stage() == Value.Stage.SUMS || value.stage() == Value.Stage.LOGITS)) return value.at(Value.Stage.LOGITS);
    Attributes attributes = new Attributes(graph, index);
    String mode = attributes.text("rounding_mode", "ROUND");
    Quant form = Quant.of(attributes, graph.operand(index, 3, "bit width"), reason -> graph.bad(index, reason));
    attributes.end();
    float scale = graph.finite(index, graph.operand(index, 1, "scale"), 1, "scale")[0];
    float zero = graph.finite(index, graph.operand(index, 2, "zero point"), 1, "zero point")[0];
    if (!(scale > 0)) throw graph.bad(index, "its scale is " + scale + ": must be above 0");
    if (form.least() != 0 || form.most() != 255 || zero != 0 || !mode.equalsIgnoreCase("ROUND"))
      throw graph.bad(index, "quantises activations to " + (long) form.least() + " to " + (long) form.most() + " with zero point " + zero + ", rounded by " + Refusals.quote(mode) + "; the hardware has 0 to 255, rounded to the nearest: train with unsigned activations of 8 bits");
    return QuantizeReader.quantised(graph, index, value, scale, false).real(scale);
  }
}
