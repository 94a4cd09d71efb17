// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blocks.engine.engine.Engine;
import blocks.engine.engine.EngineMemory;
import blocks.engine.engine.Masks;
import blocks.engine.engine.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.SplittableRandom;
import kakure.BadInput;
import kakure.cosim.SimOptions;
import kakure.network.Chain;
import kakure.network.Hidden;
import kakure.network.Linear;
import kakure.network.Mask;
import kakure.network.Network;
import kakure.network.Node;
import kakure.network.Planes;
import kakure.network.Requantise;
import kakure.network.Shape;
import kakure.network.Window;
import kakure.target.Given;
import kakure.target.PlanException;
import kakure.target.Runner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memories follow the network: larger than usual where it needs that, as small as it allows with --fit, and never other than --set says. */
class NeedsTest {
  private static final EngineTarget TARGET = new EngineTarget();
  private static final SplittableRandom RNG = new SplittableRandom(1);
  private static final Network FULL = EngineNetworks.full(RNG, new Shape(1, 28, 28), 64, 32, 10);
  private static final Network SMALL = EngineNetworks.behind(RNG, new Shape(3, 8, 8), Window.square(3, 1, 1), 20);

  private static Engine top(Network network, Map<String, String> options, Map<String, String> set) {
    return TARGET.top(new Given(options, set), network);
  }

  @Test
  void memoriesAreAsUsualUnlessTheNetworkNeedsMore() {
    assertThat(top(SMALL, Map.of(), Map.of())).isEqualTo(Engine.of(16, 8, 32));
    var grown = top(FULL, Map.of(), Map.of());
    assertThat(grown.maskDepth()).as("784 taps of a channel; usual are 288").isEqualTo(784);
    assertThat(grown.rows()).isEqualTo(Engine.of(16, 8, 32).rows());
    assertThat(Planner.plan(FULL, grown).layers()).hasSize(3);
  }

  @Test
  void fittedMemoriesAreTheSmallestThatHoldTheNetwork() {
    var fitted = top(SMALL, Map.of("--fit", "true"), Map.of());
    assertThat(fitted.rows()).as("20 channels of 8 x 8 pixels: 2 groups of 8 rows").isEqualTo(16);
    assertThat(fitted.maskDepth()).as("2 groups x 64 taps").isEqualTo(128);
    assertThat(fitted.taps()).as("9 and 64").isEqualTo(73);
    assertThat(fitted.program()).as("2 layers, a load, an end").isEqualTo(32);
    long kept = Planner.plan(SMALL, fitted).layers().stream().map(l -> l.layer().mask()).mapToLong(m -> IntStream.range(0, m.outputs()).mapToLong(m::keptOf).max().orElseThrow()).max().orElseThrow();
    assertThat(fitted.sumBits()).as("255 times the weights that an output keeps").isEqualTo(64 - Long.numberOfLeadingZeros(255 * kept)).isLessThan(Engine.of(16, 8, 32).sumBits());
    Planner.plan(SMALL, fitted);
    for (var less : Map.of("rows", 14, "maskDepth", 127, "taps", 72, "program", 31).entrySet()) {
      var smaller = top(SMALL, Map.of("--fit", "true"), Map.of(less.getKey(), less.getValue().toString()));
      assertThatThrownBy(() -> Planner.plan(SMALL, smaller)).as(less.getKey()).isInstanceOf(PlanException.class).hasMessageContaining("--set " + less.getKey() + "=" + (less.getValue() + (less.getKey().equals("rows") ? 2 : 1)));
    }
  }

  /** Two filters of 7 bits fill a row in the model's order; in the order of bits one of them shares a row, and its planes, with that of 8 bits: 50 weights of 191 in place of 127. */
  @Test
  void fittedSumsAreThoseOfSortedFilters() {
    var chain = new Chain("mixed", 1, new Shape(50, 8, 8));
    var ones = Mask.of(3, 50, 1, (o, c, t) -> true);
    var low = Mask.of(3, 50, 1, (o, c, t) -> o < 2);
    var planes = new ArrayList<>(List.of(ones));
    while (planes.size() < 8) planes.add(low);
    chain.hidden("l0", Window.square(1, 1, 0), ones, new Requantise(new int[] {1, 1, 1}, new long[3], new int[] {14, 14, 14}));
    chain.hidden("l1", Window.whole(chain.shape()), Mask.of(2, 3, 64, (o, c, t) -> true), null);
    var hidden = chain.network();
    var first = (Linear) hidden.nodes().get(0).op();
    var last = (Linear) hidden.nodes().get(1).op();
    var network = hidden.with(List.of(new Node("l0", Network.IMAGE, new Linear(first.window(), new Planes(planes, new int[] {7, 7, 8}), first.requantise())),
        new Node("l1", "l0", new Linear(last.window(), new Planes(List.of(((Hidden) last.weights()).mask()), new int[] {1, 1}), last.requantise()))));
    var fitted = top(network, Map.of("--fit", "true", "--array", "2x1x2"), Map.of());
    assertThat(fitted.sumBits()).as("255 x 50 x 191 = 2435250; 255 x 50 x 128 would take 21").isEqualTo(22);
    assertThat(fitted.counts().narrow()).as("and nothing that can be spared stays").isTrue();
    Planner.plan(network, fitted);
    assertThat(top(network, Map.of("--fit", "true", "--array", "2x1x2"), Map.of("counts", "10x16x16x32x1")).sumBits()).isEqualTo(22);
  }

