// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import blocks.cim.CimPhases;
import blocks.cim.CimShape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Static masks beside what chance and the specification's table say; both sides of the store; figures on images other than those that were fitted. */
class UnitsTest {
  private static final CimPhases PHASES = new CimPhases(1, 0, 1, 1, 1, 4);

  private static LayerWeights iid(int percent, long seed) {
    var random = new SplittableRandom(seed);
    return new LayerWeights("iid", 64, 64, 9, random.doubles(64 * 64 * 9).mapToInt(v -> v * 100 < percent ? 1 : 0).toArray());
  }

  /** Density in percent, rows and columns of a unit; natural, permuted and bound of the specification's table. Natural order is known exactly: (1 - k)^(rows columns). */
  @Test
  void masksWithoutStructureAreThoseOfTheTable() {
    double[][] table = {{5, 8, 1, .656, .813, .942}, {5, 8, 8, .036, .567, .654}, {5, 16, 8, 0, .492, .644}, {10, 4, 1, .662, .766, .898}, {10, 4, 8, .036, .372, .426}};
    for (double[] row : table) {
      var units = StaticUnits.of(iid((int) row[0], 17), (int) row[1], (int) row[2]);
      assertThat(units.natural()).as("%s", units).isCloseTo(row[3], within(.015)).isCloseTo(Math.pow(1 - row[0] / 100, row[1] * row[2]), within(.015));
      assertThat(units.permuted()).as("%s", units).isCloseTo(row[4], within(.03));
      assertThat(units.bound()).as("%s", units).isCloseTo(row[5], within(.02)).isGreaterThanOrEqualTo(units.permuted());
    }
    assertThat(StaticUnits.of(iid(30, 17), 4, 1).natural()).isCloseTo(.24, within(.01));
    assertThat(StaticUnits.of(iid(30, 17), 8, 1).natural()).isCloseTo(.058, within(.01));
    assertThat(StaticUnits.of(iid(30, 17), 4, 8).natural()).isZero();
  }

  @Test
  void oneOfFourSwitchesNothingOffInNaturalOrder() {
    var random = new SplittableRandom(3);
    var values = new int[32 * 64];
    for (int k = 0; k < values.length; k += 4) values[k + random.nextInt(4)] = 1;
    var units = StaticUnits.of(new LayerWeights("1of4", 32, 64, 1, values), 4, 1);
    assertThat(units.natural()).isZero();
    assertThat(units.bound()).isEqualTo(.75);
    assertThat(units.permuted()).isBetween(.2, .75);
  }

  @Test
  void bothSidesOfTheStoreAreCountedUnitByUnit() {
    // two channels a segment; the second is off in image 1; one operation an image and pixel
    var layer = new LayerWeights("conv", 2, 4, 1, new int[] {1, 0, 0, 1, 1, 0, 0, 0});
    var gates = new Gates(OffSets.of(4, 2, (c, i) -> c >= 2 && i == 1), OffSets.none(2, 2), List.of(
        new Gates.Operation(0, new byte[] {1, 0, 0, 0}), new Gates.Operation(0, new byte[] {0, 2, 0, 0}), new Gates.Operation(1, new byte[] {(byte) 128, 0, 0, 0})));
    var mapping = new Mapper(new CimShape(4, 4, 2, 1), PHASES).natural(layer, gates);
    var sides = StoreSides.of(mapping, gates, PHASES, List.of(1, 2));
    assertThat(sides.weightsOff()).as("of 2 segments and 3 operations one is off").isEqualTo(1 / 6.);
    assertThat(sides.weightsSkipped()).as("of 48 bits 3 have a one").isEqualTo(45 / 48.);
    assertThat(sides.weightsZero()).isZero();
    assertThat(sides.pulsesStopped()).isEqualTo(5 / 8.);
    assertThat(sides.activations()).containsExactly(new StoreSides.Stored(1, 45 / 48., 3 / 6.), new StoreSides.Stored(2, 29 / 32., 2 / 4.));
    assertThat(sides.activationsWritten()).isEqualTo(8);
    assertThat(sides.weightsWritten()).isEqualTo(4);
    assertThatThrownBy(() -> StoreSides.of(mapping, Gates.none(layer), PHASES, List.of(1))).hasMessageContaining("conv: which side to store is judged by activations, and there are none");
  }

