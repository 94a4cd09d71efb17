// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.List;

/** Relu and Clip: what the clamp to u8 does anyway, or what lies beyond it. */
final class ClampReader implements OpReader {
  @Override
  public List<String> operators() {
    return List.of("Relu", "Clip");
  }

  @Override
  public String forms() {
    return "a Clip's lower limit 0 or less, its upper one not below 255 steps of the quantisation; a Clip of quantised activations where it cuts nothing";
  }

  @Override
  public Value read(GraphReader in, int index) {
    OnnxGraph graph = in.graph();
    Value value = in.padded(index, 0);
    new Attributes(graph, index).end();
    boolean relu = graph.operator(index).equals("Relu");
    double low = relu ? 0 : limit(graph, index, 1, Double.NEGATIVE_INFINITY);
    double high = relu ? Double.POSITIVE_INFINITY : limit(graph, index, 2, Double.POSITIVE_INFINITY);
    int least = value.signed() ? -128 : 0;
    switch (value.stage()) {
      case U8 -> {
        if (low > least || high < least + 255) throw graph.bad(index, "cuts quantised activations to " + low + " to " + high + "; the hardware has " + least + " to " + (least + 255));
        return value;
      }
      case PIXELS -> {
        return value.pixels(value.stage(), 1, value.pixels().map(v -> Math.min(Math.max(v, low), high)));
      }
      case SUMS, REAL -> {
        if (low > 0) throw graph.bad(index, "its lower limit is not 0 or less; the hardware clamps at 0");
        if (!(high > 0)) throw graph.bad(index, "its upper limit is not above 0");
        if (value.stage() == Value.Stage.SUMS) return value.of(value.pending().clamp(high));
        if (Math.rint(high / value.scale()) < 255) throw graph.bad(index, "cuts below 255 steps of " + value.scale() + "; the hardware clamps at 255 only");
        return value;
      }
      default -> throw graph.bad(index, "clamps what the host makes of the logits; export the model without it");
    }
  }

  private static double limit(OnnxGraph graph, int index, int operand, double otherwise) {
    OnnxTensor t = graph.optional(index, operand, operand == 1 ? "lower limit" : "upper limit");
    if (t == null) return otherwise;
    if (t.length() != 1 || Double.isNaN(t.values().real(0))) throw graph.bad(index, "its limit has the shape " + t.shape() + ", or is not a number; one number is computed");
    return t.values().real(0);
  }
}