  @Test
  void fittedCountersAreTheNarrowestThatHoldTheNetwork() {
    var fitted = top(SMALL, Map.of("--fit", "true", "--array", "1x1x1"), Map.of());
    assertThat(fitted.counts().toString()).as("8 columns and lines, 64 tiles, 20 channels; 8 times the cycles of the longer layer").matches("5x7x5x\\d{2}x0");
    Planner.plan(SMALL, fitted);
    for (var less : new String[] {"5x6x5x32x1", "5x7x4x32x1", "10x16x4x32x0"}) {
      var narrower = top(SMALL, Map.of("--fit", "true", "--array", "1x1x1"), Map.of("counts", less));
      assertThatThrownBy(() -> Planner.plan(SMALL, narrower)).as(less).isInstanceOf(PlanException.class).hasMessageContaining("counts of 5x7x5x").hasMessageContaining("the engine has " + less + ": --set counts=" + less.replace("x6x5x", "x7x5x").replace("x4x", "x5x"));
    }
    var tall = EngineNetworks.behind(RNG, new Shape(1, 64, 3), Window.square(3, 1, 1), 2);
    assertThat(top(tall, Map.of("--fit", "true", "--array", "1x16x1"), Map.of()).counts().coord()).as("64 lines; the last tile of 16 pixels at a pitch of 3 begins at the last and touches no more").isEqualTo(7);
    assertThat(top(SMALL, Map.of(), Map.of()).counts().narrow()).isFalse();
    assertThatThrownBy(() -> top(SMALL, Map.of(), Map.of("counts", "10x16"))).isInstanceOf(BadInput.class).hasMessageContaining("no list of five numbers");
    assertThatThrownBy(() -> top(SMALL, Map.of(), Map.of("counts", "10x16x3x32x1"))).isInstanceOf(BadInput.class).hasMessageContaining("bits of channels = 3");
  }

