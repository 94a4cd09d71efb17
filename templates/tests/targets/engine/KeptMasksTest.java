// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blocks.engine.engine.Engine;
import blocks.engine.engine.EngineMemory;
import blocks.engine.engine.KeepWord;
import blocks.engine.engine.Masks;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import kakure.CheckFailed;
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
import kakure.target.Link;
import kakure.target.RunReport;
import kakure.target.Transactions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Engines that keep masks and constants: images of which only pixels are sent, every layer of every one against the golden network. What does not fit is sent for every image; more than a store holds, and a damaged mask, are errors, behind which a reset helps.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeptMasksTest {
  private static final long SEED = 20260301;
  private static final int IMAGES = 4, STORE = 30_000, CONSTANTS = 3_000;
  private static final Engine FREE = EngineTest.ENGINE.keeping(STORE, CONSTANTS);

  private Simulator simulator;

  @BeforeAll
  void build(@TempDir Path dir) {
    simulator = EngineTest.build(FREE, dir);
  }

  private static void runs(Engine engine, Simulator simulator, int networks, boolean kept, Function<SplittableRandom, Network> random) {
    for (int n = 0; n < networks; n++) {
      var rng = new SplittableRandom(SEED + n);
      var network = random.apply(rng);
      assertThat(Planner.plan(network, engine).kept()).as("network %d", n).isEqualTo(kept);
      var options = n % 2 == 0 ? SimOptions.seed(SEED + n) : SimOptions.seed(SEED + n).stalls(rng.nextDouble() * .8, rng.nextDouble() * .8);
      var report = EngineTest.run(IMAGES, engine, simulator, network, rng, options);
      assertThat(report.first()).as("network of seed %d: %s", SEED + n, network).isEmpty();
      assertThat(report.compared()).isEqualTo((long) IMAGES * Fuse.layers(network).stream().filter(l -> !l.name().startsWith("pool")).mapToInt(EngineTest::values).sum());
    }
  }

  @Test
  void imagesOfPixelsAloneEqualTheGoldenNetwork() {
    runs(FREE, simulator, 16, true, rng -> EngineNetworks.mixed(rng, 1));
  }

  /** Masks of one of four and free ones, two words a beat. */
  @Test
  void everyKindOfMaskIsKept(@TempDir Path dir) {
    var engine = new Engine(12, 5, 7, 1, 2050, 1030, 512, 128, 2, 4, 4).keeping(STORE, CONSTANTS);
    runs(engine, EngineTest.build(engine, dir), 12, true, rng -> EngineNetworks.mixed(rng, 4));
  }

  @Test
  @Tag("slow")
  void plainMasksAreKeptAtHalfTheRate(@TempDir Path dir) {
    var engine = new Engine(3, 2, 4, 1, 8192, 2050, 2000, 128, 1, 1, 1, 24, true, Masks.PLAIN, true).keeping(STORE, CONSTANTS);
    runs(engine, EngineTest.build(engine, dir), 8, true, rng -> EngineNetworks.mixed(rng, 1));
  }

  @Test
  void residualParametersAreKept(@TempDir Path dir) {
    var engine = ResidualTest.ENGINE.keeping(STORE, CONSTANTS);
    var built = EngineTest.build(engine, dir);
    for (int n = 0; n < 10; n++) {
      var rng = new SplittableRandom(SEED + n);
      var network = ResidualNetworks.random(rng);
      assertThat(Planner.plan(network, engine).kept()).isTrue();
      assertThat(EngineTest.run(IMAGES, engine, built, network, rng, SimOptions.seed(n).stalls(.2, .2)).first()).as("network %d", n).isEmpty();
    }
  }

  /** Of a store that one beat is missing from, or none: the engine is told to keep nothing, and is sent all for every image. */
  @Test
  void whatDoesNotFitIsSentForEveryImage(@TempDir Path dir) {
    var engine = EngineTest.ENGINE.keeping(3, 2);
    var built = EngineTest.build(engine, dir);
    runs(engine, built, 6, false, rng -> EngineNetworks.mixed(rng, 1));
    var network = EngineNetworks.network(new SplittableRandom(SEED));
    var plan = Planner.plan(network, Kept.of(EngineTest.ENGINE, network, Set.of()));
    assertThat(plan.kept()).isTrue();
    int masks = plan.engine().keepMasks(), constants = plan.engine().keepConstants();
    assertThat(Planner.plan(network, EngineTest.ENGINE.keeping(masks - 1, constants)).kept()).isFalse();
    assertThat(Planner.plan(network, EngineTest.ENGINE.keeping(masks, constants - 1)).kept()).isFalse();
  }

  /** What the streams are sent, in transactions. */
  private static Map<String, Integer> sent(Engine engine, Consumer<Link> sender) {
    var all = new LinkedHashMap<String, Integer>();
    sender.accept((stream, words) -> all.merge(stream, words.remaining() / Transactions.of(engine, stream).bytes(), Integer::sum));
    return all;
  }

  @Test
  void anImageIsAStartAndItsPixels() {
    var network = EngineNetworks.network(new SplittableRandom(SEED));
    var plan = Planner.plan(network, FREE);
    var run = new EngineRun(plan);
    var image = run.of(new byte[network.input().elements()]);
    int pixels = plan.imageRuns() * plan.image().groupRows();
    assertThat(sent(FREE, image::send)).isEqualTo(Map.of("cfg", 1, "img", pixels));
    assertThat(sent(FREE, image::sendInTurn)).isEqualTo(Map.of("cfg", 1, "img", pixels));
    assertThat(sent(FREE, run::setup)).isEqualTo(Map.of("cfg", Needs.words(plan.layers().size()) + plan.taps().size() + 1, "msk", plan.maskBeats(), "rqc", plan.constantBeats()));
    assertThat(sent(EngineTest.ENGINE, new EngineRun(Planner.plan(network, EngineTest.ENGINE))::setup)).containsOnlyKeys("cfg");
  }

  @Test
  void storesFollowTheNetwork() {
    var network = EngineNetworks.network(new SplittableRandom(SEED));
    var plain = Planner.plan(network, EngineTest.ENGINE);
    var kept = Planner.plan(network, Kept.of(EngineTest.ENGINE, network, Set.of()));
    assertThat(EngineMemory.of(kept.engine()).subList(5, 7)).isEqualTo(List.of(new EngineMemory("kept masks", 1, plain.masks().remaining() / 9, 65), new EngineMemory("kept constants", 1, plain.scales().remaining() / 8, 64)));
    var before = Streams.of(plain);
    var after = Streams.of(kept);
    assertThat(after.perImage()).isEqualTo(before.alone()).isLessThan(before.perImage());
    assertThat(after.setup()).isEqualTo(before.setup() + 10);
    assertThat(Streams.text(kept)).contains("kept masks", "bytes an image, as masks and constants are kept; else " + before.perImage());
    assertThat(Kept.of(FREE, network, Set.of("keepMasks", "keepConstants"))).as("as said").isEqualTo(FREE);
    assertThatThrownBy(() -> EngineTest.ENGINE.keeping(5, 0)).hasMessage("keepMasks = 5, keepConstants = 0: there are stores of both, or, with 0 and 0, none");
  }

  /** The engine is told to keep what these say, and then what the plan does, which nobody looks at. */
  private static OutputDecoder told(Simulation sim, EnginePlan plan, List<List<BigInteger>> keep, ByteBuffer masks) {
    sim.reset(2);
    sim.send("cfg", Transactions.of(FREE, "cfg").pack(keep));
    return EngineTest.oneImage(sim, plan, masks, new byte[plan.network().input().elements()]);
  }

  @Test
  void moreThanAStoreHoldsIsAnError() {
    var plan = Planner.plan(EngineNetworks.network(new SplittableRandom(SEED)), FREE);
    int masks = plan.maskBeats(), constants = plan.constantBeats();
    try (var sim = simulator.open(SimOptions.seed(1).stalls(.2, .2))) {
      for (var keep : List.of(KeepWord.beat(STORE + 1, constants), KeepWord.beat(masks, CONSTANTS + 1), KeepWord.beat(1L << 31, 0), KeepWord.beat(0, 1L << 31))) {
        var decoder = told(sim, plan, List.of(keep), plan.masks());
        assertThat(EngineError.text(decoder.error())).isEqualTo("more masks or constants to keep than the stores hold");
        assertThat(sim.peek("halted_o")).isOne();
        assertThat(sim.peek("msk_ready_o").and(sim.peek("rqc_ready_o"))).as("all is taken and dropped").isOne();
        assertThat(told(sim, plan, List.of(KeepWord.beat(masks, constants), keep), plan.masks()).error()).as("behind a reset, and what was said first holds").isZero();
      }
    }
  }

  @Test
  void aDamagedMaskIsAnErrorAndAResetHelps() {
    for (int n = 0; n < 20; n++) {
      var rng = new SplittableRandom(SEED + n);
      var plan = Planner.plan(EngineNetworks.network(rng), FREE);
      var masks = plan.masks();
      int at = 9 * rng.nextInt(masks.limit() / 9) + rng.nextInt(9);
      masks.put(at, (byte) (masks.get(at) ^ 1 << (at % 9 == 0 ? 0 : rng.nextInt(8))));
      try (var sim = simulator.open(SimOptions.seed(n).stalls(.2, .2))) {
        assertThat(told(sim, plan, List.of(), masks).error()).as("network %d, byte %d", n, at).isNotZero();
        assertThat(told(sim, plan, List.of(), plan.masks()).error()).isZero();
      }
    }
  }

  /** Nothing is kept before the engine knows how much: a host may send all streams at once. */
  @Test
  void beatsWaitUntilItIsSaidHowManyAreKept() {
    var plan = Planner.plan(EngineNetworks.network(new SplittableRandom(SEED)), FREE);
    try (var sim = simulator.open(SimOptions.seed(1))) {
      sim.send("msk", plan.masks());
      sim.send("rqc", plan.scales());
      sim.run(Until.idle(500));
      assertThat(sim.peek("msk_ready_o").or(sim.peek("rqc_ready_o"))).isZero();
      sim.send("cfg", plan.setup(true));
      assertThat(sim.run(Until.taken()).cycles()).as("all go in without an image").isLessThan(100L + plan.maskBeats() + plan.constantBeats() + Needs.words(plan.layers().size()) + plan.taps().size());
    }
  }

  /** A store of masks that is full too early halts the engine; one of constants that forgets its last one gives wrong values from the second image on. */
  @Test
  void aStoreThatLosesItsPlaceIsNoticed(@TempDir Path dir) {
    assertThatThrownBy(() -> broken(dir.resolve("masks"), STORE, "write_end & keeps_q", "keeps_q")).isInstanceOf(CheckFailed.class).hasMessageContaining("image 0: the engine stopped in layer");
    var report = broken(dir.resolve("constants"), CONSTANTS, "read_q == last_q", "read_q + 12'd1 == last_q");
    assertThat(report.mismatches()).isPositive();
    assertThat(report.first().orElseThrow().number()).isOne();
  }

  private static RunReport broken(Path dir, int depth, String from, String to) {
    var files = new LinkedHashMap<>(Emitter.emit(Netlist.elaborate(FREE), EmitOptions.defaults()));
    files.computeIfPresent("kept_stream_" + depth + ".v", (name, text) -> text.replace(from, to));
    Output.write(dir, files);
    var built = SimulatorBuild.standard().build(Design.read(dir.resolve("design.json")).watching(MemoryWrites.watch(FREE)));
    return EngineTest.run(IMAGES, FREE, built, EngineNetworks.network(new SplittableRandom(SEED)), new SplittableRandom(1), SimOptions.seed(1));
  }
}
