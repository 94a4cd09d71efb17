// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import kakure.network.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a block reads gets the gradients of all its readers: the addition or the shortcut, the first convolution and the gate's average, no one's twice. */
class BlockGradientTest {
  @ParameterizedTest
  @CsvSource({"c8;p;r8;f4, false", "c8;p;r8;f4, true", "c8;p;b12s2;f4, false", "c8;p;b12s2;f4, true"})
  void allReadersAddUp(String spec, boolean gates) {
    TrainConfig config = TrainConfig.of(NetSpec.parse(spec.replace(';', ','))).withDensity(.5).withThreads(1).withGates(gates ? GateConfig.of(.5) : GateConfig.NONE);
    Kernels kernels = KernelChoice.best();
    try (Net net = new Net(config, new Shape(1, 12, 12), 1, kernels, kernels)) {
      Random random = new Random(3);
      Planes image = net.input;
      for (int y = 0; y < 12; y++) for (int i = 0; i < 12 * Kernels.LANES; i++) net.images[0][image.at(0, y, 0) + i] = random.nextInt(256);
      net.prepare();
      net.forward(net.layers.size() - 1, 0);
      for (int o = 0; o < 4; o++) for (int l = 0; l < Kernels.LANES; l++) net.last().gradient[0][net.last().grad.at(o, 0, 0) + l] = (float) random.nextGaussian();
      net.backward();
      check(net, spec.contains("s2"), gates);
    }
  }

  private static void check(Net net, boolean shortcut, boolean gates) {
    int end = net.layers.size() - 2;
    AddLayer add = (AddLayer) net.layers.get(end);
    LinearLayer second = (LinearLayer) net.layers.get(shortcut ? end - 2 : end - 1);
    LinearLayer first = (LinearLayer) net.layers.get(gates ? 3 : 1);
    TrainLayer.Maps read = net.layers.get(0).output();
    Planes to = read.gradientLayout();
    float[] expected = to.allocate(1)[0];
    if (shortcut) {
      LinearLayer other = (LinearLayer) net.layers.get(end - 1);
      other.convolution.backward(other.gradient[0], null, expected, to, true);
    } else {
      TrainLayer.Maps out = add.output();
      float[] sums = second.grad.allocate(1)[0];
      for (int o = 0; o < 8; o++)
        for (int y = 0; y < to.height(); y++)
          Elements.addGradient(second.accumulators[0], second.acc.at(o, y, 0), second.statistics.scale[o], second.statistics.shift[o], read.values()[0], read.layout().at(o, y, 0), out.gradients()[0], out.gradientLayout().at(o, y, 0), sums,
              second.grad.at(o, y, 0), expected, to.at(o, y, 0), to.width());
    }
    first.convolution.backward(first.gradient[0], null, expected, to, true);
    TrainLayer.Maps average = gates ? net.layers.get(1).output() : null;
    double size = 0;
    for (int c = 0; c < 8; c++)
      for (int y = 0; y < to.height(); y++)
        for (int x = 0; x < to.width(); x++)
          for (int l = 0; l < Kernels.LANES; l++) {
            double mean = gates ? average.gradients()[0][average.gradientLayout().at(c, 0, 0) + l] : 0;
            double got = read.gradients()[0][to.at(c, y, x) + l];
            assertThat(got).isCloseTo(expected[to.at(c, y, x) + l] + mean, within(1e-3 * (1e-3 + Math.abs(got))));
            size += Math.abs(got);
          }
    assertThat(size).isPositive();
  }
}
