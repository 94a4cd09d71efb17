// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kakure.ExternalTool;
import kakure.cosim.Design;
import kakure.cosim.SimOptions;
import kakure.cosim.SimulatorBuild;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.emit.Output;
import kakure.kernel.Netlist;
import kakure.target.Given;
import kakure.target.RunReport;
import kakure.target.Runner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network with 3x3 and 1x1 layers on segments of three rows, of which 1, 3, 6 or 12 share a line: sums and cycles are the golden model's, and so the formula's, pattern by pattern. */
class CimThreesTest {
  private static final Map<String, String> THREES = Map.of("rows", "36", "columns", "8", "segments", "12", "groups", "2", "neighbours", "3");

  @Test
  void everyLayerTakesAPatternOfThreesAndTheCyclesOfTheFormula(@TempDir Path dir) {
    new ExternalTool("verilator").require();
    var target = new CimTarget();
    var network = CimTargetTest.network(3);
    var given = new Given(Map.of(), THREES);
    var tile = target.top(given, network);
    assertThat(tile.shape().together(3)).as("the widest pattern").isEqualTo(12);
    Output.write(dir.resolve("rtl"), Emitter.emit(Netlist.elaborate(tile), EmitOptions.defaults()));
    var simulator = SimulatorBuild.standard().quick().build(Design.read(dir.resolve("rtl")));
    var plan = (CimPlan) target.plan(network, tile, given);
    assertThat(plan.layers()).as("3x3 and 1x1").extracting(l -> l.mapping().layer().taps()).contains(1, 9);
    double before = Double.MAX_VALUE;
    for (int pattern = 0; pattern <= 3; pattern++) {
      int p = pattern;
      var placed = plan.layers().stream().map(l -> new Placed(l.node(), l.vectors(), l.switches(), l.mapping().with(p))).toList();
      var one = new CimPlan(network, tile, plan.gating(), placed, List.of(), placed.stream().map(l -> 1L).toList(), Map.of(), Optional.empty(), plan.reference());
      var report = new Runner(one, simulator, SimOptions.seed(5)).run(2, CimTargetTest::image, i -> 0, 1, n -> { });
      assertThat(report.first()).as("pattern %d", p).isEmpty();
      double cycles = report.steps().stream().mapToDouble(RunReport.Ran::cycles).sum();
      assertThat(cycles).as("pattern %d", p).isLessThan(before);
      before = cycles;
    }
  }
}
