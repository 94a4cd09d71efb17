// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blocks.cim.CimMode;
import blocks.cim.CimPhases;
import blocks.cim.CimShape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import kakure.target.PlanException;
import org.junit.jupiter.api.Test;

/** What a mapping's cells add up to is the layer, whatever was moved; moving loses nothing on the images it was fitted on; what does not fit is refused. */
class MapperTest {
  private static final CimPhases PHASES = new CimPhases(1, 0, 1, 1, 1, 4);
  private static final CimShape SHAPE = new CimShape(36, 16, 4, 2);

  private static LayerWeights layer(SplittableRandom random, int outputs, int inputs, int taps, IntUnaryOperator value) {
    return new LayerWeights("conv", outputs, inputs, taps, random.ints((long) outputs * inputs * taps, 0, 1000).map(value).toArray());
  }

  private static int ternary(int r) {
    return r < 700 ? 0 : r < 850 ? 1 : -1;
  }

  private static Gates gates(SplittableRandom random, LayerWeights layer, int images, int operations) {
    var inputs = GateSets.classes(random, layer.inputs(), images, 4, .1);
    var outputs = GateSets.classes(random, layer.outputs(), images, 3, .1);
    var all = new ArrayList<Gates.Operation>();
    for (int k = 0; k < operations; k++) {
      int image = random.nextInt(images);
      var values = new byte[layer.inputs() * layer.taps()];
      for (int i = 0; i < values.length; i++) if (!inputs.off(i / layer.taps(), image) && random.nextInt(3) == 0) values[i] = (byte) random.nextInt(64);
      all.add(new Gates.Operation(image, values));
    }
    return new Gates(inputs, outputs, all);
  }

  /** y(o) as the specification has it: ones on lines of the cells, by mode of the unit, none where it does not act, over the bits; outputs of several tiles are added. */
  private static long[] computed(Mapping m, int[] x, BiFunction<Integer, Integer, CimMode> mode) {
    var y = new long[m.layer().outputs()];
    var shape = m.shape();
    for (int k = 0; k < m.tiles().size(); k++) {
      var tile = m.tiles().get(k);
      var cells = tile.cells(shape, m.layer());
      for (int j = 0; j < shape.pairs(); j++) {
        long acc = 0;
        for (int bit = 7; bit >= 0; bit--) {
          acc *= 2;
          for (int s = 0; s < shape.segments(); s++) {
            int unit = shape.unit(s, shape.groupOfPair(j));
            int a = 0, b = 0, reference = 0;
            for (int r = s * shape.segmentRows(); r < (s + 1) * shape.segmentRows(); r++) {
              var row = tile.rows().get(r);
              if (row.empty() || (x[row.channel() * m.layer().taps() + row.tap()] >> bit & 1) == 0) continue;
              if (cells.get(r).get(2 * j)) a++;
              if (cells.get(r).get(2 * j + 1)) b++;
              reference++;
            }
            var of = mode.apply(k, unit);
            if (of != null) acc += of.value(a, b, reference);
          }
        }
        int o = tile.outputs().get(j);
        if (o >= 0) y[o] += acc;
      }
    }
    return y;
  }

  /** The same by what hardware does without gates: zero marks are not sent, and what is sensed together is weighed by the mode of the first. */
  private static void computesJoined(Mapping m, SplittableRandom random) {
    var shape = m.shape();
    var tiles = m.tiles().stream().map(t -> {
      var modes = new ArrayList<CimMode>();
      for (int u = 0; u < shape.units(); u++) {
        int first = u / shape.groups() / shape.together(m.pattern()) * shape.together(m.pattern());
        int group = u % shape.groups();
        modes.add(IntStream.range(first, shape.segments()).filter(s -> m.used(t, s)).mapToObj(s -> t.modes().get(shape.unit(s, group))).findFirst().orElse(CimMode.PAIR));
      }
      return modes;
    }).toList();
    var layer = m.layer();
    var x = random.ints((long) layer.inputs() * layer.taps(), 1, 256).toArray();
    assertThat(computed(m, x, (k, u) -> tiles.get(k).get(u))).isEqualTo(exact(layer, x));
  }

