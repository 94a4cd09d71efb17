// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The gradients of normalisation and of the loss against differences of their values, in double precision. */
class GradientTest {
  private static final int LANES = Kernels.LANES;

  @Test
  void normalisation() {
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
      double up = loss(exact, weight, unit, step);
      exact[i] = x[i] - h;
      double down = loss(exact, weight, unit, step);
      exact[i] = x[i];
      assertThat((double) g[i]).isCloseTo((up - down) / (2 * h), within(2e-5));
    }
  }

  private static double loss(double[] x, float[] weight, double unit, double step) {
    double mean = 0;
    double variance = 0;
    for (double v : x) mean += v * unit / x.length;
    for (double v : x) variance += (v * unit - mean) * (v * unit - mean) / x.length;
    double loss = 0;
    for (int i = 0; i < x.length; i++) loss += weight[i] * Math.min(255, Math.max(0, (x[i] * unit - mean) / Math.sqrt(variance + Statistics.EPSILON) / step));
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
}
