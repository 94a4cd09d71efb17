// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import blocks.cim.CimConverter;
import blocks.cim.CimMode;
import java.util.LinkedHashMap;
import java.util.Map;
import kakure.golden.SignGenerator;
import kakure.network.golden.GoldenNetwork;
import kakure.train.NoiseConfig;
import kakure.train.NoiseConfig.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the trainer takes the noise of conversions and of sums to be, beside converters and macros. */
class NoiseOfSumsTest {
  @ParameterizedTest
  @CsvSource({"64, .25, geometric", "64, .25, auto", "64, .1, geometric", "63, .25, geometric", "16, .5, geometric", "16, .5, auto", "9, 1, geometric", "1024, 2, auto"})
  void aConversionHasTheVarianceOfTheConverter(int rows, double ones, String scale) {
    var noise = NoiseConfig.parse(ones, rows, scale);
    int bits = CimConverter.exactBits(rows);
    var converter = new CimConverter(bits, scale.equals("auto") ? (1 << bits) - 1 : rows, noise.amplitude());
    double variance = 0;
    for (int n = 0; n <= 1; n++) {
      double sum = 0, squares = 0, share = 0x1p-32;
      for (int k = 0; k <= 32; k++) {
        int read = converter.converted(n, (int) ((1L << k) - 1));
        sum += share * read;
        squares += share * read * read;
        share = share * (32 - k) / (k + 1);
      }
      variance += (squares - sum * sum) / 2;
    }
    assertThat(noise.variance()).isCloseTo(variance, within(1e-9));
  }

  /**
   * Errors of a macro's sums over images beside the trainer's formula, of layers whose lines are all in PAIR. Rows lie in another order, and in these dense images lines carry more than one, where a step of half a one errs both ways: so they are
   * alike and not equal.
   */
  @Test
  void aSumHasAboutTheVarianceOfTheFormula() {
    var network = AnalogNetworks.gated();
    int rows = 36;
    var noise = new NoiseConfig(.5, rows, Step.GEOMETRIC);
    var layers = AnalogLayers.of(network, AnalogLayers.macro(rows), 0, AnalogNetworks.images(20));
    var counts = LineCounts.none(9, 8, 1024);
    var noisy = new AnalogMacros(layers.placed(), FullScale.GEOMETRIC.point(layers.tile(), CimConverter.exactBits(rows), noise.amplitude(), counts), Gating.OFF);
    noisy.lines().seed(SignGenerator.base(1, 1));
    var byName = new LinkedHashMap<String, Placed>();
    for (var l : layers.placed()) byName.put(l.node().name(), l);
    var golden = new GoldenNetwork(network);
    var seen = new LinkedHashMap<String, double[]>();
    for (var image : AnalogNetworks.images(60)) {
      new Forward(golden, byName).run(image, (layer, map, inputs, wanted) -> {
        int[] exact = layer.expected(golden.sums(layer.node(), map), wanted), read = noisy.sums(layer, map, inputs, wanted);
        if (layer.tiles().stream().allMatch(t -> t.modes().stream().allMatch(m -> m == CimMode.PAIR))) note(seen.computeIfAbsent(layer.node().name(), k -> new double[2]), layer, map, exact, read, noise);
        return exact;
      });
    }
    assertThat(seen).containsKeys("stem", "first", "logits");
    for (Map.Entry<String, double[]> e : seen.entrySet()) assertThat(e.getValue()[0] / e.getValue()[1]).as(e.getKey()).isBetween(.75, 1.35);
  }

  /** Adds up squared errors, and the variances that the formula gives, of the outputs that are wanted. */
  private static void note(double[] to, Placed layer, int[] map, int[] exact, int[] read, NoiseConfig noise) {
    int pixels = layer.vectors().count();
    for (int o = 0; o < exact.length / pixels; o++) {
      for (int p = 0; p < pixels; p++) {
        double error = read[o * pixels + p] - exact[o * pixels + p];
        if (read[o * pixels + p] == 0 && exact[o * pixels + p] == 0) continue;
        to[0] += error * error;
        to[1] += 2 * noise.variance() * squares(layer.vectors().of(map, p), layer.mapping().layer().taps(), noise.rows());
      }
    }
  }

  private static double squares(int[] vector, int taps, int rows) {
    double sum = 0;
    int segment = Math.max(1, rows / taps) * taps;
    for (int from = 0; from < vector.length; from += segment) {
      int bits = 0;
      for (int r = from; r < Math.min(vector.length, from + segment); r++) bits |= vector[r];
      for (int b = 0; b < 8; b++) if ((bits >> b & 1) == 1) sum += 1L << 2 * b;
    }
    return sum;
  }
}
