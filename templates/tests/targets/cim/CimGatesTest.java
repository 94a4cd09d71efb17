// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static targets.cim.CimTargetTest.SMALL;
import static targets.cim.CimTargetTest.cycles;
import static targets.cim.CimTargetTest.sum;

import blocks.cim.cimtile.CimTile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kakure.BadInput;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulator;
import kakure.network.Network;
import kakure.network.Node;
import kakure.target.Given;
import kakure.target.PlanException;
import kakure.target.RunReport;
import kakure.target.Runner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Channel gates that the tile decides itself ({@code --gates tile}), on the network of {@link CimTargetTest}. */
class CimGatesTest {
  private final Network network = CimTargetTest.network(3);
  private final CimTarget target = new CimTarget();

  private static RunReport run(CimPlan plan, Simulator hardware, int images) {
    return new Runner(plan, hardware, SimOptions.seed(5)).run(images, CimTargetTest::image, i -> 0, 1, n -> { });
  }

  /** The tile's own channel gate decides what the network does, is compared with it, and switches off the same. */
  @Test
  void gatesThatTheTileDecidesAreTheNetworks(@TempDir Path dir) {
    var host = (CimPlan) target.plan(network, target.top(new Given(Map.of(), SMALL), network), new Given(Map.of(), SMALL));
    var given = new Given(Map.of("--gates", "tile"), SMALL);
    var top = target.top(given, network);
    assertThat(List.of(top.gate(), top.positions(), top.channels())).containsExactly(4, 36, 6);
    var plan = (CimPlan) target.plan(network, top, given);
    assertThat(plan.remarks()).containsExactly("decided by the tile's own channel gate: gate");
    var hardware = CimTargetTest.simulator(dir.resolve("tile"), top, "accumulator", "", "");
    var report = run(plan, hardware, 6);
    assertThat(report.first()).isEmpty();
    // as where the host decides, and six gates before each of the two layers that they switch
    assertThat(report.compared()).isEqualTo(6L * (3 * 216 + 5 + 4 * 8 + 2 * 6));
    var byHost = run(host, CimTargetTest.simulator(dir.resolve("host"), (CimTile) host.top(), "accumulator", "", ""), 6);
    for (var key : List.of("precharges", "pulses", "conversions", "off", "wakes")) assertThat(sum(report, key)).as(key).isEqualTo(sum(byHost, key));
    assertThat(cycles(report)).isEqualTo(cycles(byHost));
    long more = plan.plannedCycles() - host.plannedCycles();
    assertThat(report.cyclesPerCase() - byHost.cyclesPerCase()).as("what deciding costs is planned to a handful of cycles").isCloseTo(more, within(10.));
    var wrong = CimTargetTest.simulator(dir.resolve("wrong"), top, "gate_sequencer", "z * mul + add", "z * mul - add");
    assertThat(run(plan, wrong, 6).first().orElseThrow().text()).contains("gate gate before layer first");
  }

  @Test
  void aGateThatNoTileDecidesIsTheHosts() {
    assertThatThrownBy(() -> target.top(new Given(Map.of("--gates", "both"), SMALL))).isInstanceOf(BadInput.class).hasMessageContaining("host or tile");
    assertThatThrownBy(() -> target.plan(network, target.top(new Given(Map.of(), SMALL), network), new Given(Map.of("--gates", "tile"), SMALL))).isInstanceOf(PlanException.class).hasMessageContaining("--set gate=4");
    var plain = network.with(network.nodes().stream().map(n -> n.name().equals("second") ? new Node("second", "first", n.op()) : n).filter(n -> !List.of("gate", "mean", "squeeze", "decide").contains(n.name())).toList());
    assertThatThrownBy(() -> target.top(new Given(Map.of("--gates", "tile"), SMALL), plain)).isInstanceOf(PlanException.class).hasMessageContaining("leave it out");
  }
}
