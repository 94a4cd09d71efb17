// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.Arrays;
import kakure.network.Folding;
import kakure.network.Layer;
import kakure.network.Normalisation;
import kakure.network.Readout;
import kakure.network.Requantise;
import kakure.network.Shape;
import kakure.network.Window;

/** A weighted node and what follows it, up to the next one: collected in file order, then folded into one layer. */
final class PendingLayer {
  private final OnnxGraph graph;
  private final int node;
  private final String name;
  private final Shape in;
  private final Window window;
  private final Weights weights;
  private final double inputScale;
  private final double[] bias;
  private Normalisation normalisation;
  private double outputScale;
  private double limit = Double.POSITIVE_INFINITY;
  private boolean clamped;
  private boolean pooled;

  PendingLayer(OnnxGraph graph, int node, String name, Shape in, Window window, Weights weights, double inputScale) {
    this.graph = graph;
    this.node = node;
    this.name = name;
    this.in = in;
    this.window = window;
    this.weights = weights;
    this.inputScale = inputScale;
    bias = new double[weights.mask().outputs()];
  }

  /** The map as it is now. */
  Shape shape() {
    Shape out = window.over(in, bias.length);
    return pooled ? new Shape(out.channels(), out.height() / 2, out.width() / 2) : out;
  }

  boolean quantised() {
    return outputScale != 0;
  }

  void bias(int index, float[] values) {
    linear(index);
    if (normalisation != null) throw graph.bad(index, "adds a bias behind a normalisation; fold it into the normalisation's shift");
    for (int o = 0; o < bias.length; o++) bias[o] += values[values.length == 1 ? 0 : o];
  }

  void normalise(int index, Normalisation n) {
    linear(index);
    if (normalisation != null) throw graph.bad(index, "a second normalisation of " + Refusals.quote(name) + "; fold the two into one");
    normalisation = n;
  }

  /** Sums are still sums: neither clamped nor pooled, with which bias and normalisation do not commute. */
  private void linear(int index) {
    if (clamped || pooled || quantised()) throw graph.bad(index, "comes after the " + (pooled ? "pooling" : "clamp") + " of " + Refusals.quote(name) + "; the hardware adds and scales before it only");
  }

  /** Relu, or Clip whose upper limit must not cut below 255 steps of the output. */
  void clamp(double upper) {
    clamped = true;
    limit = Math.min(limit, upper);
  }

  void pool(int index) {
    if (pooled) throw graph.bad(index, "a second pooling of " + Refusals.quote(name) + "; the hardware pools 2x2 once per layer");
    if (shape().height() < 2 || shape().width() < 2) throw graph.bad(index, "a map of " + shape() + " is too small for 2x2 pooling");
    pooled = true;
  }

  void quantise(int index, double scale) {
    outputScale = scale;
    if (Math.rint(limit / scale) < 255) throw graph.bad(index, "the clip before it, at " + limit + ", cuts below 255 steps of " + scale + "; the hardware clamps at 255 only");
  }

  /** The folded layer; the last keeps its accumulators. */
  Layer layer(int index, boolean last) {
    if (!last && !quantised()) throw graph.bad(node, "the activations behind it are not quantised to u8 (QuantizeLinear, DequantizeLinear) before the next layer");
    try {
      Requantise requantise = last ? null : Folding.requantise(Refusals.quote(name), weights.mask(), weights.magnitude(), bias, normalisation(), inputScale, outputScale);
      return new Layer(name, index, in, window, pooled, weights.mask(), requantise);
    } catch (IllegalArgumentException e) {
      throw graph.bad(node, e.getMessage());
    }
  }

  private Normalisation normalisation() {
    return normalisation == null ? Folding.identity(bias.length) : normalisation;
  }

  /** logit = acc scale + bias of the last layer, its normalisation folded in. */
  Readout readout() {
    if (clamped || quantised() || pooled) throw graph.bad(node, "the last layer's sums are the logits, but they are clamped, quantised or pooled");
    Normalisation n = normalisation();
    float[] gamma = n.gamma();
    float[] beta = n.beta();
    float[] mean = n.mean();
    float[] variance = n.variance();
    double[] scale = new double[bias.length];
    double[] shift = new double[bias.length];
    // a class without a kept weight always sums to 0; it takes another's scale, so that one scale stays one scale
    double other = Arrays.stream(weights.magnitude()).filter(c -> c != 0).findFirst().orElse(1);
    for (int o = 0; o < scale.length; o++) {
      double c = weights.magnitude()[o] == 0 ? other : weights.magnitude()[o];
      double sd = Math.sqrt((double) variance[o] + (double) n.epsilon());
      scale[o] = c * inputScale * gamma[o] / sd;
      shift[o] = beta[o] - (mean[o] - bias[o]) * gamma[o] / sd;
    }
    return new Readout(scale, shift);
  }
}
