// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blocks.engine.engine.Engine;
import blocks.engine.engine.Masks;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import kakure.ExternalTool;
import kakure.cosim.Design;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulation;
import kakure.cosim.Simulator;
import kakure.cosim.SimulatorBuild;
import kakure.cosim.Until;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.emit.Output;
import kakure.kernel.Netlist;
import kakure.network.Network;
import kakure.network.Shape;
import kakure.network.Window;
import kakure.target.PlanException;
import kakure.target.RunReplay;
import kakure.target.RunReport;
import kakure.target.Runner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The engine against the golden network. One build of odd sizes (no power of two among them, so that rows, groups and blocks of signs never line up) runs many
 * networks, because layers are data: geometry is what the sequencer, the fetch unit and the write side can get wrong.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EngineTest {
  private static final long SEED = 20260101;
  static final Engine ENGINE = new Engine(3, 5, 7, 1, 4100, 2050, 2000, 128, 1, 1, 1);

  private static final Engine GROUPS = new Engine(12, 5, 7, 1, 2050, 1030, 512, 128, 1, 4, 4);

  private Simulator simulator;

  @BeforeAll
  void build(@TempDir Path dir) {
    simulator = build(ENGINE, dir);
  }

  static Simulator build(Engine engine, Path dir) {
    return SimulatorBuild.standard().build(emitted(engine, dir).watching(MemoryWrites.watch(engine)));
  }

  static Design emitted(Engine engine, Path dir) {
    new ExternalTool("verilator").require();
    Output.write(dir.resolve("rtl"), Emitter.emit(Netlist.elaborate(engine), EmitOptions.defaults()));
    return Design.read(dir.resolve("rtl").resolve("design.json"));
  }

  /** Two random images. */
  static RunReport run(Engine engine, Simulator simulator, Network network, SplittableRandom rng, SimOptions options) {
    return run(2, engine, simulator, network, rng, options);
  }

  static RunReport run(int count, Engine engine, Simulator simulator, Network network, SplittableRandom rng, SimOptions options) {
    var images = new byte[count][network.input().elements()];
    for (var image : images) rng.nextBytes(image);
    return new Runner(new EngineRun(Planner.plan(network, engine)), simulator, options).run(images.length, i -> images[i], i -> 0, 1, n -> {});
  }

  static void runs(Engine engine, Simulator simulator, long seed, int networks) {
    for (int n = 0; n < networks; n++) {
      var rng = new SplittableRandom(seed + n);
      var network = EngineNetworks.mixed(rng, engine.oneof());
      var options = n % 2 == 0 ? SimOptions.seed(seed + n) : SimOptions.seed(seed + n).stalls(rng.nextDouble() * .8, rng.nextDouble() * .8);
      var report = run(engine, simulator, network, rng, options);
      assertThat(report.first()).as("network of seed %d: %s", seed + n, network).isEmpty();
      assertThat(report.compared()).isEqualTo(2L * Fuse.layers(network).stream().mapToInt(EngineTest::values).sum());
    }
  }

  /** Values of a layer that are compared: its result, as the memory holds it, and where it pools, what that held half-way. */
  static int values(Layer layer) {
    return layer.result().elements() * (layer.pools() ? 2 : 1);
  }

  @Test
  void everyGeometryEqualsTheGoldenNetwork() {
    runs(ENGINE, simulator, SEED, 40);
  }

  @Test
  void fullyConnectedLayersSeeMapsOfAnySize() {
    var rng = new SplittableRandom(SEED);
    for (var network : List.of(
        EngineNetworks.full(rng, new Shape(1, 28, 28), 64, 32, 10), EngineNetworks.full(rng, new Shape(784, 1, 1), 17, 10), EngineNetworks.full(rng, new Shape(2, 9, 70), 9, 3),
        EngineNetworks.full(rng, new Shape(1, 1, 1100), 5), EngineNetworks.full(rng, new Shape(3, 37, 37), 4), EngineNetworks.behind(rng, new Shape(2, 22, 27), Window.square(3, 1, 1), 4),
        EngineNetworks.behind(rng, new Shape(3, 44, 20), Window.square(3, 2, 1), 11), EngineNetworks.behind(rng, new Shape(4, 4, 4), new Window(5, 5, 2, 1, 1, 0, 0), 4))) {
      var report = run(ENGINE, simulator, network, rng, SimOptions.seed(1).stalls(.2, .2));
      assertThat(report.first()).as("%s", network.input()).isEmpty();
      assertThat(report.compared()).isEqualTo(2L * Fuse.layers(network).stream().mapToInt(EngineTest::values).sum());
      // Of one image: the masks of a second one would be decoded while the first one is computed.
      for (var ran : run(1, ENGINE, simulator, network, rng, SimOptions.seed(1)).steps()) {
        assertThat((double) ran.step().plannedCycles()).as("%s of %s", ran.step().name(), network.input()).isBetween(ran.cycles() * .95 - 30, ran.cycles() * 1.05 + 30);
      }
    }
  }

  @Test
  void everyKindOfMaskOnAnArrayOfGroups(@TempDir Path dir) {
    runs(GROUPS, build(GROUPS, dir), SEED, 40);
  }

  @Test
  void aSerialRequantiserComputesTheSameInThePlannedTime(@TempDir Path dir) {
    var serial = new Engine(3, 2, 4, 1, 8192, 2050, 2000, 128, 1, 1, 1, 24, true, Masks.CODED, true);
    var built = build(serial, dir);
    runs(serial, built, SEED, 8);
    for (int n = 0; n < 4; n++) {
      var rng = new SplittableRandom(SEED + 1000 + n);
      for (var ran : run(serial, built, EngineNetworks.network(rng), rng, SimOptions.seed(n)).steps())
        assertThat((double) ran.step().plannedCycles()).as("%s of network %d", ran.step().name(), n).isBetween(ran.cycles() * .95 - 60, ran.cycles() * 1.05 + 60);
    }
  }

  @Test
  void cyclesArePredicted() {
    for (int n = 0; n < 10; n++) {
      var rng = new SplittableRandom(SEED + 1000 + n);
      var report = run(ENGINE, simulator, EngineNetworks.network(rng), rng, SimOptions.seed(n));
      for (var ran : report.steps()) {
        assertThat((double) ran.step().plannedCycles()).as("%s of network %d", ran.step().name(), n).isBetween(ran.cycles() * .95 - 30, ran.cycles() * 1.05 + 30);
      }
    }
  }

  @Test
  void uninitialisedStateDoesNotMatter() {
    var network = EngineNetworks.network(new SplittableRandom(SEED));
    for (long seed = 1; seed <= 3; seed++) {
      assertThat(run(ENGINE, simulator, network, new SplittableRandom(5), SimOptions.seed(seed)).first()).isEmpty();
    }
  }

  @Test
  void aFlippedBitOfAMaskStreamIsReported() {
    for (int n = 0; n < 60; n++) {
      var rng = new SplittableRandom(SEED + n);
      var network = EngineNetworks.network(rng);
      var plan = Planner.plan(network, ENGINE);
      var masks = plan.masks();
      int at = 9 * rng.nextInt(masks.limit() / 9) + rng.nextInt(9);      // a flag, or a byte of a word
      masks.put(at, (byte) (masks.get(at) ^ 1 << (at % 9 == 0 ? 0 : rng.nextInt(8))));
      try (var sim = simulator.open(SimOptions.seed(n))) {
        var decoder = oneImage(sim, plan, masks, new byte[network.input().elements()]);
        assertThat(decoder.error()).as("network %d, byte %d", n, at).isNotZero();
        assertThat(sim.peek("halted_o").intValue()).isEqualTo(1);
      }
    }
  }

  @Test
  void aMaskStreamCutShortOrGoingOnIsReported() {
    for (int n = 0; n < 40; n++) {
      var rng = new SplittableRandom(SEED + n);
      var network = EngineNetworks.network(rng);
      var plan = Planner.plan(network, ENGINE);
      var masks = plan.masks();
      int words = masks.limit() / 9, at = rng.nextInt(words);
      boolean last = masks.get(9 * at) == 1;
      masks.put(9 * at, (byte) (last ? 0 : 1));
      if (last) masks = ByteBuffer.allocate(9 * (words + 1)).order(ByteOrder.LITTLE_ENDIAN).put(masks).put((byte) 1).putLong(0).flip();
      else masks.limit(9 * (at + 1));                     // nothing follows
      try (var sim = simulator.open(SimOptions.seed(n))) {
        var decoder = oneImage(sim, plan, masks, new byte[network.input().elements()]);
        assertThat(EngineError.text(decoder.error())).as("network %d, word %d of %d", n, at, words).contains(last ? "goes on too long" : "ends too early");
        assertThat(sim.peek("halted_o").intValue()).isEqualTo(1);
      }
    }
  }

  @Test
  void aMaskOfAnotherNetworkIsReported() {
    var a = EngineNetworks.network(new SplittableRandom(SEED));
    var b = EngineNetworks.network(new SplittableRandom(SEED + 1));
    try (var sim = simulator.open(SimOptions.seed(1))) {
      var decoder = oneImage(sim, Planner.plan(a, ENGINE), Planner.plan(b, ENGINE).masks(), new byte[a.input().elements()]);
      assertThat(EngineError.text(decoder.error())).contains("another layer");
    }
  }

  /** Runs an image with these masks until the engine is silent. */
  static OutputDecoder oneImage(Simulation sim, EnginePlan plan, ByteBuffer masks, byte[] image) {
    sim.send("cfg", plan.setup(true));
    sim.send("cfg", plan.start());
    sim.send("img", plan.image(image));
    sim.send("msk", masks);
    sim.send("rqc", plan.scales());
    sim.run(Until.idle(20_000));
    var out = sim.receive("out", (int) sim.available("out")).order(ByteOrder.LITTLE_ENDIAN);
    var decoder = new OutputDecoder(new OutputLayout(plan, true));
    while (out.hasRemaining() && !decoder.complete()) decoder.take(out);
    assertThat(decoder.complete()).as("the image ends, with an error or without").isTrue();
    return decoder;
  }

  @Test
  void aNetworkThatDoesNotFitIsRefusedWithFigures() {
    var network = EngineNetworks.network(new SplittableRandom(SEED));
    assertThatThrownBy(() -> Planner.plan(network, new Engine(1, 1, 1, 1, 4, 4, 16, 16, 1, 1, 1))).isInstanceOf(PlanException.class).hasMessageContaining("--set");
  }

  @Test
  @Tag("slow")
  void otherSplits(@TempDir Path dir) {
    for (var engine : new Engine[] {new Engine(4, 8, 8, 4, 512, 1024, 512, 128, 1, 1, 1), new Engine(1, 1, 1, 1, 8192, 4096, 512, 128, 1, 1, 1), new Engine(2, 12, 40, 2, 256, 2048, 512, 128, 2, 1, 2),
        new Engine(2, 3, 5, 1, 8192, 2048, 512, 128, 1, 2, 2), new Engine(24, 4, 33, 3, 512, 2048, 512, 128, 2, 8, 8), new Engine(8, 8, 16, 8, 512, 1024, 512, 128, 1, 1, 4)}) {
      runs(engine, build(engine, dir.resolve(engine.moduleName())), SEED, 40);
    }
  }

  @Test
  void aWrongSignIsFoundInTheMemoryAndShownAgain(@TempDir Path dir) throws Exception {
    aWrongSign(dir, true, "memory u_memory\\.u_[ab]_(even|odd)_\\d+, address \\d+, byte \\d+: expected 0x[0-9a-f]{2}, got 0x");
  }

  @Test
  void aWrongSignIsFoundInWhatIsSentAndShownAgain(@TempDir Path dir) throws Exception {
    aWrongSign(dir, false, "port out_data_o: expected 0x");
  }

  private static void aWrongSign(Path dir, boolean watched, String shows) throws Exception {
    var files = new LinkedHashMap<>(Emitter.emit(Netlist.elaborate(ENGINE), EmitOptions.defaults()));
    files.computeIfPresent("sign_lanes_3x7.v", (name, text) -> text.replaceFirst(" \\^ ", " ~^ "));
    Output.write(dir.resolve("rtl"), files);
    var design = Design.read(dir.resolve("rtl").resolve("design.json"));
    var broken = SimulatorBuild.standard().build(watched ? design.watching(MemoryWrites.watch(ENGINE)) : design);
    var network = EngineNetworks.network(new SplittableRandom(SEED));
    var image = new byte[network.input().elements()];
    new SplittableRandom(1).nextBytes(image);
    var plan = new EngineRun(Planner.plan(network, ENGINE));
    var report = new Runner(plan, broken, SimOptions.seed(1)).run(1, i -> image, i -> 0, 1, n -> {});
    assertThat(report.mismatches()).isPositive();
    var shown = new RunReplay(plan, broken, SimOptions.seed(1)).write(report.first().orElseThrow(), image, dir.resolve("reports")).orElseThrow();
    assertThat(shown.waveform()).isNotEmptyFile();
    var again = new ProcessBuilder(shown.script().toString()).redirectErrorStream(true).start();
    assertThat(new String(again.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).containsPattern("^cycle " + shown.cycle() + ", " + shows);
    assertThat(again.waitFor()).isEqualTo(1);
  }
}
