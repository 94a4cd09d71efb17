// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.Arrays;

/**
 * A weighted layer of stored weights with its maps, by groups of images: y = sum of a w + bias, then, but in the last layer, the operand that the multiplier makes of max(0, y), and 2 x 2 max-pooling. Methods that take a group
 * touch that group's memory only.
 */
final class DenseLayer {
  final DenseWeights weights;
  final Planes acc;
  final float[][] sums;
  final Planes grad;
  final float[][] gradient;
  private final Convolution convolution;
  private final Multiplication multiplication;
  private final boolean pooled;
  private final boolean last;
  private final TrainLayer.Maps input;
  private final TrainLayer.Maps output;
  /** Activations before pooling. */
  private final Planes activation;
  private final float[][] activations;

  /**
   * A layer that has learnt nothing yet.
   *
   * @param input what it reads
   * @param border that the next layer's padding wants around the result; less than 0 for the last layer
   * @param own whether gradients take the multiplier's own derivative
   */
  DenseLayer(Geometry geometry, boolean pooled, DenseWeights weights, TrainLayer.Maps input, int border, Multiplication multiplication, boolean own) {
    this.pooled = pooled;
    this.weights = weights;
    this.input = input;
    this.multiplication = multiplication;
    last = border < 0;
    int channels = geometry.out().channels();
    int height = geometry.out().height();
    int width = geometry.out().width();
    int groups = input.values().length;
    acc = new Planes(channels, height, width, 0);
    sums = acc.allocate(groups);
    grad = new Planes(channels, height, width, geometry.gradientBorder());
    gradient = grad.allocate(groups);
    Slopes slopes = own ? (LogMultiplication) multiplication : null;
    convolution = new Convolution(geometry, input.layout(), acc, grad, weights, input.gradients() == null, multiplication, slopes);
    activation = pooled || last ? acc : new Planes(channels, height, width, border);
    activations = last ? sums : activation.allocate(groups);
    Planes half = pooled ? new Planes(channels, height / 2, width / 2, border) : null;
    Planes halfGrad = pooled ? new Planes(channels, height / 2, width / 2, 0) : null;
    output = pooled ? new TrainLayer.Maps(half, half.allocate(groups), halfGrad, halfGrad.allocate(groups)) : new TrainLayer.Maps(activation, activations, grad, gradient);
  }

  TrainLayer.Maps output() {
    return output;
  }

  /** Makes the lists of weights that follow from them. */
  void prepare() {
    convolution.prepare();
  }

  void forward(Crew crew) {
    crew.run(input.values().length, (g, worker) -> {
      for (int y = 0; y < acc.height(); y++) convolution.forwardRow(input.values()[g], sums[g], y);
      for (int o = 0; o < acc.channels(); o++) for (int y = 0; y < acc.height(); y++) activate(g, o, y);
      if (pooled) pool(g);
    });
  }

  private void activate(int g, int o, int y) {
    float[] from = sums[g];
    float[] to = activations[g];
    float bias = weights.bias[o];
    int n = acc.width() * Kernels.LANES;
    int a = acc.at(o, y, 0);
    int b = activation.at(o, y, 0);
    if (last) {
      for (int i = 0; i < n; i++) to[b + i] = from[a + i] + bias;
      return;
    }
    for (int i = 0; i < n; i++) to[b + i] = Math.max(from[a + i] + bias, 0f);
    multiplication.operands(to, b, n);
  }

  private void pool(int g) {
    float[] x = activations[g];
    Planes to = output.layout();
    for (int o = 0; o < to.channels(); o++)
      for (int y = 0; y < to.height(); y++)
        for (int u = 0, b = to.at(o, y, 0); u < to.width(); u++, b += Kernels.LANES) {
          int top = activation.at(o, 2 * y, 2 * u);
          int bottom = activation.at(o, 2 * y + 1, 2 * u);
          for (int l = 0; l < Kernels.LANES; l++)
            output.values()[g][b + l] = Math.max(Math.max(x[top + l], x[top + Kernels.LANES + l]), Math.max(x[bottom + l], x[bottom + Kernels.LANES + l]));
        }
  }

  /**
   * From the gradient of the output, that of the last layer set by the caller, to those of the input, of weights and of biases.
   *
   * @param scratch memory of each worker, of {@link #scratch} floats or more
   */
  void backward(Crew crew, float[][] scratch) {
    crew.run(input.values().length, (g, worker) -> {
      if (pooled) unpool(g);
      for (int o = 0; o < acc.channels(); o++) for (int y = 0; y < acc.height(); y++) mask(g, o, y);
      if (input.gradients() != null) convolution.backward(gradient[g], input.values()[g], input.gradients()[g], input.gradientLayout(), false);
    });
    crew.run(convolution.gradient().tasks(), (task, worker) -> convolution.gradient().run(task, gradient, input.values(), scratch[worker]));
    crew.run(acc.channels(), (o, worker) -> weights.biasGradient[o] = biasGradient(o, scratch[worker]));
  }

  int scratch() {
    return convolution.gradient().scratch();
  }

  /** To the first largest of its window goes the gradient of each pooled value, row by row; what no window covers gets none. */
  private void unpool(int g) {
    Arrays.fill(gradient[g], 0f);
    float[] x = activations[g];
    Planes of = output.layout();
    for (int o = 0; o < of.channels(); o++)
      for (int y = 0; y < of.height(); y++)
        for (int u = 0; u < of.width(); u++)
          for (int l = 0; l < Kernels.LANES; l++) {
            float largest = output.values()[g][of.at(o, y, u) + l];
            int w = 0;
            while (w < 3 && x[activation.at(o, 2 * y + w / 2, 2 * u + w % 2) + l] != largest) w++;
            gradient[g][grad.at(o, 2 * y + w / 2, 2 * u + w % 2) + l] = output.gradients()[g][output.gradientLayout().at(o, y, u) + l];
          }
  }

  /** Nothing where the activation was 0; operands of the multiplier elsewhere. */
  private void mask(int g, int o, int y) {
    int n = acc.width() * Kernels.LANES;
    int a = activation.at(o, y, 0);
    int b = grad.at(o, y, 0);
    float[] x = activations[g];
    float[] dx = gradient[g];
    if (!last) for (int i = 0; i < n; i++) dx[b + i] = x[a + i] > 0 ? dx[b + i] : 0f;
    multiplication.operands(dx, b, n);
  }

  /** The sum over all pixels by lane, group after group, and then over the lanes. */
  private float biasGradient(int o, float[] scratch) {
    Arrays.fill(scratch, 0, Kernels.LANES, 0f);
    for (float[] group : gradient)
      for (int y = 0; y < grad.height(); y++)
        for (int i = 0; i < grad.width() * Kernels.LANES; i += Kernels.LANES) for (int l = 0; l < Kernels.LANES; l++) scratch[l] += group[grad.at(o, y, 0) + i + l];
    return WeightGradient.sum(scratch, 0);
  }
}