  @Test
  void whatIsFittedOnSomeImagesHoldsOnOthers() {
    var random = new SplittableRandom(5);
    var layer = new LayerWeights("conv", 32, 32, 9, random.ints(32 * 32 * 9, -1, 2).toArray());
    var all = new Gates(LatentGates.INSIDE.gates(32, 1200, 7), LatentGates.INSIDE.gates(32, 1200, 8), List.of());
    var judged = all.between(600, 1200);
    var mapper = new Mapper(new CimShape(144, 64, 4, 4), PHASES);
    var fit = all.between(0, 600);
    var mapped = mapper.map(layer, fit);
    var a = Appraisal.of(mapped, mapper, fit, judged);
    var seen = Appraisal.of(mapped, mapper, fit, fit);
    assertThat(a.segments().permuted()).isGreaterThan(a.segments().natural() + .1).isLessThanOrEqualTo(a.segments().bound().least()).isCloseTo(seen.segments().permuted(), within(.03));
    assertThat(a.groups().permuted()).isGreaterThan(a.groups().natural()).isLessThanOrEqualTo(a.groups().bound().least());
    assertThat(a.units().mapped()).isEqualTo(a.mapped().off()).isGreaterThan(a.units().natural()).isLessThanOrEqualTo(a.units().bound());
    assertThat(seen.units().mapped()).isGreaterThanOrEqualTo(seen.units().greedy());
    assertThat(seen.units().greedy()).isEqualTo(seen.greedy().off()).isGreaterThan(seen.units().natural());
    assertThat(a.segments().greedy()).isBetween(a.segments().natural(), a.segments().most());
    assertThat(a.segments().exact()).as("32 channels are too many").isEmpty();
    assertThat(a.precharges()).as("without operations all bits are 1").isCloseTo(1 - a.mapped().off(), within(1e-12));
    assertThat(a.cycles()).isBetween(.05, 1.);
    assertThat(a.conversions()).isLessThan(1);
    assertThat(a.pulses()).isLessThan(1);
    assertThat(a.segments().ratio()).isBetween(.8, 1.);
    assertThat(Appraisal.of(mapped, mapper, fit, judged)).isEqualTo(a);
  }

  /** With segments of 9 rows a 3x3 channel has one of its own: no order is better than another, and nothing is lost. */
  @Test
  void oneChannelPerSegmentReachesTheBound() {
    var random = new SplittableRandom(6);
    var layer = new LayerWeights("conv", 8, 16, 9, random.ints(8 * 16 * 9, -1, 2).toArray());
    var gates = Gates.inputs(LatentGates.INSIDE.gates(16, 300, 3), 8);
    var mapper = new Mapper(new CimShape(144, 16, 16, 1), PHASES);
    var a = Appraisal.of(mapper.map(layer, gates), mapper, gates, gates);
    assertThat(a.segments().size()).isEqualTo(1);
    assertThat(a.units().mapped()).isCloseTo(a.units().bound(), within(1e-12));
    assertThat(a.segments().ratio()).isEqualTo(1);
    assertThat(a.mapped().cycles()).as("wider patterns, permuted").isLessThan(a.natural().cycles());
  }

  /** Gates of every image say which units are off, whether operations are of few of them or not. */
  @Test
  void unitsAreJudgedOnAllImages() {
    var layer = new LayerWeights("conv", 2, 4, 1, new int[] {1, 1, 1, 1, 1, 1, 1, 1});
    var inputs = OffSets.of(4, 10, (c, image) -> image > 0 && c < 2);
    var gates = new Gates(inputs, OffSets.none(2, 10), List.of(new Gates.Operation(0, new byte[] {1, 1, 1, 1})));
    var mapper = new Mapper(new CimShape(4, 4, 2, 1), PHASES);
    var a = Appraisal.of(mapper.natural(layer, gates), mapper, gates, gates);
    assertThat(a.mapped().off()).as("of the one image with an operation").isZero();
    assertThat(a.units()).isEqualTo(new Appraisal.Units(2, .45, .45, .45, .45));
    assertThat(a.segments().exact()).hasValue(.45);
  }

