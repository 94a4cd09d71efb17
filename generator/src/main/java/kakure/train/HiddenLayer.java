// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.Arrays;

/** A weighted layer with its maps, by groups of images; only the last has no statistics, its accumulators are the logits. Methods that take a group touch that group's memory only. */
final class HiddenLayer {
  final Geometry geometry;
  final Scores scores;
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
  /** Activations before pooling; the same as the result without it. */
  private final Planes activation;

  private final float[][] activations;
  private final boolean pooled;
  private final Planes from;
  private final float[][] in;
  private final Kernels kernels;

  /**
   * @param from layout of what it reads
   * @param in what it reads
   * @param border that the next layer's padding wants around the result
   */
  HiddenLayer(Geometry geometry, boolean pooled, Scores scores, Statistics statistics, Planes from, float[][] in, boolean first, int border, Kernels kernels) {
    this.geometry = geometry;
    this.pooled = pooled;
    this.scores = scores;
    this.statistics = statistics;
    this.from = from;
    this.in = in;
    this.kernels = kernels;
    int channels = geometry.out().channels();
    int height = geometry.out().height();
    int width = geometry.out().width();
    acc = new Planes(channels, height, width, 0);
    accumulators = acc.allocate(in.length);
    grad = new Planes(channels, height, width, geometry.gradientBorder());
    gradient = grad.allocate(in.length);
    convolution = new Convolution(geometry, from, acc, grad, scores, first, kernels);
    boolean last = statistics == null;
    activation = pooled ? acc : new Planes(channels, height, width, border);
    activations = last ? null : activation.allocate(in.length);
    result = pooled ? new Planes(channels, height / 2, width / 2, border) : activation;
    value = pooled ? result.allocate(in.length) : activations;
    resultGrad = pooled ? new Planes(channels, height / 2, width / 2, 0) : grad;
    valueGrad = pooled ? resultGrad.allocate(in.length) : gradient;
  }

  /** Accumulators of a group and, if there are statistics, their sums. */
  void accumulate(int g) {
    if (statistics != null) statistics.clear(g);
    for (int y = 0; y < acc.height(); y++) {
      convolution.forwardRow(in[g], accumulators[g], y);
      if (statistics != null) for (int o = 0; o < acc.channels(); o++) kernels.moments(accumulators[g], acc.at(o, y, 0), acc.width(), statistics.sums[g], Statistics.at(o));
    }
  }

  /** Normalises, quantises and pools a group. */
  void activate(int g) {
    for (int o = 0; o < acc.channels(); o++) {
      for (int y = 0; y < acc.height(); y++) kernels.quantise(accumulators[g], acc.at(o, y, 0), statistics.scale[o], statistics.shift[o], activations[g], activation.at(o, y, 0), acc.width());
      if (pooled) for (int y = 0; y < result.height(); y++) kernels.pool(activations[g], activation.at(o, 2 * y, 0), activation.at(o, 2 * y + 1, 0), value[g], result.at(o, y, 0), result.width());
    }
  }

  /** From the gradient of a group's result to that before clamping, with its sums. */
  void clip(int g) {
    statistics.clear(g);
    for (int o = 0; o < acc.channels(); o++) {
      if (pooled) unpool(g, o);
      for (int y = 0; y < acc.height(); y++) kernels.clipGradient(accumulators[g], acc.at(o, y, 0), statistics.scale[o], statistics.shift[o], gradient[g], grad.at(o, y, 0), acc.width(), statistics.sums[g], Statistics.at(o));
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

  /** The gradient of a group's input, left where {@code previous} expects that of its result. */
  void passBack(int g, HiddenLayer previous) {
    convolution.backward(gradient[g], previous.valueGrad[g], previous.resultGrad);
  }

  /** A share of the scores' gradient, over all groups. */
  void weigh(int task, float[] scratch) {
    convolution.weigh(task, gradient, in, scratch);
  }

  /** Values per channel over which the statistics of a batch run. */
  long population() {
    return (long) accumulators.length * Kernels.LANES * geometry.out().pixels();
  }

  /** Layout of what it reads. */
  Planes from() {
    return from;
  }
}