  private static void computes(Mapping m, SplittableRandom random) {
    var layer = m.layer();
    var x = random.ints((long) layer.inputs() * layer.taps(), 0, 256).toArray();
    assertThat(computed(m, x, (k, u) -> m.tiles().get(k).zero().get(u) ? null : m.tiles().get(k).modes().get(u))).isEqualTo(exact(layer, x));
  }

  private static long[] exact(LayerWeights layer, int[] x) {
    var y = new long[layer.outputs()];
    for (int o = 0; o < y.length; o++) for (int c = 0; c < layer.inputs(); c++) for (int t = 0; t < layer.taps(); t++) y[o] += (long) layer.weight(o, c, t) * x[c * layer.taps() + t];
    return y;
  }

  @Test
  void cellsAddUpToTheLayerHoweverItIsLaid() {
    var random = new SplittableRandom(1);
    var shapes = List.of(SHAPE, new CimShape(32, 16, 4, 2), new CimShape(24, 8, 8, 1), new CimShape(64, 32, 2, 4), new CimShape(18, 4, 6, 2));
    for (var shape : shapes) {
      for (int[] size : new int[][] {{10, 7, 9}, {5, 20, 1}, {9, 6, 3}, {3, 2, 25}}) {
        var layer = layer(random, size[0], size[1], size[2], MapperTest::ternary);
        var gates = gates(random, layer, 60, 12);
        var mapper = new Mapper(shape, PHASES);
        var mapped = mapper.map(layer, gates);
        var natural = mapper.natural(layer, gates);
        computes(mapped, random);
        computes(natural, random);
        assertThat(mapper.map(layer, gates)).isEqualTo(mapped);
        assertThat(Totals.of(mapped, gates, PHASES, Totals.Depth.ALL).precharges()).as("%s on %s", layer, shape).isLessThanOrEqualTo(Totals.of(natural, gates, PHASES, Totals.Depth.ALL).precharges());
      }
    }
  }

  @Test
  void levelsChooseTheMode() {
    var random = new SplittableRandom(2);
    var odd = layer(random, 8, 4, 9, r -> 2 * (r % 4) - 3);
    var mapped = new Mapper(SHAPE, PHASES).map(odd, Gates.none(odd));
    computes(mapped, random);
    assertThat(mapped.tiles().get(0).modes()).contains(CimMode.LEV4);
    var twos = layer(random, 8, 4, 9, r -> r % 4 - 2);
    var of = new Mapper(SHAPE, PHASES).map(twos, Gates.none(twos));
    computes(of, random);
    assertThat(of.tiles().get(0).modes()).contains(CimMode.TWOS);
    var mixed = layer(random, 8, 4, 9, r -> r % 4);
    assertThatThrownBy(() -> new Mapper(SHAPE, PHASES).map(mixed, Gates.none(mixed))).isInstanceOf(PlanException.class).hasMessageContaining("conv, tile 0: segments 0 to 0 of group 0 hold weights of [0, 1, 2, 3], which no mode has").hasMessageContaining("(kakure train --unit " + SHAPE.segmentRows() + "x" + SHAPE.groupColumns() / 2 + ")");
    assertThatThrownBy(() -> layer(random, 8, 4, 9, r -> 4)).isInstanceOf(PlanException.class).hasMessageContaining("the weight of output 0, channel 0, tap 0 is 4; two cells hold");
  }

  /** A unit of zeros acts where zero marks are not sent; LEV4 would then add -3 for each of its ones. */
  @Test
  void unitsOfZerosAreSensedApartFromLevelsWithoutZero() {
    var random = new SplittableRandom(3);
    int[] all = layer(random, 8, 32, 1, r -> 2 * (r % 4) - 3).values(), some = all.clone(), two = all.clone();
    for (int i = 0; i < all.length; i++) {
      boolean none = i % 32 / 2 % 4 == 0; // both channels of a segment, of each four the first
      some[i] = none ? 0 : all[i];
      two[i] = none ? 0 : all[i] < 0 ? -2 : 1;
    }
    var mapper = new Mapper(new CimShape(32, 16, 16, 1), PHASES);
    for (var values : List.of(all, some, two)) {
      var layer = new LayerWeights("fc", 8, 32, 1, values);
      var mapped = mapper.map(layer, Gates.none(layer));
      computes(mapped, random);
      computesJoined(mapped, random);
      assertThat(mapped.tiles().get(0).modes()).contains(values == two ? CimMode.TWOS : CimMode.LEV4);
      var natural = mapper.natural(layer, Gates.none(layer));
      computesJoined(natural, random);
      if (values == some) assertThatThrownBy(() -> natural.with(1)).isInstanceOf(PlanException.class).hasMessageContaining("LEV4, which has no zero, but holds a weight of 0");
      else computesJoined(natural.with(1), random);
    }
  }

