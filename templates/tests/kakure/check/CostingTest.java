// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import blocks.array.accumulator.AccumulatorSpec;
import blocks.array.adder.AdderTree;
import blocks.array.adder.AdderTreeSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.BadInput;
import kakure.CheckFailed;
import kakure.ExternalTool;
import kakure.eda.Cells;
import kakure.eda.EnergyModel;
import kakure.eda.Pricing;
import kakure.eda.Synthesis;
import kakure.eda.Tool;
import kakure.eda.Yosys;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.emit.Output;
import kakure.kernel.Block;
import kakure.kernel.Netlist;
import kakure.spec.BlockSpec;
import kakure.spec.Domain;
import kakure.spec.FunctionModel;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostingTest {
  private static final Path TINY = Path.of("../generator/src/test/resources/eda/tiny.lib");

  @TempDir
  private Path folder;

  @BeforeAll
  static void tools() {
    new ExternalTool("verilator").require();
    new ExternalTool("yosys").require();
  }

  /** A block's specification with points and a golden function of the test's own. */
  private record Given<B extends Block>(String name, B usual, FunctionModel golden, List<long[]> directed) implements BlockSpec<B> {
    @Override
    public String summary() {
      return name;
    }

    @Override
    public List<B> corners() {
      return List.of(usual);
    }

    @Override
    public B random(SplittableRandom rng) {
      return usual;
    }

    @Override
    public FunctionModel golden(B block) {
      return golden;
    }

    @Override
    public List<long[]> directed(B block) {
      return directed;
    }

    /** The directed points in turn, for ever. */
    @Override
    public Domain domain(B block, long seed) {
      var points = space(block).directed(directed);
      return new Domain() {
        @Override
        public long size() {
          return Long.MAX_VALUE;
        }

        @Override
        public Cursor cursor() {
          var cursor = points.cursor();
          return (index, in) -> cursor.point(index % points.size(), in);
        }
      };
    }
  }

  private static BlockSpec<AdderTree> adder(int inputs, int width, long[]... points) {
    var tree = new AdderTree(inputs, width);
    return new Given<>("adder", tree, new AdderTreeSpec().golden(tree), List.of(points));
  }

  static BlockSpec<LateAnd> late(int latency) {
    return new Given<>("late", new LateAnd(), FunctionModel.registered(latency, (in, out) -> out[0] = in[0] & in[1]), List.of(new long[] {0, 3}, new long[] {2, 3}, new long[] {2, 3}));
  }

  private <B extends Block> Cells netlist(BlockSpec<B> spec) {
    var files = Emitter.emit(Netlist.elaborate(spec.usual()), EmitOptions.defaults());
    Output.write(folder.resolve("d"), files);
    var pricing = Pricing.of(TINY);
    var synthesis = new Synthesis(new Yosys(folder.resolve("d")), pricing.library());
    synthesis.map(spec.usual().moduleName(), files.get("logic.f").lines().toList(), List.of(), pricing.around());
    synthesis.models(Pricing.MODELS);
    return Cells.read(folder.resolve("d/netlist.json"), spec.usual().moduleName());
  }

  private <B extends Block> Activity activity(BlockSpec<B> spec, Cells cells, int points) {
    return Activity.of(spec, spec.usual(), cells, folder.resolve("d"), Pricing.MODELS, points, 1, step -> { });
  }

  private static long of(Cells cells, Activity activity, String port, int bit) {
    return activity.transitions()[cells.ports().get(port).bits().get(bit)];
  }

  /** 0 + 0, 1 + 1, 0 + 0 ...: bit 1 of the sum changes each time, bit 0 never. */
  @Test
  void transitionsAreCounted() {
    var spec = adder(2, 1, new long[] {0, 0}, new long[] {1, 1});
    var cells = netlist(spec);
    var activity = activity(spec, cells, 101);
    assertThat(activity.operations()).isEqualTo(100);
    assertThat(of(cells, activity, "x_0_i", 0)).isEqualTo(100);
    assertThat(of(cells, activity, "sum_o", 1)).isEqualTo(100);
    assertThat(of(cells, activity, "sum_o", 0)).isZero();
  }

  /** More bits than a word has, and more points than a frame. */
  @Test
  @Tag("slow")
  void wideNetlistsAreCountedOverManyFrames() {
    var spec = adder(3, 40, new long[] {0, 0, 0}, new long[] {1L << 39, 0, 0});
    var cells = netlist(spec);
    assertThat(cells.nets()).isGreaterThan(200);
    var activity = activity(spec, cells, 2501);
    for (int bit = 0; bit < 40; bit++) assertThat(of(cells, activity, "x_0_i", bit)).as("bit " + bit).isEqualTo(bit == 39 ? 2500 : 0);
    assertThat(of(cells, activity, "sum_o", 39)).isEqualTo(2500);
    assertThat(of(cells, activity, "sum_o", 38)).isZero();
  }

  /** Bit 1 of a is 0, 1, 1 in turn, b always 1: two changes in three cycles of a and of each register; the clock has two a cycle. */
  @Test
  void registersAreSeenBeforeTheEdge() {
    var cells = netlist(late(2));
    var activity = activity(late(2), cells, 302);
    assertThat(activity.operations()).isEqualTo(300);
    assertThat(of(cells, activity, "a_i", 1)).isEqualTo(200);
    assertThat(of(cells, activity, "a_i", 0)).isZero();
    assertThat(of(cells, activity, "b_i", 1)).isZero();
    assertThat(of(cells, activity, "q_o", 1)).isEqualTo(200);
    assertThat(of(cells, activity, "clk_i", 0)).isEqualTo(600);
    assertThatThrownBy(() -> activity(late(1), cells, 302)).isInstanceOf(CheckFailed.class).hasMessageContaining("late_and does not compute what its golden function says").hasMessageContaining("q_o");
  }

  @Test
  void inputsThatNeverChangeTakeNoEnergy() {
    var spec = adder(3, 4, new long[] {5, 9, 3});
    var cells = netlist(spec);
    var activity = activity(spec, cells, 50);
    var pricing = Pricing.of(TINY);
    assertThat(new EnergyModel(cells, pricing.tables(), pricing.around()).of(activity.transitions(), activity.operations()).total()).isZero();
  }

  @Test
  void aBlockIsPricedWithItsEnergy() {
    var steps = new ArrayList<String>();
    var costing = new Costing(Pricing.of(TINY), folder, 500, 7, steps::add);
    var small = costing.of(new AdderTreeSpec(), new AdderTree(2, 3));
    var large = costing.of(new AdderTreeSpec(), new AdderTree(4, 6));
    assertThat(small.module()).isEqualTo("adder_tree_2x3");
    assertThat(small.price().delayBy()).isEqualTo("ABC");
    assertThat(small.price().delay()).isPositive().isLessThan(large.price().delay());
    assertThat(small.price().area()).isPositive().isLessThan(large.price().area());
    assertThat(small.price().lookups()).extracting("family").containsExactly("iCE40", "xc7, no DSP", "xc7");
    assertThat(small.price().lookups()).allMatch(l -> l.luts() > 0);
    var energy = small.energy().orElseThrow();
    assertThat(energy.operations()).isEqualTo(499);
    assertThat(energy.annotated()).isEqualTo(energy.pins());
    assertThat(energy.internal()).isPositive();
    assertThat(energy.total()).isLessThan(large.energy().orElseThrow().total());
    assertThat(costing.price(new AdderTree(2, 3))).isEqualTo(new Cost("adder_tree_2x3", small.price(), Optional.empty()));
    assertThat(steps).contains("synthesis of adder_tree_2x3", "energy of adder_tree_2x3");
  }

  /** A wire has no cells, no delay and no energy but its inputs'. */
  @Test
  void aWireIsPriced() {
    var cost = new Costing(Pricing.of(TINY), folder, 100, 1, step -> { }).of(new AdderTreeSpec(), new AdderTree(1, 4));
    assertThat(cost.price().area()).isZero();
    assertThat(cost.price().delay()).isZero();
    assertThat(cost.energy().orElseThrow().internal()).isZero();
    assertThat(cost.energy().orElseThrow().inputs()).isPositive();
  }

  /** Timing of registers needs OpenSTA. An input behind its driver .015 ns, NAND .155, INV .13, setup .1; the registers alone would take .21. */
  @Test
  void aClockedBlockIsPricedByOpenSta() {
    Assumptions.assumeTrue(Tool.ALL.stream().anyMatch(t -> t.name().equals("sta") && t.find().isPresent()), "OpenSTA is not installed");
    var cost = new Costing(Pricing.of(TINY), folder, 100, 1, step -> { }).of(late(2), new LateAnd());
    assertThat(cost.price().delayBy()).isEqualTo("OpenSTA");
    assertThat(cost.price().delay()).isCloseTo(400, within(1.0));
    assertThat(cost.energy().orElseThrow().inputs()).as("four flip-flops, 4 fF, two transitions a cycle, 2 V").isGreaterThanOrEqualTo(16);
  }

  @Test
  void whatIsNoFunctionOrHasNoCellsIsRefused() throws Exception {
    var costing = new Costing(Pricing.of(TINY), folder, 100, 1, step -> { });
    assertThatThrownBy(() -> costing.of(new AccumulatorSpec(), new AccumulatorSpec().usual())).isInstanceOf(BadInput.class).hasMessageContaining("accumulator has a state");
    var text = Files.readString(TINY);
    var without = Files.writeString(folder.resolve("n.lib"), text.substring(0, text.indexOf("  cell (DFF)")) + "}\n");
    assertThatThrownBy(() -> new Costing(Pricing.of(without), folder, 100, 1, step -> { }).of(late(2), new LateAnd())).isInstanceOf(BadInput.class).hasMessageContaining("n.lib has no flip-flop, and late_and has registers");
  }
}
