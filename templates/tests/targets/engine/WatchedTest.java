// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import static org.assertj.core.api.Assertions.assertThat;

import blocks.engine.Counts;
import blocks.engine.engine.Engine;
import blocks.engine.engine.Masks;
import blocks.engine.writeback.WriteBack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import kakure.cosim.Design;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulator;
import kakure.cosim.SimulatorBuild;
import kakure.cosim.Until;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.emit.Output;
import kakure.kernel.Netlist;
import kakure.network.Network;
import kakure.target.Link;
import kakure.target.RunReport;
import kakure.target.Runner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who watches the memories of an engine changes nothing of it, and misses nothing. */
class WatchedTest {
  private static final long SEED = 20260301;
  private static final Engine PLAIN = new Engine(6, 5, 4, 2, 1600, 1030, 1024, 128, 1, 1, 2);
  private static final Engine GROUPS = new Engine(12, 5, 7, 1, 2050, 1030, 512, 128, 1, 4, 4);
  private static final Engine PLANES = new Engine(3, 5, 7, 1, 4100, 4100, 2000, 1024, 1, 1, 1, 31, false, Masks.CODED, false, false, Counts.USUAL, true);

  /** The stream {@code out} with the cycles that it counts, and the cycle in which it ends, are those of the same Verilog without a watch. */
  @Test
  void aWatchedEngineTakesTheCyclesOfOneThatIsNot(@TempDir Path dir) throws Exception {
    watched(List.of(PLAIN, ResidualTest.ENGINE), dir);
  }

  /** The same of engines whose elements serve groups of channels, and of one whose weights are bit planes. */
  @Test
  @Tag("slow")
  void groupsAndPlanesTakeTheCyclesOfThoseThatAreNotWatched(@TempDir Path dir) throws Exception {
    watched(List.of(GROUPS, PLANES), dir);
  }

  private static void watched(List<Engine> engines, Path dir) throws Exception {
    for (var engine : engines) {
      var design = EngineTest.emitted(engine, Files.createDirectories(dir.resolve(engine.moduleName())));
      var bare = SimulatorBuild.standard().build(design);
      var watched = SimulatorBuild.standard().build(design.watching(MemoryWrites.watch(engine)));
      for (int n = 0; n < 6; n++) {
        var plan = new EngineRun(Planner.plan(network(engine, n), engine));
        var options = n % 2 == 0 ? SimOptions.seed(n) : SimOptions.seed(n).stalls(.2, .2);
        assertThat(ran(watched, plan, options)).as("network %d on %s", n, engine.moduleName()).isEqualTo(ran(bare, plan, options));
      }
    }
  }

  /** The kind of every beat, of a report what it says, and the cycle of the last one; what beats carry beside is anything. */
  private static List<Long> ran(Simulator simulator, EngineRun plan, SimOptions options) {
    var all = new ArrayList<Long>();
    try (var sim = simulator.open(options)) {
      plan.setup(Link.to(sim));
      var one = plan.of(image(plan.plan().network()));
      one.send(Link.to(sim));
      var end = sim.run(Until.transferred("out", one.beats()).orIdle(plan.patience()));
      var layout = sim.design().transaction("out");
      var out = sim.receive("out", Math.toIntExact(one.beats()));
      for (int at = 0; at < out.limit(); at += layout.bytes()) {
        byte kind = out.get(at + layout.offset("out_kind_o"));
        all.add((long) kind);
        if (kind == WriteBack.KIND_REPORT) all.add((long) out.getShort(at + layout.offset("out_row_o")) << 32 | out.getInt(at + layout.offset("out_data_o")));
      }
      all.add(end.cycle());
    }
    return all;
  }

  /** Under stalls reports come late; writes are of the right layer all the same. */
  @Test
  void everyLayerIsComparedUnderStalls(@TempDir Path dir) {
    for (var engine : List.of(PLAIN, ResidualTest.ENGINE)) {
      var simulator = EngineTest.build(engine, dir.resolve(engine.moduleName()));
      for (int n = 0; n < 8; n++) {
        var network = network(engine, n);
        var report = run(simulator, engine, network, SimOptions.seed(n).stalls(.3, .9));
        assertThat(report.first()).as("network %d", n).isEmpty();
        assertThat(report.compared()).isEqualTo(2 * Planner.plan(network, engine).layers().stream().filter(LayerPlan::told).mapToLong(l -> EngineTest.values(l.layer())).sum());
      }
    }
  }

  /** A write that is lost, in one bank or by its address, is a value that differs or was not written: in the layer itself, not in the next. */
  @Test
  void aLostWriteIsFoundInItsLayer(@TempDir Path dir) {
    var edits = new LinkedHashMap<String, String>();
    edits.put("assign even_we_o = write & ", "assign even_we_o = write & (row_q != " + PLAIN.rowBits() + "'d0) & ");
    edits.put("assign odd_addr_o = ", "assign odd_addr_o = " + PLAIN.memory().bankBits() + "'d1 ^ ");
    int n = 0;
    for (var edit : edits.entrySet()) {
      var files = new LinkedHashMap<>(Emitter.emit(Netlist.elaborate(PLAIN), EmitOptions.defaults()));
      String name = PLAIN.write().moduleName() + ".v";
      assertThat(files.get(name)).contains(edit.getKey());
      files.computeIfPresent(name, (k, text) -> text.replace(edit.getKey(), edit.getValue()));
      var rtl = dir.resolve("broken" + n++);
      Output.write(rtl, files);
      var broken = SimulatorBuild.standard().quick().build(Design.read(rtl).watching(MemoryWrites.watch(PLAIN)));
      var report = run(broken, PLAIN, network(PLAIN, 0), SimOptions.seed(1));
      assertThat(report.first().orElseThrow().tensor()).as("pooled: half-way").isEqualTo(Planner.plan(network(PLAIN, 0), PLAIN).layers().get(0).layer().name() + ":half");
      assertThat(report.first().orElseThrow().text()).matches("image 0, layer \\w+ half pooled \\(even lines\\), channel \\d+, y \\d+, x \\d+: expected .*");
    }
  }

  /** Who cannot watch is sent everything, and what is pooled before it is. */
  @Test
  void aSimulatorThatDoesNotWatchIsSentEverything(@TempDir Path dir) {
    var bare = SimulatorBuild.standard().build(EngineTest.emitted(PLAIN, dir));
    var plan = new EngineRun(Planner.plan(network(PLAIN, 1), PLAIN));
    var runner = new Runner(plan, bare, SimOptions.seed(1));
    assertThat(runner.plan().watch()).isEmpty();
    assertThat(plan.watch()).isPresent();
    assertThat(run(bare, PLAIN, network(PLAIN, 1), SimOptions.seed(1)).first()).isEmpty();
    assertThat(plan.emitting().plannedCycles()).isGreaterThanOrEqualTo(plan.plannedCycles());
  }

  private static Network network(Engine engine, int n) {
    var rng = new SplittableRandom(SEED + n);
    if (engine.planes()) return PlaneNetworks.of(EngineNetworks.network(rng), rng);
    return engine.residual() ? ResidualNetworks.random(rng) : EngineNetworks.mixed(rng, engine.oneof());
  }

  private static byte[] image(Network network) {
    var image = new byte[network.input().elements()];
    new SplittableRandom(SEED).nextBytes(image);
    return image;
  }

  private static RunReport run(Simulator simulator, Engine engine, Network network, SimOptions options) {
    var image = image(network);
    return new Runner(new EngineRun(Planner.plan(network, engine)), simulator, options).run(2, i -> image, i -> 0, 1, n -> {});
  }
}
