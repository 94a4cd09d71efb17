// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.List;
import kakure.network.Shape;
import kakure.network.Window;

/** Gemm and MatMul: a fully connected layer. */
final class MatrixReader extends WeightedReader {
  @Override
  public List<String> operators() {
    return List.of("Gemm", "MatMul");
  }

  @Override
  public String forms() {
    return "a vector an image (Flatten or Reshape before it) times a constant matrix; `transB`, `alpha` above 0, `beta`, bias";
  }

  @Override
  Value operand(GraphReader in, int index) {
    return in.activations(index);
  }

  @Override
  Form form(OnnxGraph graph, int node, Value value) {
    Shape in = value.shape();
    if (!value.isFlat()) throw graph.bad(node, "reads a map of " + value.text() + "; put Flatten before it");
    OnnxTensor w = graph.operand(node, 1, "weight");
    if (w.rank() != 2 || w.length() == 0) throw graph.bad(node, "its weight has the shape " + w.shape() + "; a matrix is read");
    Attributes attributes = new Attributes(graph, node);
    boolean gemm = graph.operator(node).equals("Gemm");
    boolean transposed = false;
    double alpha = 1;
    double beta = 1;
    if (gemm) {
      alpha = attributes.real("alpha", 1);
      beta = attributes.real("beta", 1);
      attributes.only("transA", 0, 0);
      transposed = attributes.integer("transB", 0) != 0;
      if (!(alpha > 0) || !Double.isFinite(alpha) || !Double.isFinite(beta)) throw graph.bad(node, "alpha " + alpha + " and beta " + beta + ": alpha must be above 0, both finite");
    }
    attributes.end();
    int columns = w.dim(1);
    int features = transposed ? columns : w.dim(0);
    int outputs = transposed ? w.dim(0) : columns;
    if (features != in.elements()) throw graph.bad(node, "its weight of " + w.shape() + " wants " + features + " features, but its map is " + in);
    OnnxTensor b = gemm ? graph.optional(node, 2, "bias") : null;
    float[] bias = new float[1];
    if (b != null) {
      bias = graph.finite(node, b, b.length() == 1 ? 1 : outputs, "bias");
      if (b.rank() > 2 || b.rank() == 2 && b.dim(0) != 1) throw graph.bad(node, "its bias has the shape " + b.shape() + "; one value per output is read");
      for (int o = 0; o < bias.length; o++) bias[o] *= (float) beta;
    }
    float[] values = w.values().floats();
    return new Form(Window.whole(in), outputs, transposed ? values : transposed(values, outputs, features), bias, alpha);
  }

  private static float[] transposed(float[] values, int outputs, int features) {
    float[] rows = new float[values.length];
    for (int f = 0, i = 0; f < features; f++) for (int o = 0; o < outputs; o++) rows[o * features + f] = values[i++];
    return rows;
  }
}
