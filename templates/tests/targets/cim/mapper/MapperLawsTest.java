// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import static org.assertj.core.api.Assertions.assertThat;

import blocks.cim.CimPhases;
import blocks.cim.CimShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** On the images it is fitted on, a mapping never has more on than natural order, or than channels and outputs dealt greedily and by exchanges; and where the exact optimum can be reckoned, it is reached. */
class MapperLawsTest {
  private static final CimPhases PHASES = new CimPhases(1, 0, 1, 1, 1, 4);
  private static final CimShape SHORT = new CimShape(36, 16, 4, 2);
  private static final CimShape LONG = new CimShape(64, 32, 4, 2);

  private static LayerWeights layer(int outputs, int inputs, int taps, IntUnaryOperator value) {
    return new LayerWeights("conv", outputs, inputs, taps, IntStream.range(0, outputs * inputs * taps).map(value).toArray());
  }

  private static IntUnaryOperator sparse(SplittableRandom random, int kept) {
    return i -> random.nextInt(100) >= kept ? 0 : random.nextBoolean() ? 1 : -1;
  }

  private static List<Gates.Operation> operations(SplittableRandom random, LayerWeights layer, OffSets inputs, int count) {
    var all = new ArrayList<Gates.Operation>();
    for (int k = 0; k < count; k++) {
      int image = random.nextInt(inputs.samples());
      var values = new byte[layer.inputs() * layer.taps()];
      for (int i = 0; i < values.length; i++) if (!inputs.off(i / layer.taps(), image) && random.nextInt(3) == 0) values[i] = (byte) random.nextInt(256);
      all.add(new Gates.Operation(image, values));
    }
    return all;
  }

  /** Units charged in a bit of an operation, and units that have power in it, of all images: each a mean. */
  private static double on(Mapping mapping, Gates gates) {
    var charged = Totals.of(mapping, gates, PHASES, Totals.Depth.ALL);
    var powered = Totals.of(mapping, gates.alone(), PHASES, Totals.Depth.ALL);
    int tiles = mapping.tiles().size();
    return charged.precharges() / (charged.operations() / (double) tiles) + 8. * (powered.unitOperations() - powered.unitOperationsOff()) / gates.images();
  }

  private static void noWorse(String what, CimShape shape, LayerWeights layer, Gates gates) {
    var mapper = new Mapper(shape, PHASES);
    double mapped = on(mapper.map(layer, gates), gates);
    assertThat(mapped).as("%s, %s on %s: beside greedy", what, layer, shape).isLessThanOrEqualTo(on(mapper.greedy(layer, gates), gates) + 1e-9);
    assertThat(mapped).as("%s, %s on %s: beside natural order", what, layer, shape).isLessThanOrEqualTo(on(mapper.natural(layer, gates), gates) + 1e-9);
  }

  @Test
  void neverWorseThanGreedyOrNaturalAtRandom() {
    var random = new SplittableRandom(1);
    for (int n = 0; n < 8; n++) {
      int taps = n % 3 == 0 ? 9 : n % 3 == 1 ? 1 : 3;
      var layer = layer(8 + random.nextInt(20), 8 + random.nextInt(24), taps, sparse(random, 5 + random.nextInt(96)));
      var inputs = n % 4 == 0 ? OffSets.none(layer.inputs(), 40) : GateSets.classes(random, layer.inputs(), 40, 4, .1);
      var outputs = n % 4 == 1 ? OffSets.none(layer.outputs(), 40) : GateSets.classes(random, layer.outputs(), 40, 3, .1);
      noWorse("random " + n, n % 2 == 0 ? SHORT : LONG, layer, new Gates(inputs, outputs, operations(random, layer, inputs, n % 5 == 0 ? 0 : 10)));
    }
  }