  /** Channels of zeros beside levels without zero: tap by tap they would share units. */
  @Test
  void naturalOrderTakesTheLayoutThatHasModes() {
    var random = new SplittableRandom(3);
    int[] values = layer(random, 8, 16, 9, r -> 2 * (r % 4) - 3).values();
    for (int i = 0; i < values.length; i++) if (i / 9 % 4 == 0) values[i] = 0;
    var layer = new LayerWeights("conv", 8, 16, 9, values);
    var mapper = new Mapper(new CimShape(144, 16, 16, 1), PHASES);
    computes(mapper.natural(layer, Gates.none(layer)), random);
    computesJoined(mapper.map(layer, Gates.none(layer)), random);
  }

  @Test
  void unitsOfDifferentModesAreSensedApart() {
    var random = new SplittableRandom(4);
    var values = new int[2 * 4 * 9];
    for (int i = 0; i < values.length; i++) values[i] = i / 9 % 4 == 1 ? 3 : random.nextInt(3) - 1;
    var layer = new LayerWeights("conv", 2, 4, 9, values);
    var mapped = new Mapper(new CimShape(36, 4, 4, 1), PHASES).map(layer, Gates.none(layer));
    computes(mapped, random);
    assertThat(mapped.tiles().get(0).modes()).contains(CimMode.LEV4, CimMode.PAIR);
    assertThatThrownBy(() -> mapped.with(2)).isInstanceOf(PlanException.class).hasMessageContaining("pattern 2 senses them together");
  }

  @Test
  void whatIsEmptyIsFoundAndMoved() {
    // outputs of even number read channels of even number only, so in natural order every unit holds a weight
    var values = new int[16 * 8];
    for (int i = 0; i < values.length; i++) values[i] = (i / 8 + i % 8) % 2 == 0 ? 1 : 0;
    var layer = new LayerWeights("fc", 16, 8, 1, values);
    var mapper = new Mapper(new CimShape(8, 32, 2, 2), PHASES);
    assertThat(mapper.natural(layer, Gates.none(layer)).unitsZero()).isZero();
    var mapped = mapper.map(layer, Gates.none(layer));
    assertThat(mapped.unitsUsed()).isEqualTo(4);
    assertThat(mapped.unitsZero()).isEqualTo(2);
    computes(mapped, new SplittableRandom(5));
  }

  @Test
  void withoutGatesBitsDecide() {
    // channels of even number are 0 where those of odd number are not: apart, half of the segments is skipped
    var layer = new LayerWeights("fc", 4, 16, 1, IntStream.range(0, 64).map(i -> 1).toArray());
    var operations = new ArrayList<Gates.Operation>();
    for (int k = 0; k < 8; k++) {
      var values = new byte[16];
      for (int c = k % 2; c < 16; c += 2) values[c] = 5;
      operations.add(new Gates.Operation(0, values));
    }
    var gates = new Gates(OffSets.none(16, 1), OffSets.none(4, 1), operations);
    var mapper = new Mapper(new CimShape(16, 8, 4, 1), PHASES);
    assertThat(Totals.of(mapper.natural(layer, gates), gates, PHASES, Totals.Depth.ALL).precharges()).isEqualTo(8 * 2 * 4);
    assertThat(Totals.of(mapper.map(layer, gates), gates, PHASES, Totals.Depth.ALL).precharges()).isEqualTo(8 * 2 * 2);
    var random = new SplittableRandom(12);
    operations.clear();
    for (int k = 0; k < 20; k++) {
      var values = new byte[16];
      for (int c = 0; c < 16; c++) if (random.nextInt(3) == 0) values[c] = (byte) random.nextInt(256);
      operations.add(new Gates.Operation(0, values));
    }
    var some = new Gates(OffSets.none(16, 1), OffSets.none(4, 1), operations);
    var zero = OffSets.of(16, 160, (c, s) -> (operations.get(s / 8).values()[c] >> s % 8 & 1) == 0);
    assertThat(Totals.of(mapper.map(layer, some), some, PHASES, Totals.Depth.ALL).precharges()).isEqualTo(4 * 160 - Exact.of(zero, 4).off(zero));
  }

