// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What becomes of real scales, against the real formula. */
class RealPlanesTest {
  private final SplittableRandom rng = new SplittableRandom(20270115);

  /** A random layer and activations that one output pixel sums. */
  private final class Case {
    final int outputs = 1 + rng.nextInt(6);
    final int inputs = 1 + rng.nextInt(40);
    final int taps = 1 + rng.nextInt(9);
    final int most = rng.nextBoolean() ? 255 : 255 * (1 + rng.nextInt(64));
    final double step = .001 + rng.nextDouble() * .1;
    final RealPlanes weights = planes(outputs, inputs, taps);
    final LayerConstants layer = new LayerConstants("layer", reals(outputs, -1, 1), normalisation(outputs), .001 + rng.nextDouble() * .05, most);
    final int[] x = rng.ints(inputs * taps, 0, most + 1).toArray();

    /** gamma (sum of w x in + bias - mean) / sd + beta. */
    double real(int o) {
      double sum = 0;
      for (int i = 0; i < x.length; i++) for (int k = 0; k < weights.planes().size(); k++) sum += (weights.planes().get(k).bit(o * x.length + i) ? 1 : -1) * weights.scales()[o][k] * x[i] * layer.in();
      Normalisation n = layer.norm();
      return n.gamma()[o] * (sum + layer.bias()[o] - n.mean()[o]) / Math.sqrt((double) n.variance()[o] + n.epsilon()) + n.beta()[o];
    }

    int acc(Weights w, int o) {
      int[] row = new int[x.length];
      w.rows(0).of(o, row);
      long acc = 0;
      for (int i = 0; i < row.length; i++) acc += (long) row[i] * x[i];
      return Math.toIntExact(acc);
    }

    /** By how much sums may be off, as every factor is rounded. */
    double rounding() {
      return .5 * weights.planes().size() * Arrays.stream(x).asLongStream().sum();
    }

    int limit() {
      return Math.min(32767, Integer.MAX_VALUE / most / (inputs * taps));
    }

    /** The hardware's accumulators take it, whatever the activations are. */
    void fits(Scaled w) {
      assertThat(w.planes()).isEqualTo(weights.planes());
      new Linear(new Window(1, taps, 1, 0, 0, 0, 0), w, Optional.empty()).result(List.of(new Result(new Shape(inputs, 1, taps), 0, most)));
    }
  }

  private RealPlanes planes(int outputs, int inputs, int taps) {
    int count = 1 + rng.nextInt(4);
    List<Mask> masks = new ArrayList<>();
    for (int k = 0; k < count; k++) masks.add(Mask.of(outputs, inputs, taps, (o, c, t) -> rng.nextBoolean()));
    double[][] scales = new double[outputs][];
    for (int o = 0; o < outputs; o++) scales[o] = reals(count, .001, .5);
    return new RealPlanes(masks, scales);
  }

  private double[] reals(int n, double least, double most) {
    return rng.doubles(n, least, most).toArray();
  }

  private Normalisation normalisation(int n) {
    float[][] v = new float[4][n];
    for (int o = 0; o < n; o++) {
      v[0][o] = (float) ((rng.nextBoolean() ? 1 : -1) * (.2 + rng.nextDouble()));
      for (int i = 1; i < 3; i++) v[i][o] = (float) rng.nextDouble(-1, 1);
      v[3][o] = .1f + (float) rng.nextDouble();
    }
    return new Normalisation(v[0], v[1], v[2], v[3], 1e-5f);
  }

  private static int sum(int[] factors) {
    return Arrays.stream(factors).map(Math::abs).sum();
  }

  @Test
  void activationsAreOffByNoMoreThanRoundingAllows() {
    for (int n = 0; n < 300; n++) {
      Case c = new Case();
      RealWeights.Folded<Requantise> folded = c.weights.requantised(c.layer, c.step);
      Scaled w = (Scaled) folded.weights();
      Requantise q = folded.constants();
      c.fits(w);
      assertThat(q.mul()).containsOnly(1);
      for (int o = 0; o < c.outputs; o++) {
        int acc = c.acc(w, o);
        int sh = q.sh()[o];
        double real = c.real(o) / c.step;
        assertThat(Math.abs(Math.scalb((double) acc + q.add()[o], -sh) - real)).as("channel %d", o).isLessThanOrEqualTo(Math.scalb(c.rounding() + .5, -sh) + 1e-9 * (1 + Math.abs(real)));
        assertThat((double) q.apply(o, acc)).isBetween(Math.max(0, Math.min(255, real - Math.scalb(c.rounding() + .5, -sh) - .51)), Math.max(0, Math.min(255, real + Math.scalb(c.rounding() + .5, -sh) + .51)));
        assertThat(sum(w.factors()[o])).as("a shift more is too many").isGreaterThan(sh == 31 || Math.abs(q.add()[o]) >= 1L << 38 ? -1 : (c.limit() - 3 * w.planes().size()) / 2);
      }
    }
  }

  /** Factors are the scales of one plane times all else, as {@link Folding}'s multiplier is, so that both give one result. */
  @Test
  void onePlaneIsWhatItsMultiplierWouldBe() {
    Mask plane = Mask.of(1, 3, 1, (o, c, t) -> c != 1);
    LayerConstants layer = new LayerConstants("layer", new double[] {.5}, Folding.identity(1), 1, 255);
    RealWeights.Folded<Requantise> folded = new RealPlanes(List.of(plane), new double[][] {{.5}}).requantised(layer, 1);
    assertThat(folded.weights()).isEqualTo(new Scaled(List.of(plane), new int[][] {{16384}}));
    assertThat(folded.constants()).isEqualTo(new Requantise(new int[] {1}, new long[] {16384}, new int[] {15}));
    assertThat(folded.constants().sh()).isEqualTo(Folding.requantise("layer", plane, new double[] {.5}, new double[] {.5}, Folding.identity(1), 1, 1).sh());
  }

