// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blocks.engine.Counts;
import blocks.engine.engine.Engine;
import blocks.engine.engine.Masks;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulator;
import kakure.network.Network;
import kakure.network.Shape;
import kakure.network.Window;
import kakure.target.PlanException;
import kakure.target.RunReport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Planes with scales of their own on the engine against the golden network: one build of odd sizes runs many networks, every layer of every image compared. */
class ScaledPlanesTest {
  private static final long SEED = 20261201;
  /** Six beats a group: three results of two terms, one of four or five. */
  private static final Engine ENGINE = engine(6, 5, 12, 2, 4100, 4100, true);

  private static Engine engine(int tci, int pixels, int tco, int drain, int rows, int masks, boolean residual) {
    return new Engine(tci, pixels, tco, drain, rows, masks, 2000, 1024, 1, 1, 1, 31, false, Masks.CODED, false, residual, Counts.USUAL, true).ofTerms();
  }

  /** Of {@link #ENGINE}. */
  private static Simulator built;

  @BeforeAll
  static void build(@TempDir Path dir) {
    built = EngineTest.build(ENGINE, dir);
  }

  private static void equal(Engine engine, RunReport report, Network network, Object seed) {
    assertThat(report.first()).as("network of seed %s: %s", seed, network).isEmpty();
    assertThat(report.mismatches()).isZero();
    assertThat(report.compared()).isEqualTo(2L * Planner.plan(network, engine).layers().stream().filter(LayerPlan::told).mapToInt(l -> EngineTest.values(l.layer())).sum());
  }

  /** @return how many had a layer of several terms */
  private static int runs(Engine engine, Simulator simulator, int networks, int most) {
    int several = 0;
    for (int n = 0; n < networks; n++) {
      var rng = new SplittableRandom(SEED + n);
      boolean residual = engine.residual() && n % 3 == 0;
      var base = residual ? ResidualNetworks.random(rng) : PlaneNetworks.of(EngineNetworks.network(rng), rng);
      var network = ScaledNetworks.of(base, most, 5, rng);
      try {
        if (Planner.plan(network, engine).layers().stream().anyMatch(l -> l.layer().planes().factors().terms() > 1)) several++;
      } catch (PlanException refused) {
        assertThat(residual).isTrue();
        assertThat(refused).hasMessageContaining("lies");
        continue;
      }
      equal(engine, EngineTest.run(engine, simulator, network, rng, n % 2 == 0 ? SimOptions.seed(n) : SimOptions.seed(n).stalls(rng.nextDouble() * .8, rng.nextDouble() * .8)), network, SEED + n);
    }
    return several;
  }

  /** One to six planes, beside layers of other weights, residual additions among them. */
  @Test
  void randomNetworksEqualTheGoldenNetwork() {
    assertThat(runs(ENGINE, built, 30, 6)).as("networks with a layer of several terms").isGreaterThan(20);
  }

  /** A layer of n planes takes n times the steps; of four, of which six beats hold one result, those of six. */
  @Test
  void stepsFollowPlanes() {
    var rng = new SplittableRandom(SEED);
    var hidden = EngineNetworks.behind(rng, new Shape(6, 20, 20), Window.square(3, 1, 1), 24);
    long one = 0;
    for (int n : new int[] {1, 2, 3, 4, 6}) {
      Network network;
      do network = ScaledNetworks.of(hidden, n, 1 << 30, rng); while (Planner.plan(network, ENGINE).layers().get(0).layer().planes().count() != n);
      var report = EngineTest.run(ENGINE, built, network, new SplittableRandom(1), SimOptions.seed(n));
      equal(ENGINE, report, network, n + " planes");
      var plan = Planner.plan(network, ENGINE).layers().get(0);
      if (n == 1) one = plan.steps();
      assertThat(plan.steps()).as("steps of %d planes", n).isEqualTo((n == 4 ? 6 : n) * one);
      var ran = report.steps().get(0);
      assertThat((double) ran.step().plannedCycles()).as("%d planes", n).isBetween(ran.cycles() * .95 - 40, ran.cycles() * 1.05 + 40);
    }
  }

