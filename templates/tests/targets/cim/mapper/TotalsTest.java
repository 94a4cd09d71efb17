// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import static org.assertj.core.api.Assertions.assertThat;

import blocks.cim.CimPhases;
import blocks.cim.CimShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Counters against the state table walked cycle by cycle. */
class TotalsTest {
  /** One macro, a line per cycle: which units have C1 and C2 in it, and what is done. */
  private static final class Walk {
    final CimShape shape;
    final CimPhases phases;
    final int pattern;
    final boolean[] c1, c2, iso;
    long cycles, off, held, precharges, pulses, conversions, wakes;

    Walk(CimShape shape, CimPhases phases, int pattern) {
      this.shape = shape;
      this.phases = phases;
      this.pattern = pattern;
      c1 = new boolean[shape.units()];
      c2 = new boolean[shape.units()];
      iso = new boolean[shape.units()];
      Arrays.fill(iso, true);
    }

    void line() {
      cycles++;
      for (int u = 0; u < c1.length; u++) {
        if (!c2[u]) off++;
        if (c2[u] && !c1[u]) held++;
      }
    }

    void lines(int n) {
      for (int k = 0; k < n; k++) line();
    }

    void operation(boolean[] need, int[] x, boolean skip, boolean sleep) {
      int n = need.length;
      boolean change = false, wake = false;
      for (int u = 0; u < n; u++) {
        change |= need[u] == iso[u] || sleep && c2[u] != need[u];
        wake |= need[u] && !c2[u];
      }
      if (change) {
        line(); // PWR0
        for (int u = 0; u < n; u++) {
          if (need[u] && !c2[u]) wakes++;
          iso[u] |= !need[u];
          c2[u] |= need[u];
        }
        if (wake) lines(phases.wake());
        line(); // PWR1
        System.arraycopy(need, 0, c1, 0, n);
        line(); // PWR2
        for (int u = 0; u < n; u++) {
          iso[u] = !need[u];
          if (sleep) c2[u] = need[u];
        }
      }
      for (int b = 7; b >= 0; b--) {
        line(); // BIT
        var act = new boolean[n];
        boolean any = false;
        for (int s = 0; s < shape.segments(); s++) {
          boolean ones = false, acts = false;
          for (int r = 0; r < shape.segmentRows(); r++) ones |= (x[s * shape.segmentRows() + r] >> b & 1) == 1;
          for (int g = 0; g < shape.groups(); g++) {
            act[shape.unit(s, g)] = need[shape.unit(s, g)] && (ones || !skip);
            acts |= act[shape.unit(s, g)];
            if (act[shape.unit(s, g)]) precharges++;
          }
          any |= acts;
          for (int r = 0; acts && r < shape.segmentRows(); r++) pulses += x[s * shape.segmentRows() + r] >> b & 1;
        }
        if (!any) continue;
        lines(phases.precharge() + phases.gap() + phases.evaluate() + phases.gap());
        for (int first = 0; first < shape.segments(); first += shape.together(pattern)) {
          int sensed = 0;
          for (int g = 0; g < shape.groups(); g++) {
            boolean selected = false;
            for (int s = first; s < Math.min(shape.segments(), first + shape.together(pattern)); s++) selected |= act[shape.unit(s, g)];
            if (selected) sensed++;
          }
          if (sensed == 0) continue;
          conversions += sensed;
          lines(phases.share() + phases.sense() + 1);
        }
      }
      line(); // DONE
    }
  }

  @Test
  void everyCounterIsThatOfTheStateTable() {
    var random = new SplittableRandom(21);
    for (int n = 0; n < 60; n++) {
      var shape = List.of(new CimShape(36, 16, 4, 2), new CimShape(12, 8, 6, 2), new CimShape(16, 16, 8, 4), new CimShape(21, 12, 7, 2, 3)).get(n % 4);
      var phases = new CimPhases(1 + random.nextInt(3), random.nextInt(3), 1 + random.nextInt(3), 1 + random.nextInt(2), 1 + random.nextInt(2), 1 + random.nextInt(9));
      int outputs = 1 + random.nextInt(12), inputs = 1 + random.nextInt(9), taps = List.of(1, 3, 9).get(random.nextInt(3)), images = 6;
      var layer = new LayerWeights("l", outputs, inputs, taps, random.ints((long) outputs * inputs * taps, 0, 12).map(v -> v == 0 ? 1 : v == 1 ? -1 : 0).toArray());
      var operations = new ArrayList<Gates.Operation>();
      for (int k = 0; k < 10; k++) {
        var values = new byte[inputs * taps];
        for (int i = 0; i < values.length; i++) values[i] = random.nextInt(4) == 0 ? (byte) random.nextInt(256) : 0;
        operations.add(new Gates.Operation(random.nextInt(images), values));
      }
      var gates = new Gates(GateSets.classes(random, inputs, images, 2, .2), GateSets.independent(random, outputs, images), operations);
      var depth = new Totals.Depth(true, random.nextBoolean(), random.nextBoolean());
      var mapping = new Mapper(shape, phases).map(layer, gates).with(random.nextInt(shape.widestPattern() + 1));
      var is = Totals.of(mapping, gates, phases, depth);
      var walks = mapping.tiles().stream().map(t -> walk(mapping, t, gates, phases, depth)).toList();
      assertThat(is.cycles()).isEqualTo(walks.stream().mapToLong(w -> w.cycles).sum());
      assertThat(is.unitCycles()).isEqualTo(is.cycles() * shape.units());
      assertThat(is.counted().unitCyclesOff()).isEqualTo(walks.stream().mapToLong(w -> w.off).sum());
      assertThat(is.counted().unitCyclesHeld()).isEqualTo(walks.stream().mapToLong(w -> w.held).sum());
      assertThat(is.precharges()).isEqualTo(walks.stream().mapToLong(w -> w.precharges).sum());
      assertThat(is.counted().avoided()).isEqualTo(8L * shape.units() * is.operations() - is.precharges());
      assertThat(is.pulses()).isEqualTo(walks.stream().mapToLong(w -> w.pulses).sum());
      assertThat(is.conversions()).isEqualTo(walks.stream().mapToLong(w -> w.conversions).sum());
      assertThat(is.counted().wakes()).isEqualTo(walks.stream().mapToLong(w -> w.wakes).sum());
    }
  }

