// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

/** Mul and Div: a constant factor between the cast image and the first layer. */
final class RescaleReader {
  private RescaleReader() {}

  static Value read(GraphReader in, int index) {
    OnnxGraph graph = in.graph();
    boolean mul = graph.node(index).getOpType().equals("Mul");
    int operand = mul ? in.constantOperand(index) : 1;
    Value value = in.activations(index, 1 - operand);
    float f = graph.finite(index, graph.operand(index, operand, "factor"), 1, "factor")[0];
    if (value.pending() != null || value.stage() != Value.Stage.REAL || !(f > 0)) throw graph.bad(index, "a factor is computed only above 0 and between the u8 image and the first layer; elsewhere fold it into the normalisation");
    double scale = mul ? value.scale() * f : value.scale() / f;
    if (!(scale > 0) || !Double.isFinite(scale)) throw graph.bad(index, "the image's scale becomes " + scale);
    return value.real(scale);
  }
}
