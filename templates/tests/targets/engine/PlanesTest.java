// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blocks.engine.Counts;
import blocks.engine.engine.Engine;
import blocks.engine.engine.Masks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulator;
import kakure.network.Ladder;
import kakure.network.Linear;
import kakure.network.Network;
import kakure.network.Node;
import kakure.network.Requantise;
import kakure.network.Shape;
import kakure.network.Window;
import kakure.target.PlanException;
import kakure.target.RunReport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights of several planes on the engine against the golden network: one build of odd sizes runs many networks, every layer of every image compared. */
class PlanesTest {
  private static final long SEED = 20261129;
  private static final Engine ENGINE = engine(3, 5, 7, 1, 4100, 4100, 1, false);

  private static Engine engine(int tci, int pixels, int tco, int drain, int rows, int masks, int group, boolean residual) {
    return new Engine(tci, pixels, tco, drain, rows, masks, 2000, 1024, 1, group, group, 31, false, Masks.CODED, false, residual, Counts.USUAL, true);
  }

  /** Of {@link #ENGINE}. */
  private static Simulator built;

  @BeforeAll
  static void build(@TempDir Path dir) {
    built = EngineTest.build(ENGINE, dir);
  }

  private static void equal(RunReport report, Network network, Object seed) {
    assertThat(report.mismatches()).isZero();
    assertThat(report.first()).as("network of seed %s: %s", seed, network).isEmpty();
    assertThat(report.compared()).isEqualTo(2L * Fuse.layers(network).stream().filter(l -> l.links().told()).mapToInt(EngineTest::values).sum());
  }

  /** Networks that have a layer of several descriptors there. */
  private static int runs(Engine engine, Simulator simulator, int networks) {
    int cut = 0;
    for (int n = 0; n < networks; n++) {
      var rng = new SplittableRandom(SEED + n);
      var network = PlaneNetworks.of(EngineNetworks.network(rng), rng);
      if (Planner.plan(network, engine).layers().stream().anyMatch(l -> l.layer().isPart())) cut++;
      equal(EngineTest.run(engine, simulator, network, rng, n % 2 == 0 ? SimOptions.seed(n) : SimOptions.seed(n).stalls(rng.nextDouble() * .8, rng.nextDouble() * .8)), network, SEED + n);
    }
    return cut;
  }

  @Test
  void randomShapesBitsAndCoatsEqualTheGoldenNetwork() {
    assertThat(runs(ENGINE, built, 24)).as("networks with a layer of several descriptors").isPositive();
  }

  /** One stored set: for every n the engine that is sent n planes computes what the golden network of n planes does, in n times the cycles that its steps take. */
  @Test
  void stoppedAfterAnyPlane() {
    var rng = new SplittableRandom(SEED);
    var full = PlaneNetworks.of(EngineNetworks.behind(rng, new Shape(4, 9, 8), Window.square(3, 1, 1), 9), 8, false, rng);
    assertThat(full.nodes()).allMatch(node -> PlaneNetworks.planes(node).isPresent());
    for (int n = 1; n <= 8; n++) {
      var network = PlaneNetworks.stopped(full, n);
      var report = EngineTest.run(ENGINE, built, network, new SplittableRandom(1), SimOptions.seed(n));
      equal(report, network, n + " planes");
      for (var ran : report.steps()) assertThat((double) ran.step().plannedCycles()).as("%s at %d planes", ran.step().name(), n).isBetween(ran.cycles() * .95 - 40, ran.cycles() * 1.05 + 40);
    }
    // filters of fewer bits are in another order, and cut otherwise, for every n
    var mixed = PlaneNetworks.of(EngineNetworks.behind(rng, new Shape(4, 9, 8), Window.square(3, 1, 1), 19), 6, true, rng);
    for (int n = 1; n <= 6; n++) {
      var network = PlaneNetworks.stopped(mixed, n);
      equal(EngineTest.run(ENGINE, built, network, new SplittableRandom(1), SimOptions.seed(n)), network, n + " planes of filters with bits of their own");
    }
  }

