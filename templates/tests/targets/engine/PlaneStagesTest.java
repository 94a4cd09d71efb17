// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import static org.assertj.core.api.Assertions.assertThat;

import blocks.engine.engine.Engine;
import blocks.engine.engine.Masks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import kakure.cosim.SimOptions;
import kakure.cosim.SimulatorBuild;
import kakure.network.Network;
import kakure.network.golden.GoldenNetwork;
import kakure.spec.Parameters;
import kakure.target.Runner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stages that lie in parity planes throughout: the golden network's values in fewer cycles. */
class PlaneStagesTest {
  private static final long SEED = 20261201;
  private static final Engine ENGINE = ResidualTest.ENGINE;

  private static Network network(int n) {
    return ResidualNetworks.stages(new SplittableRandom(SEED + n));
  }

  /** Layers that compute a plane of their map. */
  private static List<LayerPlan> planes(EnginePlan plan) {
    return plan.layers().stream().filter(p -> p.layer().part().onePlane()).toList();
  }

  @Test
  void stagesInPlanesEqualTheGoldenNetworkInThePlannedCycles(@TempDir Path dir) {
    var simulator = EngineTest.build(ENGINE, dir);
    int stages = 0, copies = 0;
    for (int n = 0; n < 30; n++) {
      var plan = Planner.plan(network(n), ENGINE);
      if (!planes(plan).isEmpty()) stages++;
      if (plan.layers().stream().anyMatch(p -> p.layer().name().endsWith(".planes"))) copies++;
      var rng = new SplittableRandom(n);
      boolean stalls = n % 2 == 1;
      var report = EngineTest.run(ENGINE, simulator, network(n), rng, stalls ? SimOptions.seed(n).stalls(rng.nextDouble() * .8, rng.nextDouble() * .8) : SimOptions.seed(n));
      assertThat(report.first()).as("network %d", n).isEmpty();
      assertThat(report.compared()).isEqualTo(2L * Fuse.layers(network(n)).stream().filter(l -> l.links().told()).mapToInt(EngineTest::values).sum());
      if (!stalls) for (var ran : report.steps()) assertThat((double) ran.step().plannedCycles()).as("%s of network %d", ran.step().name(), n).isBetween(ran.cycles() * .93 - 40, ran.cycles() * 1.05 + 40);
    }
    assertThat(stages).isBetween(12, 29);
    assertThat(copies).isBetween(2, 29);
  }

  /** All leave by the stream {@code out}, each plane as a map of its own. */
  @Test
  void planesAreSentWhereNobodyWatches(@TempDir Path dir) {
    var bare = SimulatorBuild.standard().build(EngineTest.emitted(ENGINE, dir));
    int seen = 0;
    for (int n = 0; n < 8; n++) {
      var plan = Planner.plan(network(n), ENGINE);
      seen += planes(plan).size();
      var image = new byte[network(n).input().elements()];
      new SplittableRandom(n).nextBytes(image);
      assertThat(new Runner(new EngineRun(plan), bare, SimOptions.seed(n)).run(1, i -> image, i -> 0, 1, i -> {}).first()).as("network %d", n).isEmpty();
    }
    assertThat(seen).isPositive();
  }

  /** An engine with a program for no more descriptors computes the same layers as they are. */
  @Test
  void aStageIsChangedOnlyWhereThatSavesCyclesAndHasRoom() {
    int changed = 0;
    for (int n = 0; n < 30; n++) {
      var plan = Planner.plan(network(n), ENGINE);
      if (planes(plan).isEmpty()) continue;
      var plain = Copies.insert(Fuse.layers(network(n))).size();
      var tight = new Engine(3, 5, 7, 1, 4100, 2050, 2000, Needs.words(plain), 1, 1, 1, 24, false, Masks.CODED, false, true);
      var other = Planner.plan(network(n), tight);
      assertThat(planes(other)).as("network %d", n).isEmpty();
      assertThat(Schedule.of(plan).total()).as("network %d", n).isLessThan(Schedule.of(other).total());
      var open = Needs.fitted(tight, network(n), Set.of(), true);
      assertThat(Planner.plan(network(n), open).layers()).as("network %d, memories as it needs them", n).extracting(p -> p.layer().name()).isEqualTo(plan.layers().stream().map(p -> p.layer().name()).toList());
      changed++;
    }
    assertThat(changed).isGreaterThan(10);
  }

