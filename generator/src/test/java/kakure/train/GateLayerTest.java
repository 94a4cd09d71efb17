// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import kakure.network.Shape;
import org.junit.jupiter.api.Test;

/** A gate by itself: what is off is 0 forward and backward, and its straight-through gradient and reward are what the equations say. */
class GateLayerTest {
  private static final int LANES = Kernels.LANES;
  private final Random random = new Random(5);
  private final Kernels kernels = KernelChoice.best();
  private final Crew crew = new Crew(1);

  private LinearLayer layer(Shape in, int outputs, int kernel, boolean sums, double step) {
    Planes from = new Planes(in.channels(), in.height(), in.width(), (kernel - 1) / 2);
    float[][] values = from.allocate(1);
    for (int c = 0; c < in.channels(); c++) for (int y = 0; y < in.height(); y++) for (int i = 0; i < in.width() * LANES; i++) values[0][from.at(c, y, 0) + i] = random.nextInt(256);
    Geometry g = Geometry.of(in, new NetSpec.Item(outputs, kernel, 1, false));
    LevelWeights weights = new LevelWeights(outputs, in.channels(), g.taps(), new Sequence(3, outputs), Levels.BYTE, RewardConfig.NONE);
    LinearLayer layer = new LinearLayer(new LinearLayer.Named("layer", "image", 0, 1, 1), g, new LinearLayer.Role(false, sums, false, 0), weights, new Statistics(1, outputs, .01, step), null, TrainLayer.Maps.image(from, values), kernels, kernels);
    layer.prepare();
    layer.forward(crew, true);
    return layer;
  }

  @Test
  void whatIsOffIsZeroAndTheDecisionLearnsStraightThrough() {
    LinearLayer map = layer(new Shape(2, 5, 4), 6, 3, false, 1. / 32);
    LinearLayer decide = layer(new Shape(8, 1, 1), 6, 1, true, 1);
    GateReward reward = new GateReward(GateConfig.of(.25));
    GateLayer gate = new GateLayer("gate", "map", "decide", map, decide, reward, 1);
    for (int c = 0; c < 6; c++) {
      decide.gamma[c] = .1f + .1f * c;
      decide.beta[c] = .4f * (c % 3) - .4f;
    }
    gate.forward(crew, true);
    gate.activate(0);
    TrainLayer.Maps out = gate.output();
    float[] dy = new float[out.gradients()[0].length];
    for (int c = 0; c < 6; c++) for (int y = 0; y < 5; y++) for (int i = 0; i < 4 * LANES; i++) out.gradients()[0][out.gradientLayout().at(c, y, 0) + i] = dy[out.gradientLayout().at(c, y, 0) + i] = (float) random.nextGaussian();
    reward.settle();
    gate.backward(crew, null);
    int off = 0;
    int flat = 0;
    for (int c = 0; c < 6; c++)
      for (int l = 0; l < LANES; l++) {
        double v = (double) decide.accumulators[0][decide.acc.at(c, 0, 0) + l] * decide.statistics.scale[c] + decide.statistics.shift[c];
        double h = decide.gamma[c] * v + decide.beta[c];
        double dot = 0;
        for (int y = 0; y < 5; y++)
          for (int x = 0; x < 4; x++) {
            float a = map.value[0][map.result.at(c, y, x) + l];
            int at = out.gradientLayout().at(c, y, x) + l;
            dot += (double) a * dy[at];
            assertThat(out.values()[0][out.layout().at(c, y, x) + l]).isEqualTo(h > 0 ? a : 0f);
            assertThat(out.gradients()[0][at]).isEqualTo(h > 0 ? dy[at] : 0f);
          }
        double expected = Math.abs(h) <= 1 ? .5 * decide.gamma[c] * (dot + 1. / (6 * LANES)) : 0;
        assertThat((double) decide.gradient[0][decide.grad.at(c, 0, 0) + l]).isCloseTo(expected, within(1e-4 * (1 + Math.abs(dot))));
        if (h <= 0) off++;
        if (Math.abs(h) > 1) flat++;
      }
    assertThat(off).isPositive();
    assertThat(flat).isLessThan(6 * LANES);
  }

  @Test
  void aSegmentIsOnIfAnyOfItsChannelsIs() {
    GateReward reward = new GateReward(new GateConfig(true, .4, 2));
    float[][] on = new float[1][4 * LANES];
    for (int l = 0; l < LANES; l++) on[0][l] = on[0][LANES + l] = 1; // channels 0 and 1: half of the segments
    reward.add(on);
    reward.settle();
    assertThat((double) reward.gradient(on[0], 0, 3)).isCloseTo(1. / (2 * LANES) / 2, within(1e-9));
    assertThat(reward.gradient(on[0], 2, 3)).isZero();
    GateReward mild = new GateReward(new GateConfig(true, .5, 2));
    mild.add(on);
    mild.settle();
    assertThat(mild.gradient(on[0], 0, 3)).isZero();
  }

  /** The average is linear: its backward pass is its transpose. */
  @Test
  void averageAndItsTranspose() {
    Planes layout = new Planes(3, 4, 5, 1);
    float[][] x = layout.allocate(1);
    for (int c = 0; c < 3; c++) for (int y = 0; y < 4; y++) for (int i = 0; i < 5 * LANES; i++) x[0][layout.at(c, y, 0) + i] = random.nextInt(256);
    Planes back = new Planes(3, 4, 5, 0);
    TrainLayer.Maps maps = new TrainLayer.Maps(layout, x, back, back.allocate(1));
    AverageLayer average = new AverageLayer("average", "x", new AverageLayer("no", "no", null, maps), maps);
    average.forward(crew, true);
    TrainLayer.Maps out = average.output();
    double right = 0;
    for (int c = 0; c < 3; c++)
      for (int l = 0; l < LANES; l++) {
        float g = random.nextInt(100) - 50;
        out.gradients()[0][out.gradientLayout().at(c, 0, 0) + l] = g;
        right += (double) g * out.values()[0][out.layout().at(c, 0, 0) + l];
      }
    average.backward(crew, null);
    double left = 0;
    for (int c = 0; c < 3; c++) for (int y = 0; y < 4; y++) for (int i = 0; i < 5 * LANES; i++) left += (double) x[0][layout.at(c, y, 0) + i] * maps.gradients()[0][back.at(c, y, 0) + i];
    assertThat(left).isEqualTo(right);
  }
}
