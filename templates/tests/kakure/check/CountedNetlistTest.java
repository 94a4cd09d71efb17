// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import blocks.array.adder.AdderTree;
import blocks.array.adder.AdderTreeSpec;
import blocks.cell.clockgate.ClockGate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kakure.ExternalTool;
import kakure.cosim.CycleRun;
import kakure.cosim.Design;
import kakure.cosim.Port;
import kakure.cosim.SimOptions;
import kakure.cosim.SimulatorBuild;
import kakure.cosim.ToggleCounts;
import kakure.cosim.Until;
import kakure.eda.Cells;
import kakure.eda.CountedNetlist;
import kakure.eda.EnergyModel;
import kakure.eda.Pricing;
import kakure.eda.Synthesis;
import kakure.eda.Yosys;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.emit.Output;
import kakure.kernel.Block;
import kakure.kernel.Netlist;
import kakure.spec.BlockSpec;
import kakure.spec.FunctionModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a simulator counts in a netlist, beside what is counted in Java, and beside what a reader adds up. */
class CountedNetlistTest {
  private static final Path TINY = Path.of("../generator/src/test/resources/eda/tiny.lib");

  @TempDir
  private Path folder;

  @BeforeAll
  static void tools() {
    new ExternalTool("verilator").require();
    new ExternalTool("yosys").require();
  }

  private static Cells.Port in(int... nets) {
    return new Cells.Port(true, Arrays.stream(nets).boxed().toList());
  }

  private static Cells.Port out(int... nets) {
    return new Cells.Port(false, Arrays.stream(nets).boxed().toList());
  }

  /** Of a netlist written by hand, whose ports have one bit each. */
  private ToggleCounts counts(CountedNetlist netlist, int cycles, Path... more) throws Exception {
    var pricing = Pricing.of(TINY);
    Files.writeString(folder.resolve("counted.v"), netlist.verilog());
    new Synthesis(new Yosys(folder), pricing.library()).models(Pricing.MODELS);
    var files = new ArrayList<>(List.of(folder.resolve("counted.v").toAbsolutePath(), folder.resolve(Pricing.MODELS).toAbsolutePath()));
    files.addAll(List.of(more));
    var ports = new ArrayList<Port>();
    netlist.cells().ports().forEach((name, port) -> ports.add(new Port(ports.size(), name, port.input(), 1, false, name.equals("clk_i"))));
    var design = new Design("top", folder, files, Optional.of(ports.get(0)), Optional.empty(), false, ports, List.of());
    try (var sim = SimulatorBuild.standard().quick().build(design.counting(netlist.toggles())).open(SimOptions.seed(3))) {
      if (netlist.cells().ports().containsKey("en_i")) sim.run(Until.cycles(cycles));
      sim.toggles();
      if (netlist.cells().ports().containsKey("en_i")) sim.poke("en_i", 1);
      sim.run(Until.cycles(cycles));
      return sim.toggles();
    }
  }

  /**
   * A flip-flop that turns over: q 1, its inverse 2. With 2 V a femtofarad takes 2 fJ a transition. q loads 2 fF of the inverter and 4 of what is behind the port, 12 fJ; its inverse 1 fF, 2 fJ; the clock 1 fF, 2 fJ. Within, the flip-flop
   * takes (3 + 1) / 2 fJ a transition of its clock and (4 + 4) / 2 of q, the inverter, whose input has a slew of .1, (0 + 2) / 2.
   */
  @Test
  void energyIsWhatAReaderAddsUp() throws Exception {
    var ports = new LinkedHashMap<String, Cells.Port>();
    ports.put("clk_i", in(0));
    ports.put("q_o", out(1));
    var cells = new Cells("top", ports, List.of(new Cells.Instance("DFF", Map.of("D", 2, "CK", 0, "Q", 1)), new Cells.Instance("INV", Map.of("A", 1, "Y", 2))), 3);
    var pricing = Pricing.of(TINY);
    var netlist = CountedNetlist.of(cells, pricing.library(), "clk_i", Set.of());
    assertThat(netlist.clocks()).containsExactly(0);
    var counts = counts(netlist, 100);
    assertThat(counts.cycles()).isEqualTo(100);
    var transitions = netlist.transitions(counts);
    assertThat(transitions).as("the clock was not looked at before").containsExactly(199, 99, 99);
    var model = new EnergyModel(cells, pricing.tables(), pricing.around());
    var shares = model.shares(transitions);
    assertThat(shares.inputs()).isCloseTo(199 * 2.0, within(1e-6));
    assertThat(shares.within()[0]).isCloseTo(199 * 2.0 + 99 * 4.0, within(1e-6));
    assertThat(shares.charged()[0]).isCloseTo(99 * 12.0, within(1e-6));
    assertThat(shares.within()[1]).isCloseTo(99 * 1.0, within(1e-6));
    assertThat(shares.charged()[1]).isCloseTo(99 * 2.0, within(1e-6));
    assertThat(model.of(transitions, 1).total()).isCloseTo(shares.internal() + shares.nets() + shares.inputs(), within(1e-9));
  }

