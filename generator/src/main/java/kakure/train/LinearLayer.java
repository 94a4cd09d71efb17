// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.Arrays;
import kakure.network.Hidden;
import kakure.network.Normalisation;
import kakure.network.Shape;
import kakure.network.TrainedLayer;
import kakure.network.TrainedNode;
import kakure.network.Window;

/** A weighted layer with its maps, by groups of images; only the last has no statistics, its accumulators are the logits. Methods that take a group touch that group's memory only. */
final class LinearLayer implements TrainLayer {
  final Geometry geometry;
  final Weights weights;
  final Convolution convolution;
  /** Null in the last layer. */
  final Statistics statistics;
  /** What the next layer reads, and where it leaves the gradient. */
  final Planes result;

  final float[][] value;
  final Planes resultGrad;
  final float[][] valueGrad;
  final Planes acc;
  final float[][] accumulators;
  final Planes grad;
  final float[][] gradient;
  /** Scale and shift that are learnt behind the normalisation; null where there are none. */
  float[] gamma;

  float[] beta;
  /** What converters add to the sums; null where they are exact. */
  SumNoise noise;
  /** Whether its taps are channels of the image: the same sums, in other words. */
  boolean folded;
  /** Activations before pooling; the same as the result without it. */
  private final Planes activation;

  private final float[][] activations;
  private final Role role;
  private final TrainLayer previous;
  private final float[][] in;
  private final Maps input;
  private final Kernels kernels;
  private final Named named;

  /**
   * What the passes do not need.
   *
   * @param name of the layer
   * @param input name of what it reads
   * @param number among the weighted layers
   * @param inputStep real value of one step of what it reads
   * @param outputStep of what it makes
   */
  record Named(String name, String input, int number, float inputStep, float outputStep) {}

  /**
   * What becomes of its sums.
   *
   * @param pooled whether 2x2 max-pooling follows
   * @param sums whether an addition or a gate reads the normalised sums; otherwise they become activations
   * @param adds whether its input's gradient is added to what another reader left there
   * @param border that the next layer's padding wants around the result
   */
  record Role(boolean pooled, boolean sums, boolean adds, int border) {
    /** Activations, pooled or not, of which it is the one reader's input. */
    static Role of(boolean pooled, int border) {
      return new Role(pooled, false, false, border);
    }
  }

  /**
   * A layer that has learnt nothing yet.
   *
   * @param statistics null in the last layer
   * @param previous the layer that it reads; null where that is the image, or another reader of it comes before
   * @param input what it reads
   * @param products of all its multiplications
   * @param kernels of what is no multiplication of weights, activations or their gradients
   */
  LinearLayer(Named named, Geometry geometry, Role role, Weights weights, Statistics statistics, TrainLayer previous, Maps input, Products products, Kernels kernels) {
    this.named = named;
    this.geometry = geometry;
    this.role = role;
    this.weights = weights;
    this.statistics = statistics;
    this.previous = previous;
    this.input = input;
    this.in = input.values();
    this.kernels = kernels;
    int channels = geometry.out().channels();
    int height = geometry.out().height();
    int width = geometry.out().width();
    acc = new Planes(channels, height, width, 0);
    accumulators = acc.allocate(in.length);
    grad = new Planes(channels, height, width, geometry.gradientBorder());
    gradient = grad.allocate(in.length);
    convolution = new Convolution(geometry, input.layout(), acc, grad, weights, input.gradients() == null, products, null);
    boolean none = statistics == null || role.sums;
    activation = role.pooled ? acc : new Planes(channels, height, width, role.border);
    activations = none ? null : activation.allocate(in.length);
    result = role.pooled ? new Planes(channels, height / 2, width / 2, role.border) : activation;
    value = role.pooled ? result.allocate(in.length) : activations;
    resultGrad = role.pooled ? new Planes(channels, height / 2, width / 2, 0) : grad;
    valueGrad = role.pooled ? resultGrad.allocate(in.length) : gradient;
  }

  /** Accumulators of a group and, if there are statistics, their sums. */
  void accumulate(int g) {
    if (statistics != null) statistics.clear(g);
    if (noise != null) noise.read(in[g], g);
    for (int y = 0; y < acc.height(); y++) {
      convolution.forwardRow(in[g], accumulators[g], y);
      if (noise != null) noise.add(accumulators[g], acc, g, y);
      if (statistics != null) for (int o = 0; o < acc.channels(); o++) kernels.moments(accumulators[g], acc.at(o, y, 0), acc.width(), statistics.sums[g], Statistics.at(o));
    }
  }

  /** Normalises, quantises and pools a group; sums stay as they are. */
  @Override
  public void activate(int g) {
    if (role.sums) return;
    for (int o = 0; o < acc.channels(); o++) {
      for (int y = 0; y < acc.height(); y++) kernels.quantise(accumulators[g], acc.at(o, y, 0), statistics.scale[o], statistics.shift[o], activations[g], activation.at(o, y, 0), acc.width());
      if (role.pooled) for (int y = 0; y < result.height(); y++) kernels.pool(activations[g], activation.at(o, 2 * y, 0), activation.at(o, 2 * y + 1, 0), value[g], result.at(o, y, 0), result.width());
    }
  }