  /** What leads a search astray: weights that ask for other groups than gates do, operations of images unlike the others, gates that ask for two orders at once, nothing to be found, everything off. */
  @Test
  void neverWorseThanGreedyOrNaturalWhereTheyAreHardToBeat() {
    var random = new SplittableRandom(2);
    var dense = layer(24, 24, 1, sparse(random, 100));
    // zeros where output and channel differ in their third; gates of neighbours
    var thirds = layer(24, 24, 1, i -> i / 24 % 3 == i % 24 % 3 ? 1 : 0);
    var neighbours = OffSets.of(24, 36, (c, i) -> c / 8 == i % 3);
    // halves by the even images, parity by the odd ones
    var halves = OffSets.of(24, 36, (c, i) -> (i % 2 == 0 ? c / 12 : c % 2) == i / 2 % 2);
    // operations of the first image alone, which says the contrary of all others
    var contrary = OffSets.of(24, 36, (c, i) -> i == 0 ? c % 2 == 0 : c < 12);
    // a single empty unit of seven channels and eight outputs, wherever else weights are
    var needle = layer(24, 24, 1, i -> i / 24 % 3 == 1 && i % 24 % 4 == 2 ? 0 : 1);
    var none = OffSets.none(24, 36);
    var cases = new LinkedHashMap<String, Map.Entry<LayerWeights, Gates>>();
    cases.put("weights against gates", Map.entry(thirds, new Gates(none, neighbours, List.of())));
    cases.put("weights against both gates", Map.entry(thirds, new Gates(halves, neighbours, operations(random, thirds, halves, 6))));
    cases.put("two orders at once", Map.entry(dense, new Gates(halves, halves, List.of())));
    cases.put("operations of a contrary image", Map.entry(dense, new Gates(contrary, contrary, List.of(new Gates.Operation(0, dense(24))))));
    cases.put("one empty unit", Map.entry(needle, new Gates(none, neighbours, List.of())));
    cases.put("nothing to find", Map.entry(dense, Gates.none(dense)));
    cases.put("all off", Map.entry(thirds, new Gates(OffSets.of(24, 5, (c, i) -> true), none.between(0, 5), List.of())));
    for (var shape : List.of(new CimShape(16, 32, 4, 2), new CimShape(36, 16, 4, 2))) cases.forEach((what, of) -> noWorse(what, shape, of.getKey(), of.getValue()));
  }

  private static byte[] dense(int values) {
    var all = new byte[values];
    for (int i = 0; i < values; i++) all[i] = (byte) (i % 2 == 0 ? 255 : 1);
    return all;
  }

  /** Up to 16 channels, gates of one side, weights without zeros: the best order of all, of either side. */
  @Test
  void upToSixteenChannelsTheExactOptimumIsReached() {
    var random = new SplittableRandom(3);
    for (int channels : new int[] {5, 16}) {
      for (int size : new int[] {2, 4, 7}) {
        var sets = GateSets.classes(random, channels, 200, 2 + channels % 4, .2);
        var inputs = layer(4, channels, 1, i -> 1);
        var mapped = new Mapper(new CimShape(8 * size, 8, 8, 1), PHASES).map(inputs, Gates.inputs(sets, 4));
        var exact = Exact.of(sets, size);
        assertThat(Dealt.inputs(mapped).off(sets)).as("%d channels in segments of %d", channels, size).isEqualTo(exact.off(sets));
        var outputs = layer(channels, 4, 1, i -> 1);
        var dealt = new Mapper(new CimShape(16, 16 * size, 4, 8), PHASES).map(outputs, new Gates(OffSets.none(4, 200), sets, List.of()));
        assertThat(Dealt.outputs(dealt).off(sets)).as("%d outputs in groups of %d", channels, size).isEqualTo(exact.off(sets));
      }
    }
  }

  private static List<Partition> pairs(List<Integer> items) {
    if (items.isEmpty()) return List.of(new Partition(new int[0][]));
    var all = new ArrayList<Partition>();
    for (int k = 1; k < items.size(); k++) {
      var rest = new ArrayList<>(items);
      var pair = new int[] {rest.get(0), rest.get(k)};
      rest.remove(k);
      rest.remove(0);
      for (var further : pairs(rest)) all.add(new Partition(IntStream.range(0, further.count() + 1).mapToObj(b -> b == 0 ? pair : further.block(b - 1)).toArray(int[][]::new)));
    }
    return all;
  }

  /** Six channels and six outputs in pairs, each order of both: gates, outputs that nobody wants and zero weights meet in units, and none of the 225 has less on. */
  @Test
  void noOrderOfBothSidesHasLessOn() {
    var random = new SplittableRandom(4);
    var shape = new CimShape(6, 12, 3, 3);
    var orders = pairs(List.of(0, 1, 2, 3, 4, 5));
    assertThat(orders).hasSize(15);
    for (int n = 0; n < 10; n++) {
      var layer = layer(6, 6, 1, sparse(random, 40 + 10 * (n % 4)));
      var inputs = GateSets.classes(random, 6, 20, 3, .1);
      var gates = new Gates(inputs, GateSets.classes(random, 6, 20, 2, .1), operations(random, layer, inputs, n % 2 == 0 ? 0 : 10));
      double least = Double.MAX_VALUE;
      for (var in : orders) for (var out : orders) least = Math.min(least, on(Placement.of(layer, shape, Layout.CHANNEL_MAJOR, in, out, 0), gates));
      assertThat(on(new Mapper(shape, PHASES).map(layer, gates), gates)).as("network %d", n).isEqualTo(least);
    }
  }
}
