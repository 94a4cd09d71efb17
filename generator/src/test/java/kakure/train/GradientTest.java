// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import kakure.golden.SignGenerator;
import kakure.network.Shape;
import org.junit.jupiter.api.Test;

/** The gradients of normalisation and of the loss against differences of their values, in double precision. */
class GradientTest {
  private static final int LANES = Kernels.LANES;

  @Test
  void normalisation() {
    normalised(1, 0, false);
  }

  @Test
  void learntScaleAndShift() {
    for (double gamma : new double[] {1, .3, 2.5}) for (double beta : new double[] {0, .7, -.4}) normalised(gamma, beta, true);
  }

  private static void normalised(double gamma, double beta, boolean learnt) {
    Random random = new Random(2);
    int n = 3 * LANES;
    double unit = .02;
    double step = 1. / 32;
    float[] x = new float[n];
    float[] weight = new float[n]; // the loss is the sum of weight times clamp(v), whose gradient by v is weight inside (0, 255)
    for (int i = 0; i < n; i++) {
      x[i] = random.nextInt(4000) - 1000;
      weight[i] = (float) random.nextGaussian();
    }
    Kernels k = KernelChoice.best();
    Statistics s = new Statistics(1, 1, unit, step);
    if (learnt) {
      s.affine = new Affine(1);
      s.affine.gamma[0] = gamma;
      s.affine.beta[0] = beta;
    }
    s.clear(0);
    k.moments(x, 0, 3, s.sums[0], 0);
    s.settle(n);
    float[] g = weight.clone();
    s.clear(0);
    k.clipGradient(x, 0, s.scale[0], s.shift[0], g, 0, 3, s.sums[0], 0);
    s.settleGradient(n);
    k.blend(x, 0, s.gain[0], s.slope[0], s.offset[0], g, 0, 3);
    double[] exact = new double[n];
    for (int i = 0; i < n; i++) exact[i] = x[i];
    for (int i = 0; i < n; i++) {
      double h = .01;
      exact[i] = x[i] + h;
      double up = loss(exact, weight, unit, step, gamma, beta);
      exact[i] = x[i] - h;
      double down = loss(exact, weight, unit, step, gamma, beta);
      exact[i] = x[i];
      assertThat((double) g[i]).isCloseTo((up - down) / (2 * h), within(2e-5));
    }
    if (!learnt) return;
    double h = 1e-5;
    double byGamma = (loss(exact, weight, unit, step, gamma + h, beta) - loss(exact, weight, unit, step, gamma - h, beta)) / (2 * h);
    double byBeta = (loss(exact, weight, unit, step, gamma, beta + h) - loss(exact, weight, unit, step, gamma, beta - h)) / (2 * h);
    s.affine.learn(.5f); // the first step is the rate times the gradient
    assertThat(s.affine.gamma[0]).isCloseTo(Math.max(.01, gamma - .5 * byGamma), within(2e-2));
    assertThat(s.affine.beta[0]).isCloseTo(beta - .5 * byBeta, within(2e-2));
  }

  private static double loss(double[] x, float[] weight, double unit, double step, double gamma, double beta) {
    double mean = 0;
    double variance = 0;
    for (double v : x) mean += v * unit / x.length;
    for (double v : x) variance += (v * unit - mean) * (v * unit - mean) / x.length;
    double loss = 0;
    for (int i = 0; i < x.length; i++) loss += weight[i] * Math.min(255, Math.max(0, (gamma * (x[i] * unit - mean) / Math.sqrt(variance + Statistics.EPSILON) + beta) / step));
    return loss;
  }

  @Test
  void crossEntropy() {
    Planes planes = new Planes(4, 1, 1, 0);
    float[] acc = planes.allocate(1)[0];
    float[] gradient = planes.allocate(1)[0];
    float[] ignored = planes.allocate(1)[0];
    Random random = new Random(4);
    for (int o = 0; o < 4; o++) acc[planes.at(o, 0, 0) + 5] = random.nextInt(400) - 200;
    Loss loss = new Loss(4, .01);
    loss.image(acc, planes, gradient, planes, 5, 2, 10);
    for (int o = 0; o < 4; o++) {
      int at = planes.at(o, 0, 0) + 5;
      acc[at] += 1;
      Loss up = new Loss(4, .01);
      up.image(acc, planes, ignored, planes, 5, 2, 10);
      acc[at] -= 2;
      Loss down = new Loss(4, .01);
      down.image(acc, planes, ignored, planes, 5, 2, 10);
      acc[at] += 1;
      assertThat((double) gradient[at]).isCloseTo((up.loss - down.loss) / 2 / 10, within(1e-7));
    }
  }

  /** Wanted of every class alike is the mean of the gradients that each would have as the label. */
  @Test
  void smoothedLabels() {
    Planes planes = new Planes(5, 1, 1, 0);
    float[] acc = planes.allocate(1)[0];
    Random random = new Random(6);
    for (int o = 0; o < 5; o++) acc[planes.at(o, 0, 0) + 3] = random.nextInt(400) - 200;
    double[] wanted = new double[5];
    for (int label = 0; label < 5; label++) {
      float[] gradient = planes.allocate(1)[0];
      new Loss(5, .01).image(acc, planes, gradient, planes, 3, label, 10);
      for (int o = 0; o < 5; o++) wanted[o] += gradient[planes.at(o, 0, 0) + 3] * (.2 / 5 + (label == 1 ? .8 : 0));
    }
    float[] gradient = planes.allocate(1)[0];
    var loss = new Loss(5, .01, .2);
    loss.image(acc, planes, gradient, planes, 3, 1, 10);
    for (int o = 0; o < 5; o++) assertThat((double) gradient[planes.at(o, 0, 0) + 3]).isCloseTo(wanted[o], within(1e-9));
    var plain = new Loss(5, .01);
    plain.image(acc, planes, gradient, planes, 3, 1, 10);
    assertThat(loss.loss).isEqualTo(plain.loss); // what is told stays comparable
  }