  @Test
  void logitsHaveOneScale() {
    for (int n = 0; n < 300; n++) {
      Case c = new Case();
      RealWeights.Folded<Readout> folded = c.weights.readout(c.layer);
      Scaled w = (Scaled) folded.weights();
      c.fits(w);
      double scale = folded.constants().scale()[0];
      assertThat(folded.constants().scale()).containsOnly(scale);
      assertThat(Math.scalb(1.0, Math.getExponent(scale))).isEqualTo(scale);
      assertThat(Arrays.stream(w.factors()).mapToInt(RealPlanesTest::sum).max().getAsInt()).isBetween((c.limit() - 3 * w.planes().size()) / 2, c.limit());
      for (int o = 0; o < c.outputs; o++) {
        int[] sums = new int[c.outputs];
        sums[o] = c.acc(w, o);
        assertThat(Math.abs(folded.constants().logit(sums, o) - c.real(o))).isLessThanOrEqualTo(scale * c.rounding() + 1e-9 * (1 + Math.abs(c.real(o))));
      }
    }
  }

  @Test
  void aClassThatOneScaleWouldLeaveNothingHasItsOwn() {
    Mask plane = Mask.of(3, 1, 1, (o, c, t) -> true);
    LayerConstants layer = new LayerConstants("layer", new double[3], Folding.identity(3), 1, 255);
    RealWeights.Folded<Readout> folded = new RealPlanes(List.of(plane), new double[][] {{1}, {1e-6}, {.75}}).readout(layer);
    assertThat(folded.constants().scale()).containsExactly(0x1p-14, 0x1p-34, 0x1p-15);
    assertThat(((Scaled) folded.weights()).factors()).isDeepEqualTo(new int[][] {{16384}, {17180}, {24576}});
  }

  @Test
  void gatesOpenWhereTheRealSumsAreAbove() {
    int open = 0;
    for (int n = 0; n < 300; n++) {
      Case c = new Case();
      RealWeights.Folded<int[]> folded = c.weights.thresholds(c.layer);
      Scaled w = (Scaled) folded.weights();
      c.fits(w);
      for (int o = 0; o < c.outputs; o++) {
        boolean above = c.acc(w, o) > folded.constants()[o];
        if (above) open++;
        double one = c.weights.scales()[o][0] * Math.abs(c.layer.norm().gamma()[o]) * c.layer.in() / Math.sqrt((double) c.layer.norm().variance()[o] + c.layer.norm().epsilon()) / Math.abs(w.factors()[o][0]); // of a factor, nearly
        if (Math.abs(c.real(o)) > 1.1 * one * (c.rounding() + 1)) assertThat(above).as("case %d, channel %d", n, o).isEqualTo(c.real(o) > 0);
      }
    }
    assertThat(open).isBetween(200, 900);
  }

  private static Requantise one(double t, int most, double... scales) {
    List<Mask> planes = new ArrayList<>();
    for (int k = 0; k < scales.length; k++) planes.add(Mask.of(1, 1, 1, (o, c, x) -> true));
    return new RealPlanes(planes, new double[][] {scales}).requantised(new LayerConstants("layer", new double[] {t}, Folding.identity(1), 1, most), 1).constants();
  }

  private static void refused(String message, Runnable make) {
    assertThatIllegalArgumentException().isThrownBy(make::run).withMessage(message);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThat(one(0, 255, 32000, 767).sh()).containsExactly(0);
    String rest = " per step of its output, which at no shift of 0 to 31 are integers of at most 32767 in all, not all of them 0, and one of 40 bits: its scale does not fit its values";
    refused("layer: channel 0 needs factors of [32000.0, 768.0] and an addend of 0.0" + rest, () -> one(0, 255, 32000, 768));
    refused("layer: channel 0 needs factors of [1.0] and an addend of 5.49755813888E11" + rest, () -> one(0x1p39, 255, 1));
    refused("layer: channel 0 needs factors of [Infinity] and an addend of 0.0" + rest, () -> one(0, 255, Double.POSITIVE_INFINITY));
    refused("layer: channel 0 needs factors of [0.3, 0.3, 0.3] and an addend of 0.0" + rest.replace("32767", "2"), () -> one(0, 1_000_000_000, .3, .3, .3));
    assertThat(one(5, 255, 1e-30).add()).as("a channel that nothing comes of is a constant").containsExactly(5L << 31);
    RealPlanes lost = new RealPlanes(List.of(Mask.of(1, 1, 1, (o, c, t) -> true), Mask.of(1, 1, 1, (o, c, t) -> true)), new double[][] {{.5, .5}});
    LayerConstants large = new LayerConstants("layer", new double[1], Folding.identity(1), 1, Integer.MAX_VALUE);
    refused("layer: channel 0 needs factors of [0.5, 0.5], of which no power of two makes integers of at most 1 in all, not all of them 0", () -> lost.readout(large));
    refused("layer: channel 0 needs factors of [0.5, 0.5], of which no power of two makes integers of at most 1 in all, not all of them 0", () -> lost.thresholds(large));
    refused("layer: normalisation of 2 channels, weights of 1", () -> lost.readout(new LayerConstants("layer", new double[1], Folding.identity(2), 1, 255)));
  }
}