  private static Walk walk(Mapping m, Tile tile, Gates gates, CimPhases phases, Totals.Depth depth) {
    var shape = m.shape();
    var walk = new Walk(shape, phases, m.pattern());
    for (var o : gates.operations()) {
      var x = new int[shape.rows()];
      var need = new boolean[shape.units()];
      for (int s = 0; s < shape.segments(); s++) {
        boolean on = false;
        for (int r = s * shape.segmentRows(); r < (s + 1) * shape.segmentRows(); r++) {
          var row = tile.rows().get(r);
          if (row.empty() || gates.inputs().off(row.channel(), o.image())) continue;
          on = true;
          x[r] = o.values()[row.channel() * m.layer().taps() + row.tap()] & 255;
        }
        for (int j = 0; j < shape.pairs(); j++) {
          int u = shape.unit(s, shape.groupOfPair(j)), out = tile.outputs().get(j);
          need[u] |= on && out >= 0 && !gates.outputs().off(out, o.image()) && !tile.zero().get(u);
        }
      }
      walk.operation(need, x, depth.skip(), depth.sleep());
    }
    return walk;
  }

  /** Segments of three rows, three at a time: a channel of nine taps is sensed as one of nine rows is; a channel of three, or three channels of one tap, need a third of it. */
  @Test
  void threeSegmentsOfThreeRowsTakeTheCyclesOfOneOfNine() {
    var random = new SplittableRandom(4);
    var phases = new CimPhases(1, 1, 2, 1, 1, 3);
    for (int n = 0; n < 12; n++) {
      int inputs = 4 + random.nextInt(9), images = 5;
      var layer = new LayerWeights("l", 6, inputs, 9, random.ints(6L * inputs * 9, 0, 2).map(v -> 2 * v - 1).toArray());
      var operations = new ArrayList<Gates.Operation>();
      for (int k = 0; k < 10; k++) {
        var values = new byte[inputs * 9];
        for (int i = 0; i < values.length; i++) values[i] = random.nextInt(6) == 0 ? (byte) random.nextInt(256) : 0;
        operations.add(new Gates.Operation(random.nextInt(images), values));
      }
      var gates = new Gates(GateSets.independent(random, inputs, images), GateSets.independent(random, 6, images), operations);
      var nines = new CimShape(72, 8, 8, 2);
      var threes = new CimShape(72, 8, 24, 2, 3);
      var nine = Placement.of(layer, nines, Layout.CHANNEL_MAJOR, Partition.natural(inputs, 1), Partition.natural(6, 2), 0);
      var three = Placement.of(layer, threes, Layout.CHANNEL_MAJOR, Partition.natural(inputs, 1), Partition.natural(6, 2), 0);
      for (int p = 0; p <= nines.widestPattern(); p++) {
        var one = Totals.of(nine.with(p), gates, phases, Totals.Depth.ALL);
        var other = Totals.of(three.with(p + 1), gates, phases, Totals.Depth.ALL);
        assertThat(other.cycles()).as("%d channels at a time", 1 << p).isEqualTo(one.cycles());
        assertThat(other.conversions()).isEqualTo(one.conversions());
        assertThat(other.pulses()).isEqualTo(one.pulses());
        assertThat(other.precharges()).as("a kernel's row without a 1 is not charged").isBetween(one.precharges(), 3 * one.precharges() - 1);
      }
    }
  }

  @Test
  void withoutGatesEveryUsedUnitActsInEveryBit() {
    var layer = new LayerWeights("l", 3, 5, 9, new int[3 * 5 * 9]);
    var mapping = new Mapper(new CimShape(36, 8, 4, 2), new CimPhases(1, 0, 1, 1, 1, 4)).natural(layer, Gates.none(layer));
    var a = Totals.of(mapping, Gates.none(layer), new CimPhases(1, 0, 1, 1, 1, 4), Totals.Depth.NONE);
    assertThat(a.unitOperations()).as("5 segments, 2 groups").isEqualTo(10);
    assertThat(a.precharges()).isEqualTo(80);
    assertThat(a.cycles()).as("two tiles, of 4 segments and of 1, power and the end").isEqualTo(7 + 8 * (3 + 4 * 3) + 1 + 7 + 8 * (3 + 3) + 1);
    assertThat(Totals.of(mapping, Gates.none(layer), new CimPhases(1, 0, 1, 1, 1, 4), Totals.Depth.ALL).off()).as("holds zeros only").isEqualTo(1);
  }
}
