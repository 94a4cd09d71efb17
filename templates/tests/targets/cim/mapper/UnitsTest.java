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
    var natural = mapper.natural(layer, fit);
    var a = Appraisal.of(mapped, natural, judged, PHASES);
    var seen = Appraisal.of(mapped, natural, fit, PHASES);
    assertThat(a.segments().permuted()).isGreaterThan(a.segments().natural() + .1).isLessThanOrEqualTo(a.segments().bound().least()).isCloseTo(seen.segments().permuted(), within(.03));
    assertThat(a.groups().permuted()).isGreaterThan(a.groups().natural()).isLessThanOrEqualTo(a.groups().bound().least());
    assertThat(a.mapped().off()).isGreaterThan(a.natural().off()).isLessThanOrEqualTo(a.unitBound());
    assertThat(a.precharges()).as("without operations all bits are 1").isCloseTo(1 - a.mapped().off(), within(1e-12));
    assertThat(a.cycles()).isBetween(.05, 1.);
    assertThat(a.conversions()).isLessThan(1);
    assertThat(a.pulses()).isLessThan(1);
    assertThat(a.segments().ratio()).isBetween(.8, 1.);
    assertThat(Appraisal.of(mapped, natural, judged, PHASES)).isEqualTo(a);
  }

  /** With segments of 9 rows a 3x3 channel has one of its own: no order is better than another, and nothing is lost. */
  @Test
  void oneChannelPerSegmentReachesTheBound() {
    var random = new SplittableRandom(6);
    var layer = new LayerWeights("conv", 8, 16, 9, random.ints(8 * 16 * 9, -1, 2).toArray());
    var gates = Gates.inputs(LatentGates.INSIDE.gates(16, 300, 3), 8);
    var mapper = new Mapper(new CimShape(144, 16, 16, 1), PHASES);
    var a = Appraisal.of(mapper.map(layer, gates), mapper.natural(layer, gates), gates, PHASES);
    assertThat(a.segments().size()).isEqualTo(1);
    assertThat(a.mapped().off()).isCloseTo(a.unitBound(), within(1e-12));
    assertThat(a.segments().ratio()).isEqualTo(1);
    assertThat(a.mapped().cycles()).as("wider patterns, permuted").isLessThan(a.natural().cycles());
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
