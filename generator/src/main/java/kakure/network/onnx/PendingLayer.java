// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import kakure.BadInput;
import kakure.network.Chain;
import kakure.network.Folding;
import kakure.network.LayerConstants;
import kakure.network.Linear;
import kakure.network.MaxPool;
import kakure.network.Normalisation;
import kakure.network.Readout;
import kakure.network.RealWeights;
import kakure.network.Requantise;
import kakure.network.Result;
import kakure.network.Shape;
import kakure.network.Weights;
import kakure.network.Window;

/**
 * A weighted node and what follows it, up to the next operation: collected in file order, then folded into a linear operation and, where it pools, max-pooling behind it.
 *
 * @param head the weighted node itself
 * @param bias per output channel
 * @param norm null where there is none
 * @param outputScale 0 while it is not quantised
 * @param limit of the clamps, infinite where there is none
 * @param clamped whether there was a clamp
 * @param pooled the window of max-pooling, null where there is none
 */
record PendingLayer(Head head, double[] bias, Normalisation norm, double outputScale, double limit, boolean clamped, Window pooled) implements Pending {
  /**
   * A weighted node.
   *
   * @param node of the file
   * @param input node of the network that it reads, and what that hands on
   */
  record Head(OnnxGraph graph, int node, String name, String input, Result in, Window window, RealWeights weights, double inputScale) {}

  PendingLayer(Head head) {
    this(head, new double[head.weights.outputs()], null, 0, Double.POSITIVE_INFINITY, false, null);
  }

  private BadInput bad(int index, String reason) {
    return head.graph.bad(index, reason);
  }

  private String name() {
    return Refusals.quote(head.name);
  }

  @Override
  public Shape shape() {
    Shape out = head.window.over(head.in.shape(), bias.length);
    return pooled != null ? pooled.over(out, bias.length) : out;
  }

  private boolean quantised() {
    return outputScale != 0;
  }

  @Override
  public Pending bias(int index, float[] values) {
    linear(index);
    if (norm != null) return with(index, norm, norm.gamma(), eachwise(norm.beta(), values, (a, b) -> a + b));
    double[] sum = bias.clone();
    for (int o = 0; o < sum.length; o++) sum[o] += values[values.length == 1 ? 0 : o];
    return new PendingLayer(head, sum, null, outputScale, limit, clamped, pooled);
  }

  @Override
  public Pending factor(int index, float[] values) {
    linear(index);
    Normalisation n = normalisation();
    return with(index, n, eachwise(n.gamma(), values, (a, b) -> a * b), eachwise(n.beta(), values, (a, b) -> a * b));
  }

  /** A second one scales and shifts the first: gamma2 (y1 - mean2) / sd2 + beta2. */
  @Override
  public Pending normalise(int index, Normalisation n) {
    linear(index);
    if (norm == null) return new PendingLayer(head, bias, n, outputScale, limit, clamped, pooled);
    float[] k = n.gamma();
    float[] variance = n.variance();
    for (int o = 0; o < k.length; o++) k[o] = (float) (k[o] / Math.sqrt((double) variance[o] + n.epsilon()));
    float[] centred = eachwise(norm.beta(), n.mean(), (a, b) -> a - b);
    return with(index, norm, eachwise(norm.gamma(), k, (a, b) -> a * b), eachwise(eachwise(centred, k, (a, b) -> a * b), n.beta(), (a, b) -> a + b));
  }

  /** With another scale and shift of the normalisation. */
  private Pending with(int index, Normalisation n, float[] gamma, float[] beta) {
    try {
      return new PendingLayer(head, bias, new Normalisation(gamma, beta, n.mean(), n.variance(), n.epsilon()), outputScale, limit, clamped, pooled);
    } catch (IllegalArgumentException e) {
      throw bad(index, "with what comes before it, " + e.getMessage());
    }
  }

  /** @param b as many, or one for all */
  private static float[] eachwise(float[] a, float[] b, DoubleBinaryOperator of) {
    float[] result = new float[a.length];
    for (int o = 0; o < a.length; o++) result[o] = (float) of.applyAsDouble(a[o], b[b.length == 1 ? 0 : o]);
    return result;
  }

  /** Sums are still sums: neither clamped nor pooled, with which bias and normalisation do not commute. */
  void linear(int index) {
    if (clamped || pooled != null || quantised()) throw bad(index, "comes after the " + (pooled != null ? "pooling" : "clamp") + " of " + name() + "; the hardware adds and scales before it only");
  }

  @Override
  public Pending clamp(double upper) {
    return new PendingLayer(head, bias, norm, outputScale, Math.min(limit, upper), true, pooled);
  }

  @Override
  public Pending pool(int index, Window window) {
    if (pooled != null) throw bad(index, "a second pooling of " + name() + "; the hardware pools once per layer");
    return new PendingLayer(head, bias, norm, outputScale, limit, clamped, window);
  }

  @Override
  public Pending quantise(int index, double scale) {
    if (Math.rint(limit / scale) < 255) throw bad(index, "the clip before it, at " + limit + ", cuts below 255 steps of " + scale + "; the hardware clamps at 255 only");
    return new PendingLayer(head, bias, norm, scale, limit, clamped, pooled);
  }

  @Override
  public String emit(GraphReader to) {
    if (!quantised()) throw bad(head.node, "the activations behind it are not quantised to u8 (QuantizeLinear, DequantizeLinear) before the next layer");
    try {
      RealWeights.Folded<Requantise> folded = requantised(outputScale);
      String linear = add(to, folded.weights(), Optional.of(folded.constants()));
      return pooled != null ? to.add(Chain.poolName(linear), linear, new MaxPool(pooled)) : linear;
    } catch (IllegalArgumentException e) {
      throw bad(head.node, e.getMessage());
    }
  }

  /** @throws IllegalArgumentException if the parts do not fit each other or the accumulators overflow: here, where the file's node is known */
  private String add(GraphReader to, Weights weights, Optional<Requantise> requantise) {
    Linear linear = new Linear(head.window, weights, requantise);
    linear.result(List.of(head.in));
    return to.add(head.name, head.input, linear);
  }

  /** Its integers if its sums became activations of this step. @throws IllegalArgumentException if they do not fit */
  RealWeights.Folded<Requantise> requantised(double step) {
    return head.weights.requantised(constants(), step);
  }

  /** Above which of its sums they are above 0 when biased and normalised. */
  RealWeights.Folded<int[]> thresholds(int index) {
    try {
      return head.weights.thresholds(constants());
    } catch (IllegalArgumentException e) {
      throw bad(index, e.getMessage());
    }
  }

  /** Adds it as a node whose sums another operation reads, for which its weights were made. */
  String emitSums(GraphReader to, Weights weights) {
    try {
      return add(to, weights, Optional.empty());
    } catch (IllegalArgumentException e) {
      throw bad(head.node, e.getMessage());
    }
  }

  private LayerConstants constants() {
    return new LayerConstants(name(), bias, normalisation(), head.inputScale, head.in.most());
  }

  private Normalisation normalisation() {
    return norm == null ? Folding.identity(bias.length) : norm;
  }

  /** logit = acc scale + bias of the last layer, its normalisation folded in. */
  @Override
  public Readout emitLast(GraphReader to) {
    if (clamped || quantised() || pooled != null) throw bad(head.node, "the last layer's sums are the logits, but they are clamped, quantised or pooled");
    try {
      RealWeights.Folded<Readout> folded = head.weights.readout(constants());
      add(to, folded.weights(), Optional.empty());
      return folded.constants();
    } catch (IllegalArgumentException e) {
      throw bad(head.node, e.getMessage());
    }
  }
}
