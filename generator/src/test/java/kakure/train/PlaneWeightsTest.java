// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import kakure.network.Planes;
import org.junit.jupiter.api.Test;

/** The code of weights that are read bit by bit, what is learnt of it, and who gets how many bits. */
class PlaneWeightsTest {
  private static final int N = 8;

  private static PlaneWeights weights(int outputs) {
    return new PlaneWeights(outputs, 16, 9, new Sequence(3, 1), N, false);
  }

  /** W_n = (2 U_n + 1 - 2^n) / 2^n of the leading n bits, in steps of 2^-N; cutting is unbiased and within 2^-n - 2^-N (ProgressiveNN). */
  @Test
  void stoppingGivesTheLeadingBits() {
    PlaneWeights w = weights(8);
    float[] finest = w.value.clone();
    for (int n = 1; n <= N; n++) {
      w.stop(n);
      double mean = 0;
      for (int i = 0; i < finest.length; i++) {
        int code = (int) (finest[i] + 255) / 2;
        assertThat(w.value[i]).isEqualTo((float) ((2 * (code >> N - n) + 1 - (1 << n)) << N - n));
        assertThat(Math.abs(w.value[i] - finest[i])).isLessThanOrEqualTo((1 << N - n) - 1);
        mean += (w.value[i] - finest[i]) / finest.length;
      }
      assertThat(mean).as("n = %d", n).isCloseTo(0, within(.12 * (1 << N - n)));
      assertThat(((Planes) w.result(0)).bits()).containsOnly(n);
      int[] row = new int[16 * 9];
      w.result(0).rows(0).of(5, row);
      for (int i = 0; i < row.length; i++) assertThat((float) row[i] * (1 << N - n)).isEqualTo(w.value[5 * row.length + i]);
    }
  }

  /** One step by hand: the mean of the precisions' gradients, in ranges, and decay. */
  @Test
  void theGradientsOfAllPrecisionsGoStraightThrough() {
    PlaneWeights w = weights(1);
    double bound = 1 / Math.sqrt(16 * 9);
    float before = w.value[7];
    Arrays.fill(w.gradient, 0f);
    w.gradient[7] = 3e-5f;
    w.collect();
    w.gradient[7] = -1e-5f;
    w.collect();
    w.learn(.1f);
    double moved = .1 * (2e-5 / 2 * 256 * .375 * 12 + 5e-4 * before / 256 * bound) / bound * 256;
    assertThat((double) w.value[7]).isCloseTo(before - moved, within(2.1));
    assertThat(moved).isGreaterThan(3);
    w.learn(.1f); // without a new gradient momentum alone goes on
    assertThat((double) w.value[7]).isCloseTo(before - moved * 1.9, within(4.2));
    PlaneWeights last = new PlaneWeights(1, 16, 9, new Sequence(3, 1), N, true); // 4.5 times shorter steps
    Arrays.fill(last.gradient, 0f);
    last.gradient[7] = 1e-5f * 12 * .375f;
    last.collect();
    last.learn(.1f);
    assertThat((double) last.value[7]).isCloseTo(before - moved, within(2.1));
  }

  /** alpha sigma steps: b = ceil(log2(2 max / (alpha sigma) + 1)), one alpha, the mean within the target; the last layer keeps all. */
  @Test
  void wideFiltersGetMoreBits() {
    TrainConfig config = TrainConfig.of(NetSpec.parse("c8,c8,f4")).withThreads(1).withSeed(5).withWeights(WeightKind.PROGRESSIVE);
    Kernels kernels = new ScalarKernels();
    try (Net net = new Net(config, new kakure.network.Shape(1, 12, 12), 1, kernels, kernels)) {
      List<LinearLayer> layers = net.layers.stream().map(LinearLayer.class::cast).toList();
      PlaneWeights second = (PlaneWeights) layers.get(1).weights;
      Arrays.fill(second.gradient, 0f);
      second.gradient[3 * 72 + 10] = -1f; // filter 3 gets one weight at the end of the range, the others shrink by nothing
      for (int i = 0; i < 72; i++) if (i != 10) second.gradient[3 * 72 + i] = Math.signum(second.value[3 * 72 + i]) * 6e-5f;
      second.collect();
      second.learn(1f);
      double[] wide = second.spread(3);
      double[] other = second.spread(2);
      assertThat(wide[0] / wide[1]).isGreaterThan(1.2 * other[0] / other[1]);
      new FilterBits(layers, 8).settle(4);
      int[] bits = ((Planes) second.result(1)).bits();
      assertThat(bits[3]).isGreaterThanOrEqualTo(Arrays.stream(bits).max().orElseThrow());
      assertThat(((Planes) layers.get(2).weights.result(2)).bits()).containsOnly(8);
      assertThat(Arrays.stream(bits).average().orElseThrow()).isBetween(3.0, 4.01);
    }
  }

  /** The gradient of what a coarser precision learns, by differences of its cross-entropy with what the finer one told. */
  @Test
  void aPrecisionLearnsWhatTheFinerOneTells() {
    Planes4 logits = new Planes4(new float[] {3, -1, 2, 5});
    Loss loss = new Loss(4, .25);
    double[] wanted = {.1, .2, .3, .4};
    float[] gradient = logits.map();
    loss.image(logits.values, logits.layout, gradient, logits.layout, 0, wanted, 2);
    for (int o = 0; o < 4; o++) {
      double slope = (logits.loss(loss, wanted, o, .01f) - logits.loss(loss, wanted, o, -.01f)) / .02 / 2;
      assertThat((double) gradient[logits.layout.at(o, 0, 0)]).isCloseTo(slope, within(1e-4));
    }
    assertThat(Arrays.stream(loss.probabilities(logits.values, logits.layout, 0)).sum()).isCloseTo(1, within(1e-12));
    assertThat(loss.margin(logits.values, logits.layout, 0)).isEqualTo(.5);
  }

  /** Four logits of the first lane. */
  private static final class Planes4 {
    final kakure.train.Planes layout = new kakure.train.Planes(4, 1, 1, 0);
    final float[] values = map();

    Planes4(float[] logits) {
      for (int o = 0; o < 4; o++) values[layout.at(o, 0, 0)] = logits[o];
    }

    float[] map() {
      return layout.allocate(1)[0];
    }

    double loss(Loss loss, double[] wanted, int o, float moved) {
      float[] other = values.clone();
      other[layout.at(o, 0, 0)] += moved;
      double[] told = loss.probabilities(other, layout, 0);
      double sum = 0;
      for (int k = 0; k < 4; k++) sum -= wanted[k] * Math.log(told[k]);
      return sum;
    }
  }

  /** Of 2,000 images two may be labelled otherwise above the bound. */
  @Test
  void theBoundExceptsOneInAThousand() {
    int[] right = new int[2000];
    int[] label = new int[2000];
    double[] margin = new double[2000];
    for (int i = 0; i < 2000; i++) margin[i] = i;
    for (int wrong : new int[] {1999, 7, 1500, 30}) label[wrong] = 1;
    Calibration calibration = new Calibration();
    calibration.add(label, margin);
    calibration.add(right, margin);
    calibration.add(right, margin);
    assertThat(calibration.bounds()).containsExactly(30.0, 0.0);
  }
}