  /** A layer of n planes among layers of eight computes what the golden network of that layer at n bits does; its cycles follow n, and those of the others stay. */
  @Test
  void aLayerStopsAfterPlanesOfItsOwn() {
    var rng = new SplittableRandom(SEED);
    var full = PlaneNetworks.of(EngineNetworks.full(rng, new Shape(4, 9, 8), 9, 20, 6), 8, false, rng);
    var stored = full.withLadder(new Ladder(IntStream.range(1, 8).mapToObj(n -> PlaneNetworks.stopped(full, n)).toList(), List.of()));
    long steps = Planner.plan(stored, ENGINE).layers().get(1).steps();
    double all = 0;
    for (int n = 8; n >= 1; n -= n > 4 ? 2 : 1) {
      var bits = new int[20];
      Arrays.fill(bits, n);
      var network = stored.at(8, Map.of("l1", bits));
      assertThat(network.node("l0")).isEqualTo(stored.node("l0"));
      assertThat(network.node("l1")).isEqualTo(PlaneNetworks.stopped(full, n).node("l1"));
      var report = EngineTest.run(ENGINE, built, network, new SplittableRandom(1), SimOptions.seed(n));
      equal(report, network, "layer l1 of " + n + " planes");
      var layers = Planner.plan(network, ENGINE).layers();
      assertThat(layers.stream().map(l -> l.layer().planes().count())).containsExactly(8, n, 8);
      assertThat(8 * layers.get(1).steps()).isEqualTo(n * steps);
      if (n == 8) all = report.steps().get(1).cycles();
      assertThat(report.steps().get(1).cycles()).as("cycles of l1 at %d planes", n).isBetween(all * n / 8 - 5, all * n / 8 + 60);
    }
    // and its filters: two in three planes, the others in eight
    var bits = new int[] {8, 3, 8, 8, 3, 8, 8, 8, 8};
    var network = stored.at(8, Map.of("l0", bits));
    assertThat(PlaneNetworks.planes(network.node("l0")).orElseThrow().bits()).isEqualTo(bits);
    equal(EngineTest.run(ENGINE, built, network, new SplittableRandom(1), SimOptions.seed(9)), network, "filters of l0");
  }

  /** Every layer in three planes of a bit a weight, the first doubled once; on an array of groups channels take turns, and there are none. */
  @Test
  void trichromaticNetworksAreThreePlanes() {
    for (int n = 0; n < 6; n++) {
      var rng = new SplittableRandom(SEED - n);
      var network = PlaneNetworks.trichromatic(EngineNetworks.network(rng), rng);
      for (var layer : Planner.plan(network, ENGINE).layers()) {
        assertThat(layer.layer().planes()).isEqualTo(PlaneKind.TRICHROMATIC);
        assertThat(layer.layer().mask().weights()).isEqualTo(3 * layer.layer().weights());
      }
      equal(EngineTest.run(ENGINE, built, network, rng, SimOptions.seed(n)), network, SEED - n);
      assertThatThrownBy(() -> Planner.plan(network, engine(8, 3, 6, 2, 4100, 4100, 4, false))).isInstanceOf(PlanException.class).hasMessageContaining("weights of stored planes, but on an array of groups").hasMessageContaining("--group 1");
    }
  }

  @Test
  void residualNetworksHavePlanesToo(@TempDir Path dir) {
    var engine = engine(3, 5, 7, 1, 4100, 4100, 1, true);
    var simulator = EngineTest.build(engine, dir);
    for (int n = 0; n < 12; n++) {
      var rng = new SplittableRandom(SEED + n);
      var network = PlaneNetworks.of(ResidualNetworks.random(rng), rng);
      try {
        Planner.plan(network, engine);
      } catch (PlanException refused) {
        assertThat(refused).hasMessageContaining("lies");
        continue;
      }
      equal(EngineTest.run(engine, simulator, network, rng, SimOptions.seed(n)), network, SEED + n);
    }
  }

  /** A layer that is gone through again has the same signs and the same mask, which are sent again, and other constants. */
  @Test
  void aFoldedNetworkTakesOneLayerSeveralTimes() {
    var rng = new SplittableRandom(SEED);
    var once = EngineNetworks.behind(rng, new Shape(5, 7, 6), Window.square(3, 1, 1), 5);
    var layer = once.nodes().get(0);
    var nodes = new ArrayList<>(List.of(layer));
    for (int t = 1; t < 4; t++) {
      var r = ((Linear) layer.op()).requantise().orElseThrow();
      long[] add = r.add();
      for (int o = 0; o < add.length; o++) add[o] += 1000L * t * (o - 2);
      nodes.add(new Node("again" + t, nodes.get(t - 1).name(), new Linear(((Linear) layer.op()).window(), ((Linear) layer.op()).weights(), Optional.of(new Requantise(r.mul(), add, r.sh())))));
    }
    nodes.add(new Node("logits", "again3", once.output().op()));
    var network = once.with(nodes);
    equal(EngineTest.run(ENGINE, built, network, rng, SimOptions.seed(1)), network, SEED);
    var plan = Planner.plan(network, ENGINE);
    for (int t = 1; t < 4; t++) {
      assertThat(plan.layers().get(t).base()).isEqualTo(plan.layers().get(0).base());
      assertThat(plan.layers().get(t).mask().beats()).isEqualTo(plan.layers().get(0).mask().beats());
    }
  }

