// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.List;

/** Mul and Div by a constant: of an image's pixels, of the step of activations, or of an operation's sums. */
final class FactorReader implements OpReader {
  @Override
  public List<String> operators() {
    return List.of("Mul", "Div");
  }

  @Override
  public String forms() {
    return "by a constant: one above 0 for an image or activations, any one or one per channel for a layer's sums. Mul: activations by a Greater of one value per channel (a channel gate)";
  }

  @Override
  public Value read(GraphReader in, int index) {
    OnnxGraph graph = in.graph();
    boolean mul = graph.operator(index).equals("Mul");
    Value[] maps = mul ? in.maps(index) : null;
    if (maps != null) return gate(graph, in, index, maps);
    int operand = mul ? in.constantOperand(index) : 1;
    Value value = in.activations(index, 1 - operand);
    float[] factors = PerChannel.of(graph, index, operand, value, "factor");
    switch (value.stage()) {
      case SUMS -> {
        return value.of(value.pending().factor(index, mul ? factors : inverse(graph, index, factors)));
      }
      case PIXELS, REAL -> {
        float f = factors[0];
        if (factors.length != 1 || !(f > 0)) throw graph.bad(index, "a factor of an image or of activations is computed where it is one and above 0; elsewhere fold it into the normalisation");
        double scale = mul ? value.scale() * f : value.scale() / f;
        if (!(scale > 0) || !Double.isFinite(scale)) throw graph.bad(index, "the step of its activations becomes " + scale);
        return value.pixels(value.stage(), scale, value.pixels() == null ? null : value.pixels().map(v -> mul ? v * f : v / f));
      }
      default -> throw graph.bad(index, "multiplies what is quantised, or what the host makes of the logits; multiply FLOAT, before the quantisation");
    }
  }

  private static Value gate(OnnxGraph graph, GraphReader in, int index, Value[] maps) {
    int map = maps[0].stage() == Value.Stage.DECISION ? 1 : 0;
    Value value = maps[map];
    Value decision = maps[1 - map];
    if (value.stage() != Value.Stage.REAL || value.isImage() || !value.isMap() || decision.stage() != Value.Stage.DECISION) throw graph.bad(index, "multiplies two maps; " + AddReader.REASON);
    if (!decision.isMap() || decision.shape().pixels() != 1 || decision.shape().channels() != value.shape().channels()) throw graph.bad(index, "gates a map of " + value.text() + " by one of " + decision.text() + "; one value per channel decides");
    PendingLayer by = (PendingLayer) decision.pending();
    return value.made(Value.Stage.REAL, value.scale(), new PendingGate(graph, index, in.name(index, "gate" + index), value.pending(), by, by.thresholds(index)));
  }

  private static float[] inverse(OnnxGraph graph, int index, float[] divisors) {
    float[] factors = new float[divisors.length];
    for (int o = 0; o < factors.length; o++) {
      factors[o] = 1 / divisors[o];
      if (!Float.isFinite(factors[o])) throw graph.bad(index, "divides by " + divisors[o]);
    }
    return factors;
  }
}
