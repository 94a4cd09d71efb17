// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import kakure.network.Shape;
import kakure.network.Window;
import kakure.train.NoiseConfig.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is added to the sums: its variance against segments and bits counted one by one. */
class SumNoiseTest {
  private static final int CHANNELS = 10;
  private static final int SIDE = 5;
  private static final Planes IN = new Planes(CHANNELS, SIDE, SIDE, 2);
  private final Noise noise = new Noise(new NoiseConfig(.5, 0x20, Step.GEOMETRIC), 7);

  private static float[] input(long seed) {
    float[] in = IN.allocate(1)[0];
    var random = new Random(seed);
    for (int c = 0; c < CHANNELS; c++)
      for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++) for (int l = 0; l < Kernels.LANES; l++) in[IN.at(c, y, x) + l] = random.nextInt(4) == 0 ? random.nextInt(256) >> random.nextInt(8) : 0;
    return in;
  }

  private static Weights weights(Levels levels, Geometry g) {
    return new LevelWeights(g.out().channels(), CHANNELS, g.taps(), new Sequence(1, 1), levels, RewardConfig.NONE);
  }

  /** Sum over segments of rows, cut as the page says, and over bits that a row of them has, of 4^b. */
  private static double squares(float[] in, Geometry g, int rows, int y, int x, int lane) {
    int together = Math.max(1, rows / g.taps());
    double sum = 0;
    for (int c = 0; c < CHANNELS; c += together)
      for (int first = 0; first < g.taps(); first += rows)
        for (int b = 0; b < 8; b++) {
          boolean one = false;
          for (int k = c; k < Math.min(CHANNELS, c + together); k++)
            for (int t = first; t < Math.min(g.taps(), first + rows); t++) {
              int iy = y * g.strideY() + t / g.kernelWidth() - g.pad(), ix = x * g.strideX() + t % g.kernelWidth() - g.pad();
              one |= iy >= 0 && ix >= 0 && iy < SIDE && ix < SIDE && ((int) in[IN.at(k, iy, ix) + lane] >> b & 1) == 1;
            }
          if (one) sum += Math.pow(4, b);
        }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({"3, 1, 1, 32, TERNARY, 2", "3, 2, 1, 18, TWOS, 5", "3, 1, 1, 4, LEV4, 29", "1, 1, 0, 4, BINARY, 2", "5, 5, 0, 64, TERNARY, 2"})
  void varianceOfASumIsThatOfItsConversions(int kernel, int stride, int pad, int rows, Levels levels, int lines) {
    var config = new NoiseConfig(.5, rows, Step.GEOMETRIC);
    Geometry g = Geometry.of(new Shape(CHANNELS, SIDE, SIDE), Window.square(kernel, stride, pad), 64);
    Planes acc = new Planes(64, g.out().height(), g.out().width(), 1);
    var own = new Noise(config, 7);
    own.set(true);
    var sums = new SumNoise(own, 3, g, IN, weights(levels, g), 1);
    float[] in = input(kernel);
    int y = g.out().height() - 1, x = g.out().width() / 2;
    double got = 0, mean = 0;
    int n = 0;
    for (int pass = 0; pass < 40; pass++) {
      float[] out = acc.allocate(1)[0];
      own.next();
      sums.read(in, 0);
      sums.add(out, acc, 0, y);
      for (int l = 0; l < Kernels.LANES; l++) {
        double variance = config.variance() * lines * squares(in, g, rows, y, x, l);
        if (variance == 0) continue;
        for (int o = 0; o < 64; o++, n++) {
          double v = out[acc.at(o, y, x) + l] / Math.sqrt(variance);
          got += v * v;
          mean += v;
        }
      }
    }
    assertThat(got / n).as("variance over what the formula says").isCloseTo(1, within(.03));
    assertThat(mean / n).isCloseTo(0, within(.02));
  }

  @Test
  void numbersFollowFromSeedLayerPassAndGroupAndNothingIsAddedWhileItIsOff() {
    assertThat(noise.key(1, 0)).isEqualTo(new Noise(NoiseConfig.NONE, 7).key(1, 0)).isNotEqualTo(noise.key(1, 1)).isNotEqualTo(noise.key(2, 0)).isNotEqualTo(new Noise(NoiseConfig.NONE, 8).key(1, 0));
    long before = noise.key(1, 0);
    noise.next();
    assertThat(noise.key(1, 0)).isNotEqualTo(before);
    Geometry g = Geometry.of(new Shape(CHANNELS, SIDE, SIDE), Window.square(3, 1, 1), 4);
    Planes acc = new Planes(4, SIDE, SIDE, 0);
    var sums = new SumNoise(noise, 0, g, IN, weights(Levels.TERNARY, g), 1);
    float[] out = acc.allocate(1)[0];
    sums.read(input(1), 0);
    sums.add(out, acc, 0, 2);
    assertThat(out).containsOnly(0);
    noise.set(true);
    sums.read(IN.allocate(1)[0], 0);
    sums.add(out, acc, 0, 2);
    assertThat(out).as("no bit is converted").containsOnly(0);
    sums.read(input(1), 0);
    sums.add(out, acc, 0, 2);
    assertThat(out[acc.at(0, 2, 2)]).isNotZero().isNotEqualTo(out[acc.at(1, 2, 2)]);
    assertThat(out[acc.at(0, 1, 2)]).as("one row only").isZero();
  }
}
