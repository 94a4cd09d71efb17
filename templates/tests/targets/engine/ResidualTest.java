// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blocks.engine.engine.Engine;
import blocks.engine.engine.Masks;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulator;
import kakure.cosim.Until;
import kakure.network.Network;
import kakure.network.golden.GoldenNetwork;
import kakure.target.PlanException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Residual networks on the engine against the golden network: one build of odd sizes runs many of them, every layer of every image compared. */
class ResidualTest {
  static final long SEED = 20260301;
  static final Engine ENGINE = new Engine(3, 5, 7, 1, 4100, 2050, 2000, 1024, 1, 1, 1, 24, false, Masks.CODED, false, true);

  private static void runs(Engine engine, Simulator simulator, long seed, int networks) {
    runs(engine, simulator, seed, networks, ResidualNetworks::random);
  }

  private static void runs(Engine engine, Simulator simulator, long seed, int networks, Function<SplittableRandom, Network> made) {
    int planned = 0;
    for (int n = 0; n < networks; n++) {
      var rng = new SplittableRandom(seed + n);
      var network = made.apply(rng);
      try {
        Planner.plan(network, engine);
      } catch (PlanException refused) {
        assertThat(refused).hasMessageContaining("lies");
        continue;
      }
      planned++;
      var options = n % 2 == 0 ? SimOptions.seed(seed + n) : SimOptions.seed(seed + n).stalls(rng.nextDouble() * .8, rng.nextDouble() * .8);
      var report = EngineTest.run(engine, simulator, network, rng, options);
      assertThat(report.first()).as("network of seed %d: %s", seed + n, network).isEmpty();
      assertThat(report.compared()).isEqualTo(2L * Fuse.layers(network, engine.pixels() > 1).stream().filter(l -> l.links().told()).mapToInt(EngineTest::values).sum());
    }
    assertThat(planned).isGreaterThan(networks * 3 / 4);
  }

  @Test
  void everyResidualNetworkEqualsTheGoldenNetwork(@TempDir Path dir) {
    runs(ENGINE, EngineTest.build(ENGINE, dir), SEED, 40);
  }

  /** Stems that are pooled while they are written, by windows that overlap: no pass of its own, and the cycles that were planned. */
  @Test
  void poolingByOverlappingWindowsEqualsTheGoldenNetwork(@TempDir Path dir) {
    var simulator = EngineTest.build(ENGINE, dir);
    runs(ENGINE, simulator, SEED + 900, 30, ResidualNetworks::overlapping);
    for (int n = 0; n < 12; n++) {
      var rng = new SplittableRandom(SEED + 900 + n);
      var network = ResidualNetworks.overlapping(rng);
      assertThat(Fuse.layers(network)).noneMatch(l -> l.name().startsWith("pool"));
      for (var ran : EngineTest.run(ENGINE, simulator, network, rng, SimOptions.seed(n)).steps())
        assertThat((double) ran.step().plannedCycles()).as("%s of network %d", ran.step().name(), n).isBetween(ran.cycles() * .95 - 40, ran.cycles() * 1.05 + 40);
    }
  }

  @Test
  void cyclesOfResidualNetworksArePredicted(@TempDir Path dir) {
    var simulator = EngineTest.build(ENGINE, dir);
    for (int n = 0; n < 12; n++) {
      var rng = new SplittableRandom(SEED + 500 + n);
      var network = ResidualNetworks.random(rng);
      for (var ran : EngineTest.run(ENGINE, simulator, network, rng, SimOptions.seed(n)).steps())
        assertThat((double) ran.step().plannedCycles()).as("%s of network %d", ran.step().name(), n).isBetween(ran.cycles() * .95 - 40, ran.cycles() * 1.05 + 40);
    }
  }