  @Test
  void largerPatternsTakeNoMoreCyclesAndSwitchNothingOn() {
    var random = new SplittableRandom(6);
    var layer = layer(random, 8, 16, 9, MapperTest::ternary);
    var gates = gates(random, layer, 40, 30);
    var mapper = new Mapper(new CimShape(144, 16, 16, 2), PHASES);
    var natural = mapper.natural(layer, gates);
    long before = Long.MAX_VALUE, precharges = Totals.of(natural, gates, PHASES, Totals.Depth.ALL).precharges();
    for (int p = 0; p <= 4; p++) {
      var a = Totals.of(natural.with(p), gates, PHASES, Totals.Depth.ALL);
      assertThat(a.cycles()).isLessThanOrEqualTo(before);
      assertThat(a.precharges()).isEqualTo(precharges);
      before = a.cycles();
    }
    var mapped = Totals.of(mapper.map(layer, gates), gates, PHASES, Totals.Depth.ALL);
    assertThat(mapped.cycles()).isLessThan(Totals.of(natural, gates, PHASES, Totals.Depth.ALL).cycles());
    assertThat(mapped.precharges()).isLessThanOrEqualTo(precharges);
    assertThat(new Mapper(mapper.shape(), PHASES, 9, 1).map(layer, gates).pattern()).isLessThanOrEqualTo(1);
  }

  @Test
  void aNetworkThatTakesMoreMacrosThanThereAreIsRefused() {
    var random = new SplittableRandom(7);
    var layer = layer(random, 20, 12, 9, MapperTest::ternary);
    var none = Gates.none(layer);
    assertThat(new Mapper(SHAPE, PHASES, 9, 0).map(List.of(layer), List.of(none)).get(0).tiles()).hasSize(9);
    assertThatThrownBy(() -> new Mapper(SHAPE, PHASES, 17, 0).map(List.of(layer, layer), List.of(none, none))).isInstanceOf(PlanException.class)
        .hasMessage("the network takes 18 macros of 36 rows and 8 outputs, there are 17; the largest layer is conv 20 x 12 x 9: state more macros, or larger ones");
    assertThatThrownBy(() -> new Mapper(SHAPE, PHASES, 0, 0)).hasMessageContaining("macros = 0");
    assertThatThrownBy(() -> new Mapper(SHAPE, PHASES, 1, 3)).hasMessageContaining("pattern 3 shares a line among more segments than there are, 4; take 0 to 2");
  }

  @Test
  void fewerMacrosMakeTheOtherLayout() {
    // 3x3 on segments of 8 rows: channel by channel 7 of 16 rows stay empty, tap by tap none
    var random = new SplittableRandom(8);
    var layer = layer(random, 8, 16, 9, MapperTest::ternary);
    var inputs = GateSets.independent(random, 16, 100);
    var gates = Gates.inputs(inputs, 8);
    var shape = new CimShape(72, 16, 9, 1);
    var wide = new Mapper(shape, PHASES).map(layer, gates);
    var narrow = new Mapper(shape, PHASES, 2, 0).map(List.of(layer), List.of(gates)).get(0);
    assertThat(wide.tiles()).hasSize(4);
    assertThat(narrow.tiles()).hasSize(2);
    computes(narrow, random);
  }

  @Test
  void gatesOfOtherChannelsAreRefused() {
    var layer = layer(new SplittableRandom(9), 4, 4, 1, MapperTest::ternary);
    var gates = Gates.inputs(OffSets.none(5, 1), 4);
    assertThatThrownBy(() -> new Mapper(SHAPE, PHASES).map(layer, gates)).isInstanceOf(PlanException.class).hasMessage("conv: gates of 5 input channels, the layer has 4");
    assertThatThrownBy(() -> new Gates(OffSets.none(4, 2), OffSets.none(4, 3), List.of())).hasMessageContaining("gates of inputs on 2 images, of outputs on 3");
  }
}