  /** The sum of both ways, in double precision; away from the clamp's ends it is smooth. */
  @Test
  void addition() {
    Random random = new Random(8);
    int n = 3 * LANES;
    float[] x = new float[n];
    float[] r = new float[n];
    float[] weight = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextInt(4000) - 1000;
      r[i] = random.nextInt(256);
      weight[i] = (float) random.nextGaussian();
    }
    float scale = .08f;
    float shift = -40;
    float[] gx = new float[n];
    float[] gr = new float[n];
    float[] y = new float[n];
    Elements.add(x, 0, scale, shift, r, 0, y, 0, 3);
    Elements.addGradient(x, 0, scale, shift, r, 0, weight, 0, gx, 0, gr, 0, 3);
    for (int i = 0; i < n; i++) {
      double v = (double) x[i] * scale + shift + r[i];
      assertThat((double) y[i]).isCloseTo(Math.min(255, Math.max(0, v)), within(.5001));
      assertThat(gx[i]).isEqualTo(v > 0 && v < 255 ? weight[i] : 0f).isEqualTo(gr[i]);
    }
    float[] sums = new float[2 * LANES];
    Elements.products(x, 0, scale, shift, weight, 0, 3, sums, 0);
    for (int l = 0; l < LANES; l++) {
      double products = 0;
      for (int p = 0; p < 3; p++) products += weight[p * LANES + l] * ((double) x[p * LANES + l] * scale + shift);
      assertThat((double) sums[LANES + l]).isCloseTo(products, within(1e-2));
    }
  }

  /** The reward of stored weights, against differences of what it is the derivative of. */
  @Test
  void rewardOfUnits() {
    LevelWeights w = new LevelWeights(12, 5, 4, new Sequence(3, 1), Levels.TERNARY, new RewardConfig(RewardConfig.Kind.GATING, 8, 8, .01, 1));
    float[] pull = w.pull();
    double step = 1e-4;
    for (int i = 0; i < pull.length; i += 7) {
      double up = penalty(w.numbers(), i, step);
      double down = penalty(w.numbers(), i, -step);
      assertThat((double) pull[i]).isCloseTo(.01 * (up - down) / (2 * step), within(1e-6));
    }
  }

  /** Sum over units of the square root of their size times their norm, 20 weights an output in rows of 8, 8 and 4, outputs in 8 and 4. */
  private static double penalty(float[] numbers, int moved, double by) {
    double[] square = new double[6];
    int[] size = new int[6];
    for (int i = 0; i < numbers.length; i++) {
      int unit = i % 20 / 8 * 2 + i / 20 / 8;
      double v = numbers[i] + (i == moved ? by : 0);
      square[unit] += v * v;
      size[unit]++;
    }
    double sum = 0;
    for (int u = 0; u < 6; u++) sum += Math.sqrt(size[u]) * Math.sqrt(square[u]);
    return sum;
  }

  /** What no window covers gets no gradient, whatever was there before; each window passes its own to one place at most. */
  @Test
  void poolingOfOddSides() {
    Geometry g = Geometry.of(new Shape(1, 5, 7), new NetSpec.Item(2, 3, 1, true));
    Planes from = new Planes(1, 5, 7, 1);
    float[][] in = from.allocate(1);
    Random random = new Random(6);
    for (int y = 0; y < 5; y++) for (int i = 0; i < 7 * LANES; i++) in[0][from.at(0, y, 0) + i] = random.nextInt(256);
    Scores scores = new Scores(2, 1, 9, new SignGenerator(1, 1), new Sequence(1, 1), .5, MaskKind.FREE);
    Kernels kernels = KernelChoice.best();
    LinearLayer layer = new LinearLayer(new LinearLayer.Named("layer", "image", 0, 1, 1), g, LinearLayer.Role.of(true, 0), scores, new Statistics(1, 2, .01, 1. / 32), null, TrainLayer.Maps.image(from, in), kernels, kernels);
    layer.convolution.prepare();
    layer.accumulate(0);
    layer.statistics.settle(layer.population());
    layer.activate(0);
    Arrays.fill(layer.gradient[0], 99f);
    Arrays.fill(layer.valueGrad[0], 1f);
    layer.clip(0);
    for (int o = 0; o < 2; o++)
      for (int l = 0; l < LANES; l++) {
        for (int y = 0; y < 5; y++) assertThat(layer.gradient[0][layer.grad.at(o, y, 6) + l]).isZero();
        for (int x = 0; x < 7; x++) assertThat(layer.gradient[0][layer.grad.at(o, 4, x) + l]).isZero();
        for (int y = 0; y < 2; y++)
          for (int x = 0; x < 3; x++) {
            float sum = 0;
            for (int w = 0; w < 4; w++) sum += layer.gradient[0][layer.grad.at(o, 2 * y + w / 2, 2 * x + w % 2) + l];
            float value = layer.value[0][layer.result.at(o, y, x) + l];
            if (value > 0 && value < 255) assertThat(sum).isEqualTo(1f);
            else assertThat(sum).isBetween(0f, 1f);
          }
      }
  }
}
