// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import static org.assertj.core.api.Assertions.assertThat;

import blocks.engine.Counts;
import blocks.engine.engine.Engine;
import blocks.engine.engine.Masks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kakure.network.Hidden;
import kakure.network.Linear;
import kakure.network.Network;
import kakure.network.Node;
import kakure.network.Planes;
import kakure.network.Shape;
import kakure.network.Window;
import kakure.network.golden.GoldenNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Filters with bits of their own: their order, and where a layer is cut into descriptors. */
class FilterRunsTest {
  private static final long SEED = 7;

  /** Cycles of these runs. */
  private static long cycles(FilterRuns runs, int[] bits, List<Integer> ends) {
    long sum = 0;
    int from = 0;
    for (int to : ends) {
      sum += runs.cycles(to - from, Arrays.stream(bits, from, to).max().orElseThrow());
      from = to;
    }
    return sum;
  }

  /** The least over all ways to cut. */
  private static long least(FilterRuns runs, int[] bits) {
    int places = (bits.length - 1) / runs.step();
    long least = Long.MAX_VALUE;
    for (int cuts = 0; cuts < 1 << places; cuts++) {
      var ends = new ArrayList<Integer>();
      for (int p = 0; p < places; p++) if ((cuts >> p & 1) != 0) ends.add((p + 1) * runs.step());
      ends.add(bits.length);
      least = Math.min(least, cycles(runs, bits, ends));
    }
    return least;
  }

  @Test
  void noOtherCutTakesFewerCycles() {
    var rng = new SplittableRandom(SEED);
    int several = 0;
    for (int n = 0; n < 300; n++) {
      var runs = new FilterRuns(1 + rng.nextInt(5), 1 + rng.nextInt(9), 1 + rng.nextInt(200), rng.nextInt(300), rng.nextInt(100));
      int[] bits = rng.ints(1 + rng.nextInt(11 * runs.step()), 1, 9).toArray();
      if (rng.nextBoolean()) bits = Arrays.stream(bits).map(b -> -b).sorted().map(b -> -b).toArray();
      var ends = runs.cut(bits);
      assertThat(cycles(runs, bits, ends)).as("%s, bits %s", runs, bits).isEqualTo(least(runs, bits));
      assertThat(ends.get(ends.size() - 1)).isEqualTo(bits.length);
      if (ends.size() > 1) several++;
    }
    assertThat(several).isGreaterThan(100);
  }

  /** Eight filters of 8 bits and eight of 2, eight at once, 100 steps a plane: 1,000 cycles and two starts in place of 1,600 and one. */
  @Test
  void aCutPaysWhereItSavesMoreThanADescriptor() {
    int[] bits = {8, 8, 8, 8, 8, 8, 8, 8, 2, 2, 2, 2, 2, 2, 2, 2};
    assertThat(new FilterRuns(4, 8, 100, 0, 50).cut(bits)).containsExactly(8, 16);
    assertThat(new FilterRuns(4, 8, 100, 0, 600).cut(bits)).as("not for a start of 600 cycles").containsExactly(16);
    assertThat(new FilterRuns(16, 8, 100, 0, 50).cut(bits)).as("a run begins with a row").containsExactly(16);
    assertThat(new FilterRuns(4, 8, 100, 800, 50).cut(bits)).as("nothing is saved where tiles wait to be written").containsExactly(16);
  }

  /** As many filters as a layer has, each a row of its own, of other bits than its neighbours. */
  @Test
  @Timeout(60)
  void manyFiltersAreCutAtOnce() {
    int[] bits = IntStream.range(0, 65_535).map(o -> o % 64 < 32 ? 8 : 2).toArray();
    var ends = new FilterRuns(1, 1, 100, 0, 50).cut(bits);
    assertThat(ends).as("cut at every 32nd filter").isEqualTo(Stream.concat(IntStream.range(1, 2048).mapToObj(n -> 32 * n), Stream.of(65_535)).toList());
    assertThat(new FilterRuns(16, 1, 100, 0, 50).cut(bits)).isEqualTo(ends);
  }

  /** Every second filter has fewer bits, and a layer of hidden weights asks for their order. */
  private static List<Layer> alternating(int filters) {
    var hidden = EngineNetworks.full(new SplittableRandom(SEED), new Shape(1, 4, 4), filters, 2);
    var node = hidden.nodes().get(0);
    var linear = (Linear) node.op();
    var planes = new Planes(Collections.nCopies(8, ((Hidden) linear.weights()).mask()), IntStream.range(0, filters).map(o -> o % 2 == 0 ? 8 : 2).toArray());
    var network = hidden.with(List.of(new Node(node.name(), node.inputs(), new Linear(linear.window(), planes, linear.requantise())), hidden.nodes().get(1)));
    var engine = new Engine(1, 1, 1, 1, 4, 1, 16, 16, 1, 1, 1, 24, false, Masks.CODED, false, false, Counts.USUAL, true);
    return FilterRuns.split(Fuse.layers(FilterOrder.of(network).sorted()), engine);
  }