  /** Units of zeros are off without any gate: a bound of gates alone would lie below what is off. */
  @Test
  void unitsWithoutWeightsCountInTheBound() {
    var random = new SplittableRandom(8);
    for (int percent : new int[] {0, 50}) {
      var full = new boolean[16][2];
      for (var c : full) for (int g = 0; g < 2; g++) c[g] = random.nextInt(100) >= percent;
      var values = new int[16 * 16 * 9];
      for (int o = 0; o < 16; o++) for (int c = 0; c < 16; c++) for (int t = 0; t < 9; t++) if (full[c][o / 8]) values[(o * 16 + c) * 9 + t] = random.nextInt(3) - 1;
      var layer = new LayerWeights("ternary", 16, 16, 9, values);
      for (var gates : List.of(Gates.none(layer), new Gates(LatentGates.INSIDE.gates(16, 60, 1), LatentGates.INSIDE.gates(16, 60, 51), List.of()))) {
        for (var shape : List.of(new CimShape(144, 32, 16, 2), new CimShape(72, 16, 4, 2), new CimShape(64, 16, 8, 1))) {
          var mapper = new Mapper(shape, PHASES);
          var units = Appraisal.of(mapper.map(layer, gates), mapper, gates, gates).units();
          assertThat(units.mapped()).as("%s, %d%% of units empty, %s", shape, percent, units).isLessThanOrEqualTo(units.bound() + 1e-12);
          if (percent > 0 && shape.segmentRows() == 9 && gates.images() == 1) assertThat(units.mapped()).as("%s", units).isEqualTo(units.bound()).isPositive();
        }
      }
    }
  }

  /** Every order of five channels and of five outputs, in blocks of two: none has more units off than the bound says, and without zeros the best has as many. */
  @Test
  void noOrderExceedsTheBound() {
    var random = new SplittableRandom(12);
    var shape = new CimShape(6, 12, 3, 3);
    var orders = permutations(5).stream().filter(o -> o[1] < o[2] && o[3] < o[4] && o[1] < o[3]).toList();
    assertThat(orders).hasSize(15);
    for (int n = 0; n < 12; n++) {
      int zeros = n % 3 == 0 ? 0 : 60, shut = n % 2 == 0 ? 0 : 40;
      var layer = new LayerWeights("all", 5, 5, 1, IntStream.range(0, 25).map(i -> random.nextInt(100) < zeros ? 0 : 1).toArray());
      var gates = new Gates(OffSets.of(5, 1, (c, i) -> random.nextInt(100) < shut), OffSets.of(5, 1, (o, i) -> random.nextInt(100) < shut / 2), List.of());
      double bound = 0, best = 0;
      for (int[] in : orders) {
        for (int[] out : orders) {
          var mapping = Placement.of(layer, shape, Layout.CHANNEL_MAJOR, blocks(in), blocks(out), 0);
          bound = UnitBound.of(mapping, gates);
          best = Math.max(best, Totals.of(mapping, gates, PHASES, Totals.Depth.ALL).off());
        }
      }
      assertThat(best).as("%s, case %d", layer, n).isLessThanOrEqualTo(bound);
      if (zeros == 0) assertThat(best).isEqualTo(bound);
    }
  }

  /** The first beside an empty place, then two by two. */
  private static Partition blocks(int[] order) {
    return new Partition(new int[][] {{order[0], -1}, {order[1], order[2]}, {order[3], order[4]}});
  }

  private static List<int[]> permutations(int n) {
    if (n == 0) return List.of(new int[0]);
    var all = new ArrayList<int[]>();
    for (int[] fewer : permutations(n - 1)) {
      for (int at = 0; at < n; at++) {
        int[] more = new int[n];
        for (int i = 0; i < n; i++) more[i] = i < at ? fewer[i] : i == at ? n - 1 : fewer[i - 1];
        all.add(more);
      }
    }
    return all;
  }

  @Test
  void madeUpGatesAreOfTheirKind() {
    var gates = LatentGates.INSIDE.gates(2000, 200, 1);
    int off = 0, on = 0;
    var kinds = new ArrayList<Integer>();
    for (int c = 0; c < 2000; c++) {
      if (gates.count(c) == 200) off++;
      else if (gates.count(c) == 0) on++;
      else kinds.add(c);
    }
    assertThat(off / 2000.).isBetween(.3, .42);
    assertThat(on / 2000.).isBetween(.18, .3);
    assertThat(kinds.size()).isGreaterThan(700);
    var again = LatentGates.INSIDE.gates(2000, 200, 1);
    assertThat(kinds).allMatch(c -> again.count(c) == gates.count(c));
  }
}
