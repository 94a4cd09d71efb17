// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import blocks.engine.engine.Engine;
import blocks.engine.engine.Masks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kakure.cosim.SimOptions;
import kakure.cosim.SimulatorBuild;
import kakure.energy.Bill;
import kakure.energy.BillFile;
import kakure.energy.Part;
import kakure.energy.Rule;
import kakure.network.Network;
import kakure.network.golden.GoldenNetwork;
import kakure.spec.Parameters;
import kakure.target.Figure;
import kakure.target.PlanException;
import kakure.target.Runner;
import kakure.target.Step;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

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

  /** An engine with a program for no more descriptors. */
  private static Engine tight(Engine engine, int n) {
    return Parameters.with(engine, Map.of("program", String.valueOf(Needs.words(Copies.insert(Fuse.layers(network(n))).size()))));
  }

  @Test
  void aStageIsChangedOnlyWhereThatSavesCyclesAndHasRoom() {
    var changed = new LinkedHashMap<String, Integer>();
    for (var engine : List.of(ENGINE, Parameters.with(ENGINE, Map.of("masks", "plain")), Parameters.with(ENGINE, Map.of("halfRate", "true"))))
      for (int n = 0; n < 40; n++) {
        var plan = Planner.plan(network(n), engine);
        if (planes(plan).isEmpty()) continue;
        var other = Planner.plan(network(n), tight(engine, n));
        assertThat(planes(other)).as("network %d", n).isEmpty();
        assertThat(Schedule.of(plan).total()).as("network %d on %s", n, engine.moduleName()).isLessThan(Schedule.of(other).total());
        changed.merge(engine.moduleName(), 1, Integer::sum);
      }
    assertThat(changed).as("networks of each engine").hasSize(3);
    assertThat(changed.get(ENGINE.moduleName())).isGreaterThan(10);
  }

  /** Counts and stores that are enough for the layers as they are go on to be, and what the user is told of an engine without room is of these. */
  @Test
  void whatAnEngineHasRoomForStaysSo() {
    int changed = 0;
    for (int n = 0; n < 30; n++) {
      if (planes(Planner.plan(network(n), ENGINE)).isEmpty()) continue;
      var plain = Planner.plan(network(n), tight(ENGINE, n));
      var narrow = Parameters.with(ENGINE, Map.of("counts", NeededCounts.of(plain).toString()));
      assertThat(Planner.plan(network(n), narrow).layers()).as("network %d", n).isNotEmpty();
      assertThat(Planner.plan(network(n), ENGINE.keeping(plain.maskBeats(), plain.constantBeats())).kept()).as("network %d", n).isTrue();
      var small = Parameters.with(ENGINE, Map.of("program", "32"));
      var network = network(n);
      assertThatThrownBy(() -> Planner.plan(network, small)).isInstanceOf(PlanException.class).hasMessageContaining(plain.layers().size() + " layers take");
      changed++;
    }
    assertThat(changed).isGreaterThan(5);
  }

  /** Fitted memories are never larger for a stage in planes; without need they are no larger than usual. */
  @Test
  void aStageInPlanesTakesNoMoreRows() {
    for (int n = 0; n < 40; n++) {
      long plain = Needs.even(Layout.of(FilterOrder.of(network(n)), ENGINE).storage().rows());
      assertThat((long) Needs.fitted(ENGINE, network(n), Set.of(), true).rows()).as("network %d", n).isLessThanOrEqualTo(Math.max(4, plain));
      assertThat((long) Needs.fitted(Parameters.with(ENGINE, Map.of("rows", "64")), network(n), Set.of(), false).rows()).as("network %d", n).isLessThanOrEqualTo(Math.max(64, plain));
    }
  }

  /** What a map in four planes and a copy take is told of the layer, and of the rest, where the smaller design has neither; and the other way round. */
  @Test
  void theRuleOfScaleKnowsPlanesAndCopies(@TempDir Path dir) throws Exception {
    int n = IntStream.range(0, 99).filter(i -> planes(Planner.plan(network(i), ENGINE)).size() > 0 && Planner.plan(network(i), ENGINE).layers().stream().anyMatch(p -> p.layer().name().endsWith(".planes"))).findFirst().orElseThrow();
    var inPlanes = new EngineRun(Planner.plan(network(n), ENGINE));
    var plain = new EngineRun(Planner.plan(network(n), tight(ENGINE, n)));
    var parts = List.of(new Part("u_array", "", 1, 2));
    for (var pair : List.of(List.of(plain, inPlanes), List.of(inPlanes, plain))) {
      var rows = new ArrayList<>(List.of(new Bill.Row(Bill.REST, 0, 10, new double[] {10})));
      for (var step : pair.get(0).steps()) rows.add(new Bill.Row(step.name(), step.layer(), step.macs(), step.plannedCycles(), new double[] {step.plannedCycles()}));
      var keys = new LinkedHashMap<>(BillFile.keys(new Bill(parts, rows, Map.of(), List.of(), 0, 0, List.of())));
      keys.put("library", "tiny");
      var file = Files.writeString(dir.resolve("small.json"), JsonMapper.shared().writeValueAsString(Map.of("energy", keys)));
      var predicted = new Rule("small.json", BillFile.read(file, "tiny")).of(parts, pair.get(1));
      assertThat(predicted.rows()).extracting(Bill.Row::name).containsExactlyElementsOf(Stream.concat(Stream.of(Bill.REST), plain.steps().stream().map(Step::name)).toList());
      assertThat(predicted.total()).as("a femtojoule a cycle").isCloseTo(pair.get(1).plannedCycles(), within(1e-6));
    }
  }

  @Test
  void aPooledLayerOf1x1ReadsItsMapInLines(@TempDir Path dir) {
    var network = ResidualNetworks.pooledBesideStrided(new SplittableRandom(SEED));
    assertThat(EngineTest.run(ENGINE, EngineTest.build(ENGINE, dir), network, new SplittableRandom(1), SimOptions.seed(1)).first()).isEmpty();
  }

  /** A map in planes counts its layer's weights and rows once. */
  @Test
  void figuresOfPlanesAddUpToTheLayers() {
    int n = IntStream.range(0, 99).filter(i -> !planes(Planner.plan(network(i), ENGINE)).isEmpty()).findFirst().orElseThrow();
    var inPlanes = Planner.plan(network(n), ENGINE);
    var plain = Planner.plan(network(n), tight(ENGINE, n));
    for (String key : List.of("weights", "maskEntropyBits"))
      assertThat(sum(inPlanes, key)).as(key).isCloseTo(sum(plain, key), within(1e-6));
    assertThat(sum(inPlanes, "maskBits")).as("masks are sent for each plane").isGreaterThan(sum(plain, "maskBits"));
  }

  private static double sum(EnginePlan plan, String key) {
    return plan.layers().stream().filter(p -> !p.layer().links().identity()).flatMap(p -> EngineSteps.of(p, plan.engine(), 1).figures().stream()).filter(f -> f.key().equals(key)).mapToDouble(Figure::number).sum();
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
      assertThat(w.stride()).isEqualTo(2);
      for (int y = 0; y < whole.plane(plane).out().height(); y++) assertThat(w.stride() * y - w.padTop()).as("the line that its first tap reads").isEqualTo(2 * y + plane / 2 - whole.padTop());
      for (int x = 0; x < whole.plane(plane).out().width(); x++) assertThat(w.stride() * x - w.padLeft()).isEqualTo(2 * x + plane % 2 - whole.padLeft());
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
