// SPDX-License-Identifier: Apache-2.0
package targets.matrix;

import blocks.floating.perceptron.Perceptron;
import blocks.floating.perceptron.PerceptronModel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import kakure.golden.FloatEdges;
import kakure.golden.FloatFormat;

/**
 * A training: which data, which order, which first weights. All of it follows from the seed, so that two multipliers are given the same.
 *
 * @param kind of data
 * @param hidden units
 * @param epochs times that all samples are shown
 * @param rate of learning, a number of the format
 * @param schedule fraction bits kept in each part of the epochs, one part after the other; empty for all bits
 * @param seed of data, weights and order
 */
record PerceptronTask(PlaneData.Kind kind, int hidden, int epochs, double rate, List<Integer> schedule, long seed) {
  /** Samples of an epoch, and points on which the outcome is judged. */
  static final int SAMPLES = 400, JUDGED = 2_000;

  private static final FloatEdges EDGES = new FloatEdges(FloatEdges.Rounding.NEAREST, FloatEdges.Overflow.SATURATE, FloatEdges.Subnormals.FLUSH);

  /** Raw bits of a sample. */
  record Sample(long x0, long x1, long target, long mask) {}

  /** Points to learn from. */
  PlaneData data() {
    return PlaneData.of(kind, SAMPLES, new SplittableRandom(seed));
  }

  /** Points to be judged by. */
  PlaneData judged() {
    return PlaneData.of(kind, JUDGED, new SplittableRandom(~seed));
  }

  /** Minus the rate and the first weights, as {@code init} takes them: uniform, with the variance of He et al. 2015; biases of hidden units spread over the plane. */
  long[] init(FloatFormat format) {
    var rng = new SplittableRandom(seed ^ 0x5eedL);
    var values = new long[2 + 4 * hidden];
    int at = 0;
    values[at++] = raw(format, -rate);
    for (int i = 0; i < 3 * hidden; i++) values[at++] = raw(format, Math.sqrt(3) * rng.nextDouble(-1, 1));
    for (int i = 0; i < hidden; i++) values[at++] = raw(format, Math.sqrt(6.0 / hidden) * rng.nextDouble(-1, 1));
    values[at] = 0;
    return values;
  }

  /** All samples of all epochs, each epoch in an order of its own. */
  List<Sample> samples(FloatFormat format) {
    var data = data();
    var rng = new SplittableRandom(seed ^ 0x0edeL);
    var order = new int[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) order[i] = i;
    var all = new ArrayList<Sample>();
    for (int epoch = 0; epoch < epochs; epoch++) {
      for (int i = SAMPLES - 1; i > 0; i--) swap(order, i, rng.nextInt(i + 1));
      long mask = mask(format, epoch);
      for (int i : order) all.add(new Sample(raw(format, data.x()[i][0]), raw(format, data.x()[i][1]), raw(format, data.target()[i]), mask));
    }
    return all;
  }

  /** Ones for the fraction bits that are kept in an epoch. */
  long mask(FloatFormat format, int epoch) {
    int kept = schedule.isEmpty() ? format.fractionBits() : Math.min(format.fractionBits(), schedule.get(epoch * schedule.size() / epochs));
    return format.fractionMask() & -1L << format.fractionBits() - kept;
  }

  private static void swap(int[] order, int i, int k) {
    int held = order[i];
    order[i] = order[k];
    order[k] = held;
  }

  private static long raw(FloatFormat format, double value) {
    return format.ofDouble(value, EDGES);
  }

  /** Share of the judged points that weights put on the right side, 0 to 1; with all fraction bits. */
  double accuracy(Perceptron block, long[] weights) {
    var format = block.format();
    var model = model(block, weights);
    var points = judged();
    int right = 0;
    for (int i = 0; i < JUDGED; i++) if (format.negative(output(model, format, points.x()[i][0], points.x()[i][1])) == points.target()[i] < 0) right++;
    return right / (double) JUDGED;
  }

  /** y of a point. */
  static long output(PerceptronModel model, FloatFormat format, double x0, double x1) {
    return model.output(raw(format, x0), raw(format, x1), format.fractionMask());
  }

  /** A golden perceptron with these weights. */
  PerceptronModel model(Perceptron block, long[] weights) {
    var values = new long[1 + weights.length];
    values[0] = raw(block.format(), -rate);
    System.arraycopy(weights, 0, values, 1, weights.length);
    var model = new PerceptronModel(block);
    model.set(values);
    return model;
  }
}