  /** From the gradient of a group's result to that before clamping, with its sums. */
  void clip(int g) {
    statistics.clear(g);
    for (int o = 0; o < acc.channels(); o++) {
      if (role.pooled) unpool(g, o);
      for (int y = 0; y < acc.height(); y++) {
        if (role.sums) Elements.products(accumulators[g], acc.at(o, y, 0), statistics.scale[o], statistics.shift[o], gradient[g], grad.at(o, y, 0), acc.width(), statistics.sums[g], Statistics.at(o));
        else kernels.clipGradient(accumulators[g], acc.at(o, y, 0), statistics.scale[o], statistics.shift[o], gradient[g], grad.at(o, y, 0), acc.width(), statistics.sums[g], Statistics.at(o));
      }
    }
  }

  private void unpool(int g, int o) {
    for (int y = 0; y < result.height(); y++) {
      kernels.unpool(activations[g], activation.at(o, 2 * y, 0), activation.at(o, 2 * y + 1, 0), valueGrad[g], resultGrad.at(o, y, 0), result.width(), gradient[g], grad.at(o, 2 * y, 0), grad.at(o, 2 * y + 1, 0));
      if (acc.width() % 2 == 1) for (int r = 2 * y; r < 2 * y + 2; r++) Arrays.fill(gradient[g], grad.at(o, r, acc.width() - 1), grad.at(o, r, acc.width()), 0f);
    }
    if (acc.height() % 2 == 1) Arrays.fill(gradient[g], grad.at(o, acc.height() - 1, 0), grad.at(o, acc.height() - 1, acc.width()), 0f);
  }

  /** From the gradient before clamping to that of a group's accumulators. */
  void normaliseGradient(int g) {
    for (int o = 0; o < acc.channels(); o++)
      for (int y = 0; y < acc.height(); y++) kernels.blend(accumulators[g], acc.at(o, y, 0), statistics.gain[o], statistics.slope[o], statistics.offset[o], gradient[g], grad.at(o, y, 0), acc.width());
  }

  @Override
  public Maps output() {
    return new Maps(result, value, resultGrad, valueGrad);
  }

  @Override
  public void forward(Crew crew, boolean settle) {
    crew.run(in.length, (g, worker) -> {
      if (previous != null) previous.activate(g);
      accumulate(g);
    });
    if (statistics != null && settle) statistics.settle(population());
  }

  @Override
  public void backward(Crew crew, float[][] scratch) {
    if (statistics != null) {
      crew.run(in.length, (g, worker) -> clip(g));
      statistics.settleGradient(population());
    }
    crew.run(in.length, (g, worker) -> {
      if (statistics != null) normaliseGradient(g);
      if (input.gradients() != null) convolution.backward(gradient[g], in[g], input.gradients()[g], input.gradientLayout(), role.adds);
    });
    crew.run(convolution.gradient().tasks(), (task, worker) -> convolution.gradient().run(task, gradient, in, scratch[worker]));
  }

  @Override
  public int scratch() {
    return convolution.gradient().scratch();
  }

  @Override
  public void learn(float rate) {
    weights.learn(rate);
    if (statistics != null && statistics.affine != null) statistics.affine.learn(rate);
  }

  @Override
  public void fill(Levels levels) {
    weights.fill(levels);
  }

  @Override
  public void stop(int planes) {
    weights.stop(planes);
  }

  @Override
  public void collect() {
    weights.collect();
  }

  @Override
  public void prepare() {
    convolution.prepare();
  }

  @Override
  public boolean settled() {
    return weights.settled();
  }

  @Override
  public Statistics statistics() {
    return statistics;
  }

  @Override
  public long population() {
    return (long) accumulators.length * Kernels.LANES * geometry.out().pixels();
  }

  private Normalisation normalisation() {
    if (statistics == null) return null;
    Normalisation n = Normalisation.of(statistics.realMean(), statistics.realVariance(), Statistics.EPSILON);
    Affine affine = statistics.affine;
    if (affine != null) return new Normalisation(Affine.floats(affine.gamma), Affine.floats(affine.beta), n.mean(), n.variance(), n.epsilon());
    return beta == null ? n : new Normalisation(gamma, beta, n.mean(), n.variance(), n.epsilon());
  }

  @Override
  public TrainedNode result() {
    float scale = statistics == null || role.sums ? 0 : named.outputStep;
    return new TrainedNode.Layer(named.name, named.input, window(), weights.result(named.number), weights.written(), normalisation(), scale, role.pooled);
  }

  private Window window() {
    return folded ? NetSpec.FOLDED : geometry.window();
  }

  /** The same of hidden weights in a chain. */
  TrainedLayer chained() {
    Shape in = folded ? new Shape(geometry.in().channels() * geometry.taps(), geometry.out().height(), geometry.out().width()) : geometry.in();
    return new TrainedLayer(named.name, in, window(), role.pooled, ((Hidden) weights.result(named.number)).mask(), weights.magnitude(), normalisation(), named.inputStep, named.outputStep);
  }
}