  /** Behind a gate that is closed the clock does not change, nor does what it clocks. */
  @Test
  void aGatedClockCountsWhereItPasses() throws Exception {
    var gate = Files.writeString(folder.resolve("clock_gate.v"), Emitter.emit(Netlist.elaborate(new ClockGate()), EmitOptions.defaults()).get("clock_gate.v")).toAbsolutePath();
    var ports = new LinkedHashMap<String, Cells.Port>();
    ports.put("clk_i", in(0));
    ports.put("en_i", in(1));
    ports.put("q_o", out(3));
    var pins = new LinkedHashMap<String, Cells.Port>();
    pins.put("clk_i", in(0));
    pins.put("en_i", in(1));
    pins.put("test_en_i", in(Cells.ZERO));
    pins.put("gclk_o", out(2));
    var cells = new Cells("top", ports, List.of(new Cells.Instance("DFF", Map.of("D", 4, "CK", 5, "Q", 3)), new Cells.Instance("INV", Map.of("A", 3, "Y", 4)), new Cells.Instance("BUF", Map.of("A", 2, "Y", 5))),
        List.of(new Cells.Box("u_inner.u_gate", "clock_gate", pins)), 6);
    var netlist = CountedNetlist.of(cells, Pricing.of(TINY).library(), "clk_i", Set.of("clock_gate"));
    assertThat(netlist.clocks()).as("from port to flip-flop, through gate and buffer").containsExactly(0, 2, 5);
    var counts = counts(netlist, 50, gate);
    assertThat(netlist.transitions(counts)).as("open from the first cycle on; what it clocks is seen before the edge").containsExactly(100, 1, 99, 49, 49, 99);
  }

  /** Adders, without a clock, and registers, with one: every net's count is that of the bits as Java saw them in the very run. */
  @Test
  void theSimulatorCountsWhatJavaCounts() throws Exception {
    var tree = new AdderTree(5, 9);
    same(new AdderTreeSpec(), tree, new AdderTreeSpec().golden(tree));
    same(CostingTest.late(2), new LateAnd(), FunctionModel.registered(2, (in, out) -> out[0] = in[0] & in[1]));
  }

  private <B extends Block> void same(BlockSpec<B> spec, B block, kakure.spec.Model golden) throws Exception {
    var dir = folder.resolve(block.moduleName());
    var files = Emitter.emit(Netlist.elaborate(block), EmitOptions.defaults());
    Output.write(dir, files);
    var pricing = Pricing.of(TINY);
    var synthesis = new Synthesis(new Yosys(dir), pricing.library());
    synthesis.mapByModule(block.moduleName(), files.get("logic.f").lines().toList(), List.of(), pricing.around());
    synthesis.models(Pricing.MODELS);
    var cells = Cells.read(dir.resolve(Synthesis.JSON), block.moduleName());
    var plain = Design.read(dir);
    var netlist = CountedNetlist.of(cells, pricing.library(), plain.clock().map(Port::name).orElse(""), Set.of());
    Files.writeString(dir.resolve("counted.v"), netlist.verilog());
    var shown = netlist.toggles();
    var ports = new ArrayList<>(plain.ports());
    ports.add(new Port(ports.size(), shown.settled(), false, shown.settledBits(), false, false));
    var design = new Design(plain.top(), dir, List.of(dir.resolve("counted.v").toAbsolutePath(), dir.resolve(Pricing.MODELS).toAbsolutePath()), plain.clock(), plain.reset(), plain.resetActiveHigh(), ports, plain.streams());
    var told = new ArrayList<ToggleCounts>();
    var function = (FunctionModel) golden;
    var points = new Points(0, 3000, 1, Math.max(0, function.latency() - 1));
    int own = plain.outputs().bytes(), record = design.outputs().bytes();
    var feed = new ProbedFeed(new FunctionFeed(block, function, spec.domain(block, 5), points), own, record - own);
    var java = new Transitions(8 * (record - own), own, record, 0);
    CycleRun.of(SimulatorBuild.standard().quick().build(design.counting(shown)).counting(told::add), feed, feed).options(SimOptions.seed(5).watchRules(false)).ignoreFirst(points.delay()).withoutReports().watch(java).run(points.cycles());
    assertThat(told).hasSize(1);
    assertThat(told.get(0).settled()).isEqualTo(Arrays.copyOf(java.counts(), shown.settledBits()));
    assertThat(Arrays.stream(told.get(0).settled()).sum()).isGreaterThan(3000);
    for (int net : netlist.clocks()) assertThat(netlist.transitions(told.get(0))[net]).isEqualTo(2 * points.cycles() - 1);
  }
}