  /** A sum that goes row by row takes its residual's place, so memories may be too small for any other arrangement: that holds whatever masks cost on another engine with these memories. */
  @Test
  void memoriesThatHoldNothingElseAreEnough() {
    int smaller = 0;
    for (int n = 0; n < 60; n++) {
      var fitted = Needs.fitted(ENGINE, network(n), Set.of(), true);
      var other = Parameters.with(fitted, Map.of("masks", "plain"));
      var plain = Parameters.with(other, Map.of("program", String.valueOf(Needs.words(Copies.insert(Fuse.layers(network(n))).size())), "rows", "4100"));
      long rows = Layout.of(FilterOrder.of(network(n)), plain).storage().rows();
      if (rows > fitted.rows()) smaller++;
      assertThat(Planner.plan(network(n), other).layers()).as("network %d", n).isNotEmpty();
    }
    assertThat(smaller).isPositive();
  }

  /** A host that puts the planes together by what the index says has the model's map. */
  @Test
  void theIndexSaysWhichPlaneALayerGives() {
    int maps = 0;
    for (int n = 0; n < 12; n++) {
      var plan = Planner.plan(network(n), ENGINE);
      var image = new byte[network(n).input().elements()];
      new SplittableRandom(n).nextBytes(image);
      var golden = new GoldenNetwork(plan.network()).run(image);
      var layout = new OutputLayout(plan, true);
      var tensors = EngineTensors.golden(layout, golden);
      var index = (List<?>) HostKeys.of(plan).get("layers");
      for (var output : planes(plan).stream().map(p -> p.layer().output()).distinct().toList()) {
        int[] whole = golden.values(output), built = new int[whole.length];
        Arrays.fill(built, -1);
        for (int l = 0; l < plan.layers().size(); l++) {
          if (!plan.layers().get(l).layer().output().equals(output)) continue;
          var keys = (Map<?, ?>) index.get(l);
          int plane = (Integer) keys.get("plane"), height = (Integer) keys.get("height"), width = (Integer) keys.get("width");
          String name = (String) keys.get("name");
          int[] values = tensors.tensors().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow().values();
          for (int i = 0; i < values.length; i++) built[(i / width / height * 2 * height + 2 * (i / width % height) + plane / 2) * 2 * width + 2 * (i % width) + plane % 2] = values[i];
        }
        assertThat(built).as("%s of network %d", output, n).isEqualTo(whole);
        maps++;
      }
    }
    assertThat(maps).isPositive();
  }

  /** Kernels of odd sides in the middle of which every pixel stands, over maps of even sides: their planes are layers of stride 2. */
  @Test
  void aPlaneIsEveryOtherPixelOfEveryOtherLine() {
    var network = network(IntStream.range(0, 99).filter(n -> !planes(Planner.plan(network(n), ENGINE)).isEmpty()).findFirst().orElseThrow());
    var layer = planes(Planner.plan(network, ENGINE)).get(0).layer();
    var whole = Fuse.layers(network).stream().filter(l -> l.output().equals(layer.output())).findFirst().orElseThrow();
    var outs = new ArrayList<Integer>();
    for (int plane = 0; plane < 4; plane++) {
      var w = whole.plane(plane).window();
      assertThat(whole.plane(plane).whole()).isEqualTo(whole.out());
      outs.add(whole.plane(plane).out().pixels());
      for (int t = 0; t < w.taps(); t++) {
        // output (0, 0) of the plane is (plane / 2, plane % 2) of the map
        assertThat(t / w.kernelWidth() - w.padTop()).isEqualTo(plane / 2 + t / w.kernelWidth() - whole.padTop());
        assertThat(t % w.kernelWidth() - w.padLeft()).isEqualTo(plane % 2 + t % w.kernelWidth() - whole.padLeft());
      }
    }
    assertThat(outs).containsOnly(whole.out().pixels() / 4);
  }

  @Test
  @Tag("slow")
  void onOtherArrays(@TempDir Path dir) {
    for (var engine : new Engine[] {new Engine(4, 8, 8, 4, 2048, 1024, 1024, 2048, 1, 1, 1, 24, false, Masks.CODED, false, true), new Engine(8, 4, 8, 2, 2048, 2048, 1024, 2048, 1, 4, 4, 24, false, Masks.CODED, false, true),
        new Engine(4, 6, 6, 2, 4096, 2048, 1024, 2048, 1, 1, 1, 24, false, Masks.PLAIN, false, true), new Engine(1, 1, 2, 1, 32768, 4096, 1024, 2048, 1, 1, 1, 24, false, Masks.CODED, true, true)}) {
      var simulator = EngineTest.build(engine, dir.resolve(engine.moduleName()));
      int stages = 0;
      for (int n = 0; n < 24; n++) {
        if (!planes(Planner.plan(network(n), engine)).isEmpty()) stages++;
        var report = EngineTest.run(engine, simulator, network(n), new SplittableRandom(n), SimOptions.seed(n).stalls(.1, .1));
        assertThat(report.first()).as("network %d on %s", n, engine.moduleName()).isEmpty();
      }
      assertThat(stages).as(engine.moduleName()).isPositive();
    }
  }
}