  /** No result but the logits leaves: as a product does. */
  @Test
  void anUnwatchedEngineTakesThePlannedCycles(@TempDir Path dir) {
    var simulator = EngineTest.build(ENGINE, dir);
    for (int n = 0; n < 6; n++) {
      var network = ResidualNetworks.random(new SplittableRandom(SEED + 700 + n));
      var plan = Planner.plan(network, ENGINE);
      var image = new byte[network.input().elements()];
      new SplittableRandom(n).nextBytes(image);
      var planned = Schedule.of(plan);
      try (var sim = simulator.open(SimOptions.seed(n))) {
        sim.send("cfg", plan.setup(false));
        sim.send("cfg", plan.start());
        sim.send("img", plan.image(image));
        sim.send("msk", plan.masks());
        sim.send("rqc", plan.scales());
        sim.run(Until.idle(20_000));
        var out = sim.receive("out", (int) sim.available("out")).order(ByteOrder.LITTLE_ENDIAN);
        var decoder = new OutputDecoder(new OutputLayout(plan, false));
        while (out.hasRemaining() && !decoder.complete()) decoder.take(out);
        var trace = decoder.trace();
        assertThat(trace.tensors().get(trace.tensors().size() - 1).values()).as("logits of network %d", n).isEqualTo(new GoldenNetwork(network).run(image).logits());
        for (int l = 0; l < plan.layers().size(); l++)
          assertThat((double) planned.cycles(l)).as("%s of network %d", plan.layers().get(l).layer().name(), n).isBetween(decoder.report(l).cycles() * .95 - 40, decoder.report(l).cycles() * 1.05 + 40);
      }
    }
  }

  @Test
  void anEngineForLayersInARowSaysWhatItLacks() {
    var network = ResidualNetworks.random(new SplittableRandom(SEED));
    var plain = new Engine(3, 5, 7, 1, 4100, 2050, 2000, 1024, 1, 1, 1);
    assertThatThrownBy(() -> Planner.plan(network, plain)).isInstanceOf(PlanException.class).hasMessageContaining("--set residual=true");
    assertThat(Needs.fitted(plain, network, Set.of(), false).residual()).isTrue();
    assertThatThrownBy(() -> Needs.fitted(plain, network, Set.of("residual"), false)).isInstanceOf(PlanException.class).hasMessageContaining("--set residual=true");
    assertThat(Needs.fitted(plain, EngineNetworks.network(new SplittableRandom(SEED)), Set.of(), false).residual()).isFalse();
  }

  /** A memory that holds every map alone, but not all that are there at once. */
  @Test
  void mapsThatDoNotFitTogetherAreRefusedWithFigures() {
    Network network = null;
    Engine fitted = null;
    // of many random ones, one whose blocks need more than its image or any map alone
    for (int n = 0; fitted == null || fitted.rows() <= most(network, fitted); n++) {
      network = ResidualNetworks.random(new SplittableRandom(SEED + n));
      fitted = Needs.fitted(ENGINE, network, Set.of(), true);
    }
    var small = new Engine(3, 5, 7, 1, fitted.rows() - 2, 2050, 2000, 1024, 1, 1, 1, 24, false, Masks.CODED, false, true);
    Planner.plan(network, fitted);
    var large = network;
    assertThatThrownBy(() -> Planner.plan(large, small)).isInstanceOf(PlanException.class)
        .hasMessageMatching("a memory has to hold \"[^\"]+\" \\d+(, \"[^\"]+\" \\d+)+ at once, which takes \\d+ rows of 3 channels x 5 pixels, an activation memory holds " + small.rows() + ": --set rows=" + fitted.rows());
  }

  /** Rows of the largest map. */
  private static long most(Network network, Engine engine) {
    var layout = Layout.of(FilterOrder.of(network), engine);
    return layout.layers().stream().mapToLong(l -> Math.max(l.in().rows(engine.tci()), l.out().rows(engine.tci()))).max().orElseThrow() + 2;
  }

  @Test
  @Tag("slow")
  void otherSplits(@TempDir Path dir) {
    for (var engine : new Engine[] {new Engine(4, 8, 8, 4, 512, 1024, 512, 1024, 1, 1, 1, 24, false, Masks.CODED, false, true), new Engine(1, 1, 1, 1, 16384, 4096, 512, 1024, 1, 1, 1, 24, false, Masks.CODED, true, true),
        new Engine(8, 4, 8, 2, 512, 2048, 512, 1024, 1, 4, 4, 24, false, Masks.CODED, false, true), new Engine(4, 6, 5, 1, 2048, 2048, 512, 1024, 1, 1, 1, 24, false, Masks.PLAIN, false, true)}) {
      var simulator = EngineTest.build(engine, dir.resolve(engine.moduleName()));
      runs(engine, simulator, SEED, 40);
      runs(engine, simulator, SEED + 900, 30, ResidualNetworks::overlapping);
    }
  }
}