  @Test
  void whatNoProgramHoldsIsNotCut() {
    assertThat(alternating(1000)).hasSize(1001).extracting(Layer::index).isSorted().doesNotHaveDuplicates();
    assertThat(alternating(4000)).extracting(Layer::index).containsExactly(0, 1);
  }

  /** A host finds each channel of the model where the index says. */
  @Test
  void theIndexSaysInWhichOrderChannelsAre() {
    int ordered = 0, parts = 0, pooled = 0;
    for (int n = 0; n < 30; n++) {
      var rng = new SplittableRandom(SEED + n);
      var network = PlaneNetworks.of(EngineNetworks.network(rng), 4, true, rng);
      var plan = Planner.plan(network, Needs.fitted(new Engine(3, 5, 7, 1, 4, 1, 16, 16, 1, 1, 1, 24, false, Masks.CODED, false, false, Counts.USUAL, true), network, Set.of(), true));
      var image = new byte[network.input().elements()];
      rng.nextBytes(image);
      var model = new GoldenNetwork(network).run(image);
      var engine = new GoldenNetwork(plan.network()).run(image);
      var index = (List<?>) HostKeys.of(plan).get("layers");
      for (int l = 0; l < index.size(); l++) {
        var keys = (Map<?, ?>) index.get(l);
        var layer = plan.layers().get(l).layer();
        int channels = layer.result().channels(), first = layer.part().first(), pixels = layer.result().pixels();
        var order = (List<?>) keys.get("order");
        if (order != null) assertThat(order).hasSize(channels);
        for (int c = 0; c < channels; c++) {
          int from = order == null ? first + c : (Integer) order.get(c);
          assertThat(Arrays.copyOfRange(engine.values(layer.output()), (first + c) * pixels, (first + c + 1) * pixels)).as("network of seed %d, layer %s, channel %d", SEED + n, layer.name(), c)
              .isEqualTo(Arrays.copyOfRange(model.values(layer.output()), from * pixels, (from + 1) * pixels));
        }
        if (order != null) ordered++;
        if (order != null && layer.isPart()) parts++;
        if (order != null && layer.pools()) pooled++;
      }
    }
    assertThat(ordered).isGreaterThan(15);
    assertThat(parts).isPositive();
    assertThat(pooled).isPositive();
  }

  /** Every logit is what it was, whatever the order of the filters between. */
  @Test
  void theOrderOfFiltersChangesNoLogit() {
    int sorted = 0;
    for (int n = 0; n < 30; n++) {
      var rng = new SplittableRandom(SEED + n);
      var network = n % 2 == 0 ? PlaneNetworks.of(EngineNetworks.network(rng), 4, true, rng) : PlaneNetworks.of(EngineNetworks.network(rng), rng);
      var order = FilterOrder.of(network).sorted();
      if (order != network) sorted++;
      var image = new byte[network.input().elements()];
      rng.nextBytes(image);
      assertThat(new GoldenNetwork(order).run(image).logits()).as("network of seed %d", SEED + n).isEqualTo(new GoldenNetwork(network).run(image).logits());
      assertThat(FilterOrder.of(order).sorted()).isSameAs(order);
      for (var node : order.nodes()) if (!node.equals(order.output()) && n % 2 == 0) PlaneNetworks.planes(node).ifPresent(p -> assertThat(descending(p.bits())).isTrue());
    }
    assertThat(sorted).isGreaterThan(15);
  }

  private static boolean descending(int[] bits) {
    for (int o = 1; o < bits.length; o++) if (bits[o] > bits[o - 1]) return false;
    return true;
  }

  /** 24 filters of 1 to 6 bits become runs whose planes fall, and take fewer cycles than as one. */
  @Test
  void runsTakeFewerCyclesThanTheWhole() {
    var rng = new SplittableRandom(SEED);
    Network network = PlaneNetworks.of(EngineNetworks.behind(rng, new Shape(8, 20, 20), Window.square(3, 1, 1), 24), 6, true, rng);
    var engine = Needs.fitted(new Engine(4, 4, 8, 4, 4, 1, 16, 16, 1, 1, 1, 24, false, Masks.CODED, false, false, Counts.USUAL, true), network, Set.of(), true);
    var plan = Planner.plan(network, engine);
    var runs = plan.layers().stream().filter(l -> l.layer().isPart()).toList();
    assertThat(runs).hasSizeGreaterThan(1);
    assertThat(runs).extracting(l -> l.layer().part().first()).isSorted();
    assertThat(runs).as("parts of one layer").extracting(l -> l.layer().ofNetwork()).containsOnly(network.nodes().get(0).name());
    assertThat(runs.stream().mapToInt(l -> -l.layer().planes().count()).toArray()).isSorted();
    long cycles = 0, whole = 0;
    for (int l = 0; l < runs.size(); l++) {
      cycles += Schedule.of(plan).cycles(l);
      whole += runs.get(l).steps() / runs.get(l).layer().planes().count() * 6;
    }
    assertThat(cycles).isLessThan(whole);
    assertThat(plan.layers().get(runs.size()).layer().isPart()).isFalse();
  }
}