  /** Beats are made smaller where a group has not as many as there are planes, and what cannot be is said. */
  @Test
  void whatTheEngineLacksIsSaid() {
    var rng = new SplittableRandom(SEED);
    var hidden = EngineNetworks.behind(rng, new Shape(8, 9, 8), Window.square(3, 1, 1), 9);
    var network = ScaledNetworks.of(hidden, 3, 1 << 30, rng);
    while (ScaledNetworks.first(network).isEmpty() || Fuse.layers(network).stream().noneMatch(l -> l.planes().count() == 3)) network = ScaledNetworks.of(hidden, 3, 1 << 30, rng);
    var scaled = network;
    var extent = new Engine(8, 3, 8, 4, 4100, 4100, 2000, 128, 1, 1, 1);
    var fitted = Needs.fitted(extent, scaled, Set.of(), false);
    assertThat(List.of(fitted.planes(), fitted.terms(), fitted.drain())).containsExactly(true, true, 2);
    assertThat(Needs.fitted(extent, hidden, Set.of(), false).terms()).isFalse();
    assertThatThrownBy(() -> Needs.fitted(extent, scaled, Set.of("drain"), false)).isInstanceOf(PlanException.class)
        .hasMessageMatching("\\w+: 3 planes with scales of their own, but a group of output channels is 2 beats of 4 channels \\(tco / drain\\), and each plane takes one: an array of more output channels, or a smaller --set drain");
    assertThatThrownBy(() -> Needs.fitted(extent, scaled, Set.of("terms"), false)).isInstanceOf(PlanException.class).hasMessageContaining("--set terms=true");
    assertThatThrownBy(() -> Needs.fitted(new Engine(4, 3, 1, 1, 4100, 4100, 2000, 128, 1, 1, 1), scaled, Set.of(), false)).isInstanceOf(PlanException.class).hasMessageEndingWith("but a group of output channels is one beat of 1 channel (tco / drain), and each plane takes one: an array of more output channels");
    assertThatThrownBy(() -> Needs.fitted(new Engine(8, 3, 8, 2, 4100, 4100, 2000, 128, 1, 4, 4), scaled, Set.of(), false)).isInstanceOf(PlanException.class).hasMessageContaining("--group 1");
  }

  /** Beats are chosen by what they leave over: of 40 channels two planes take pairs of four, not two and a rest of eight; eleven results of two beats fit a group of 31 as well as they can. */
  @Test
  void beatsFollowThePlanes() {
    var rng = new SplittableRandom(SEED);
    Network two;
    do two = ScaledNetworks.of(EngineNetworks.behind(rng, new Shape(8, 9, 8), Window.square(3, 1, 1), 40), 2, 1 << 30, rng); while (Fuse.layers(two).stream().anyMatch(l -> l.planes().count() != 2));
    assertThat(Needs.fitted(new Engine(8, 4, 40, 8, 4100, 4100, 2000, 128, 1, 1, 1), two, Set.of(), false).drain()).isEqualTo(4);
    var odd = Needs.fitted(new Engine(1, 1, 31, 1, 4100, 4100, 2000, 128, 1, 1, 1), two, Set.of(), false);
    assertThat(Planner.plan(two, odd).layers().get(0).outputGroups()).as("40 results, 15 a group").isEqualTo(3);
  }

  @Test
  @Tag("slow")
  void otherSplits(@TempDir Path dir) {
    for (var engine : new Engine[] {engine(4, 8, 8, 1, 512, 2048, false), engine(1, 1, 4, 1, 16384, 16384, false), engine(24, 4, 33, 3, 512, 2048, true),
        new Engine(3, 2, 6, 1, 8192, 8192, 2000, 1024, 1, 1, 1, 31, false, Masks.PLAIN, true, false, new Counts(9, 14, 12, 32, 0), true).ofTerms()})
      assertThat(runs(engine, EngineTest.build(engine, dir.resolve(engine.moduleName())), 30, 4)).as("networks with a layer of several terms on %s", engine.moduleName()).isGreaterThan(15);
  }
}
