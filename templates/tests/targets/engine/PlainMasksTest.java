// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blocks.array.array.ArrayShape;
import blocks.engine.engine.Engine;
import blocks.engine.engine.Masks;
import blocks.mask.codec.MaskDamage;
import blocks.mask.codec.MaskStreamException;
import blocks.mask.codec.SupermaskCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import kakure.BadInput;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulator;
import kakure.data.IdxFiles;
import kakure.data.Part;
import kakure.network.Network;
import kakure.network.Shape;
import kakure.network.onnx.OnnxReader;
import kakure.target.Given;
import kakure.target.Runner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Engines that are sent plain masks: any network, the shipped one, predicted cycles, damaged streams, and what is refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlainMasksTest {
  private static final Path DIGITS = Path.of("").toAbsolutePath().resolve("../examples/digits").normalize();
  private static final EngineTarget TARGET = new EngineTarget();
  private static final Engine ENGINE = new Engine(3, 5, 4, 1, 4100, 2050, 2000, 128, 1, 1, 1, ArrayShape.SUM_BITS, false, Masks.PLAIN, false);
  private static final long SEED = 20260101;
  private static final int WORD = 9;

  private Simulator simulator;

  @BeforeAll
  void build(@TempDir Path dir) {
    simulator = EngineTest.build(ENGINE, dir);
  }

  private static Engine engine(String array, Network network, Map<String, String> more) {
    return (Engine) TARGET.top(new Given(Map.of("--array", array, "--fit", ""), more), network);
  }

  /** Words of a mask are counted in four bits at least, however few they are. */
  @Test
  void theSmallestNetworkOnTheSmallestArray(@TempDir Path dir) {
    var network = EngineNetworks.full(new SplittableRandom(SEED), new Shape(1, 2, 2), 2);
    var engine = engine("1x1x1", network, Map.of("masks", "plain"));
    var image = new byte[] {1, (byte) 200, 3, 90};
    assertThat(new Runner(new EngineRun(Planner.plan(network, engine)), EngineTest.build(engine, dir), SimOptions.seed(1)).run(2, i -> image, i -> 0, 1, n -> { }).first()).isEmpty();
  }

  @Test
  void theShippedNetworkOnASmallArray(@TempDir Path dir) {
    var network = OnnxReader.read(DIGITS.resolve("digits.onnx"));
    var engine = engine("2x2x4", network, Map.of("masks", "plain"));
    var images = IdxFiles.read(DIGITS, Part.TEST);
    var plan = new EngineRun(Planner.plan(network, engine));
    var report = new Runner(plan, EngineTest.build(engine, dir), SimOptions.seed(1).stalls(.1, .1)).run(2, images::image, images::label, 1, n -> { });
    assertThat(report.first()).isEmpty();
    assertThat(report.compared()).isPositive();
    assertThat(plan.steps()).allSatisfy(step -> assertThat(step.figures()).anyMatch(f -> f.key().equals("codec") && f.value().toString().startsWith("plain")));
    double bits = plan.plan().layers().stream().mapToLong(l -> l.mask().statistics().bits()).sum();
    assertThat(bits / network.weights()).as("bits a weight, headers and filling included").isBetween(1.0, 1.02);
  }

  @Test
  void everyGeometryEqualsTheGoldenNetwork() {
    EngineTest.runs(ENGINE, simulator, SEED, 20);
  }

  @Test
  void cyclesArePredicted() {
    for (int n = 0; n < 10; n++) {
      var rng = new SplittableRandom(SEED + 1000 + n);
      var network = EngineNetworks.network(rng);
      var images = new byte[2][network.input().elements()];
      for (var image : images) rng.nextBytes(image);
      var report = new Runner(new EngineRun(Planner.plan(network, ENGINE)), simulator, SimOptions.seed(n)).run(2, i -> images[i], i -> 0, 1, i -> { });
      for (var ran : report.steps()) {
        assertThat((double) ran.step().plannedCycles()).as("%s of network %d", ran.step().name(), n).isBetween(ran.cycles() * .95 - 30, ran.cycles() * 1.05 + 30);
      }
    }
  }

  @Test
  void aDamagedStreamHaltsTheEngineWithItsFault() {
    var errors = new TreeSet<Integer>();
    for (int i = 0; i < 60; i++) {
      var rng = new SplittableRandom(SEED + i);
      var network = EngineNetworks.network(rng);
      var plan = Planner.plan(network, ENGINE);
      long[] good = plan.layers().get(0).mask().beats();
      long[] bad = damaged(good, i, rng);
      var all = plan.masks();
      var masks = ByteBuffer.allocate(all.limit() + WORD * bad.length).order(ByteOrder.LITTLE_ENDIAN);
      for (int w = 0; w < bad.length; w++) masks.put((byte) (w == bad.length - 1 ? 1 : 0)).putLong(bad[w]);
      masks.put(all.position(WORD * good.length)).flip();
      try (var sim = simulator.open(SimOptions.seed(i).stalls(.1, .1))) {
        var decoder = EngineTest.oneImage(sim, plan, masks, new byte[network.input().elements()]);
        assertThat(decoder.error()).as("stream %d", i).isNotZero();
        // Before a wrong check sum is known, and where the words are not as many as they say, whatever is stumbled over first.
        if (fault(bad) != 4 && (bad[0] == good[0] || (int) bad[0] == bad.length)) assertThat(decoder.error()).as("stream %d", i).isEqualTo(fault(bad));
        assertThat(sim.peek("halted_o").intValue()).isEqualTo(1);
        errors.add(decoder.error());
      }
    }
    assertThat(errors).contains(1, 2, 4, 5, 6);
  }

  /** A stream that is none any more. */
  private static long[] damaged(long[] good, int i, SplittableRandom rng) {
    for (int kind = i;; kind++) {
      long[] bad = MaskDamage.INDICES.of(good, kind, rng);
      if (fault(bad) != 0) return bad;
    }
  }

  private static int fault(long[] words) {
    try {
      SupermaskCodec.decode(words, ENGINE.maskLayout());
      return 0;
    } catch (MaskStreamException e) {
      return e.fault().code();
    }
  }

  @Test
  void whatPlainBitsDoNotSayIsRefused() {
    var network = EngineNetworks.network(new SplittableRandom(SEED));
    assertThat(engine("4x2x4", network, Map.of("masks", "plain")).oneof()).as("of itself").isOne();
    assertThatThrownBy(() -> engine("4x2x4", network, Map.of("masks", "plain", "oneof", "4"))).isInstanceOf(BadInput.class).hasMessageContaining("masks = plain, oneof = 4: plain bits are all");
    assertThatThrownBy(() -> TARGET.top(new Given(Map.of("--array", "4x2x4", "--group", "4"), Map.of("masks", "plain")), network)).isInstanceOf(BadInput.class).hasMessageContaining("masks = plain, group = 4");
    assertThatThrownBy(() -> new Engine(4, 2, 4, 1, 32, 12, 16, 64, 1, 4, 4, 20, false, Masks.PLAIN, false)).hasMessageContaining("masks = plain, group = 4");
    assertThatThrownBy(() -> engine("4x2x4", network, Map.of("masks", "raw"))).isInstanceOf(BadInput.class).hasMessageContaining("masks = \"raw\" is none of coded, plain");
  }
}