  @Test
  void leanEnginesHaveMemoriesOfOnePortAndMapsFromRow0On() {
    var lean = top(SMALL, Map.of("--fit", "true", "--array", "1x1x1"), Map.of("serial", "true"));
    assertThat(lean.lean()).isTrue();
    assertThat(OnePort.of(Planner.plan(SMALL, lean))).containsExactly(lean.memory().word().moduleName());
    assertThat(lean.memory().word().depth()).as("all rows in one").isEqualTo(lean.rows());
    var program = new Program(lean);
    program.load(0, 0, 1, 1);
    var layer = program.layer(0, Planner.plan(SMALL, lean).layers().get(0).order(), 1);
    assertThatThrownBy(() -> layer.writes(0, 4, 1)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("base = 4, but in this engine maps begin in row 0");
    assertThatThrownBy(() -> layer.reads(0, 2, 1)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("src_base = 2, but in this engine maps begin in row 0");
    assertThat(top(SMALL, Map.of("--fit", "true", "--array", "1x2x1"), Map.of("serial", "true")).lean()).as("two pixels a row").isFalse();
  }

  @Test
  void programAndTapsOfASmallNetworkShareAMemory() {
    var small = top(SMALL, Map.of("--fit", "true", "--array", "1x1x1"), Map.of());
    assertThat(EngineMemory.of(small)).as("32 words, behind 128 places 73 taps").hasSize(4).last().isEqualTo(new EngineMemory("program and taps", 1, 201, 64));
    var many = top(SMALL, Map.of("--fit", "true", "--array", "1x1x1"), Map.of("taps", "129"));
    assertThat(EngineMemory.of(many)).as("no 256 words are enough").hasSize(5).last().isEqualTo(new EngineMemory("program", 1, 32, 64));
    assertThat(top(SMALL, Map.of(), Map.of()).joined()).isFalse();
  }

  @Test
  void aSearchTakesWhatNeedsTheLeastLogicAndLeavesWhatIsSaid() {
    var first = TARGET.sized(TARGET.spare(Given.NOTHING), 32).get(0);
    assertThat(first.name()).as("four lanes of signs, eight sums").isEqualTo("4x1x8");
    assertThat(TARGET.top(first.given(), SMALL)).matches(e -> e.serial() && e.halfRate() && e.masks() == Masks.PLAIN && e.drain() == 2);
    var said = TARGET.spare(new Given(Map.of(), Map.of("serial", "false", "masks", "coded", "drain", "4")));
    assertThat(TARGET.top(TARGET.sized(said, 32).get(0).given(), SMALL)).matches(e -> !e.serial() && e.halfRate() && e.masks() == Masks.CODED && e.drain() == 4);
  }

  @Test
  void whatIsSetStays() {
    var set = top(SMALL, Map.of("--fit", "true"), Map.of("rows", "500", "taps", "300"));
    assertThat(set.rows()).isEqualTo(500);
    assertThat(set.taps()).isEqualTo(300);
    assertThat(set.program()).isEqualTo(32);
    assertThat(Needs.fitted(new Engine(2, 2, 4, 1, 4, 1, 16, 16, 1, 1, 1), SMALL, Set.of("rows", "maskDepth", "taps", "program"), true).rows()).isEqualTo(4);
  }

  @Test
  void whatNoEngineHasIsSaidSo() {
    var wide = EngineNetworks.behind(RNG, new Shape(1, 130, 127), Window.square(3, 1, 1), 2);
    assertThatThrownBy(() -> top(wide, Map.of(), Map.of())).isInstanceOf(PlanException.class).hasMessageContaining("16510 taps, a table holds 16384 at most");
    var chain = new Chain("rows", 1, new Shape(17_000, 2, 2));
    chain.hidden("l0", Window.whole(chain.shape()), Mask.of(2, 17_000, 4, (o, c, t) -> t == 0), null);
    var rows = chain.network();
    assertThatThrownBy(() -> Planner.plan(rows, top(rows, Map.of("--array", "1x1x1"), Map.of()))).isInstanceOf(PlanException.class).hasMessageContaining("no engine has more than 65536; more channels or pixels a row hold more");
  }

  @Test
  void otherSizesAreRanked() {
    var splits = TARGET.candidates(new Given(Map.of("--elements", "12"), Map.of()));
    assertThat(splits).extracting(c -> c.name()).contains("1x1x12", "3x2x2", "12x1x1").hasSize(18);
    assertThat(splits).allSatisfy(c -> assertThat(TARGET.top(c.given(), SMALL).elements()).isEqualTo(12));
    assertThat(TARGET.candidates(new Given(Map.of("--array", "all"), Map.of()))).allSatisfy(c -> assertThat(TARGET.top(c.given()).elements()).isEqualTo(4096));
    for (var wrong : new String[] {"0", "-1", "x", "1048577", "9999999999", "65537"}) {
      assertThatThrownBy(() -> TARGET.candidates(new Given(Map.of("--elements", wrong), Map.of()))).as(wrong).isInstanceOf(BadInput.class).hasMessageStartingWith("--elements " + wrong);
    }
    assertThatThrownBy(() -> TARGET.candidates(new Given(Map.of("--elements", "12", "--array", "2x2x3"), Map.of()))).isInstanceOf(BadInput.class).hasMessageContaining("give one of them");
    assertThatThrownBy(() -> TARGET.top(new Given(Map.of("--elements", "12"), Map.of()))).isInstanceOf(BadInput.class).hasMessageContaining("belongs to 'plan'");
  }

  @Test
  void aFittedEngineComputes(@TempDir Path dir) {
    for (var network : new Network[] {SMALL, FULL}) {
      var engine = top(network, Map.of("--fit", "true", "--array", "4x4x8"), Map.of());
      var image = new byte[network.input().elements()];
      new SplittableRandom(3).nextBytes(image);
      var simulator = EngineTest.build(engine, dir.resolve(engine.moduleName()));
      assertThat(new Runner(new EngineRun(Planner.plan(network, engine)), simulator, SimOptions.seed(1)).run(1, i -> image, i -> 0, 1, n -> {}).first()).as(engine.moduleName()).isEmpty();
    }
  }
}