  @Test
  void whatTheEngineLacksIsSaid() {
    var rng = new SplittableRandom(SEED);
    var network = PlaneNetworks.of(EngineNetworks.behind(rng, new Shape(4, 9, 8), Window.square(3, 1, 1), 9), 8, false, rng);
    var plain = new Engine(3, 5, 7, 1, 4100, 4100, 2000, 128, 1, 1, 1);
    assertThat(Needs.fitted(plain, network, Set.of(), false).planes()).isTrue();
    assertThat(Needs.fitted(plain, EngineNetworks.network(rng), Set.of(), false).planes()).isFalse();
    assertThatThrownBy(() -> Needs.fitted(plain, network, Set.of("planes"), false)).isInstanceOf(PlanException.class).hasMessageContaining("--set planes=true");
    assertThatThrownBy(() -> Planner.plan(network, engine(8, 3, 6, 2, 4100, 4100, 4, false))).isInstanceOf(PlanException.class).hasMessageContaining("--group 1");
    var narrow = new Engine(3, 5, 7, 1, 4100, 4100, 2000, 128, 1, 1, 1, 20, false, Masks.CODED, false, false, Counts.USUAL, true);
    assertThatThrownBy(() -> Planner.plan(network, narrow)).isInstanceOf(PlanException.class).hasMessageMatching("\\w+: sums reach \\d+, accumulators of 20 bits hold 1048575: --set sumBits=2\\d");
  }

  @Test
  void planesBeyondATileOfMasksAreRefused() {
    var rng = new SplittableRandom(SEED);
    var network = PlaneNetworks.of(EngineNetworks.full(rng, new Shape(1, 100, 100), 2, 2), 4, false, rng);
    assertThatThrownBy(() -> Needs.fitted(ENGINE, network, Set.of(), false)).isInstanceOf(PlanException.class).hasMessage("l0: 10000 taps of 4 planes are 40000 entries of a mask, a tile of masks has 32768 at most; pool in front of it, or take fewer planes");
  }

  /** A fully connected network of 8 bits whose factors are all {@code mul}. */
  private static Network full(Shape input, int mul) {
    var rng = new SplittableRandom(SEED);
    var network = PlaneNetworks.of(EngineNetworks.full(rng, input, 2, 2), 8, false, rng);
    var node = network.nodes().get(0);
    var linear = (Linear) node.op();
    return network.with(List.of(new Node(node.name(), node.inputs(), new Linear(linear.window(), linear.weights(), Optional.of(new Requantise(new int[] {mul, mul}, new long[] {0, 1000}, new int[] {20, 21})))), network.nodes().get(1)));
  }

  /** 4,096 taps of 8 planes: as many entries as a tile of masks has. */
  @Test
  void planesThatFillATileOfMasksAreComputed(@TempDir Path dir) {
    var network = full(new Shape(1, 64, 64), 100);
    var engine = Needs.fitted(new Engine(1, 4, 2, 1, 4, 1, 16, 16, 1, 1, 1, 31, false, Masks.CODED, false, false, Counts.USUAL, true), network, Set.of(), true);
    assertThat(engine.maskDepth()).isEqualTo(32_768);
    equal(EngineTest.run(engine, EngineTest.build(engine, dir), network, new SplittableRandom(1), SimOptions.seed(1)), network, SEED);
  }

  /** 255 times 32,767 times the zeros of 4,608 codes of 8 bits, 587,520 in the mean: 4.9e12, an addend holds 2.2e12. */
  @Test
  void constantsBeyondTheirFieldAreRefusedBeforeAnImage() {
    var input = new Shape(4608, 1, 1);
    var network = full(input, 32_767);
    assertThatThrownBy(() -> Planner.plan(network, Needs.fitted(ENGINE, network, Set.of(), false))).isInstanceOf(PlanException.class).hasMessageMatching("l0: output channel 0: add = -\\d+ is outside .*, the 42 bits of its field\n  do:  fewer bits \\(--bits\\): .*");
    new EngineTarget().refuse(network); // before training constants are not known
    var less = full(input, 10_000);
    assertThat(Planner.plan(less, Needs.fitted(ENGINE, less, Set.of(), false)).scales().remaining()).isPositive();
  }

  /** 255 (2^16 - 1) times 200 weights, three quarters of it in the mean, is more than 31 bits hold, though the sums of the network itself, of both signs, fit 32. */
  @Test
  void sumsBeyondAnyAccumulatorAreRefused() {
    var rng = new SplittableRandom(SEED);
    var network = PlaneNetworks.of(EngineNetworks.full(rng, new Shape(8, 5, 5), 4, 3), 16, false, rng);
    assertThatThrownBy(() -> Planner.plan(network, Needs.fitted(ENGINE, network, Set.of(), false))).isInstanceOf(PlanException.class).hasMessageMatching("\\w+: sums reach \\d+, accumulators of 31 bits hold 2147483647.*");
  }

  @Test
  @Tag("slow")
  void otherSplits(@TempDir Path dir) {
    int cut = 0;
    for (var engine : new Engine[] {engine(4, 8, 8, 4, 512, 2048, 1, false), engine(1, 1, 1, 1, 16384, 16384, 1, false), engine(24, 4, 33, 3, 512, 2048, 1, false),
        new Engine(3, 2, 4, 1, 8192, 8192, 2000, 1024, 1, 1, 1, 31, true, Masks.PLAIN, true, false, new Counts(9, 14, 12, 32, 0), true)}) cut += runs(engine, EngineTest.build(engine, dir.resolve(engine.moduleName())), 30);
    assertThat(cut).as("networks with a layer of several descriptors").isPositive();
  }
}
