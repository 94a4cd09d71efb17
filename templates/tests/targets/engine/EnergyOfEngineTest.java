// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import blocks.engine.engine.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import kakure.BadInput;
import kakure.CheckFailed;
import kakure.ExternalTool;
import kakure.cosim.DesignFault;
import kakure.cosim.SimOptions;
import kakure.cosim.ToggleCounts;
import kakure.eda.Pricing;
import kakure.energy.Bill;
import kakure.energy.BillFile;
import kakure.energy.Gates;
import kakure.energy.Meter;
import kakure.energy.Part;
import kakure.energy.Rule;
import kakure.energy.Sizes;
import kakure.flow.sram.SramLibrary;
import kakure.target.Runner;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A small engine as cells of the tiny library: what it takes by layer and by block. */
@Tag("slow")
class EnergyOfEngineTest {
  private static final Path TINY = Path.of("../generator/src/test/resources/eda/tiny.lib");
  private static final Path MACRO = Path.of("../generator/src/test/resources/eda/macro.lib");
  private static final long SEED = 20261129;

  @Test
  void layersAndBlocksAddUpAndEveryLayerIsCompared(@TempDir Path dir) throws Exception {
    new ExternalTool("verilator").require();
    new ExternalTool("yosys").require();
    var rng = new SplittableRandom(SEED);
    var network = EngineNetworks.mixed(rng, 1);
    var engine = Needs.fitted(new Engine(2, 2, 2, 1, 4, 1, 16, 16, 1, 1, 1), network, Set.of(), true);
    var plan = new EngineRun(Planner.plan(network, engine));
    var image = new byte[network.input().elements()];
    rng.nextBytes(image);
    var pricing = Pricing.of(TINY);
    var macros = SramLibrary.read(List.of(MACRO));
    var gates = Gates.of(engine, pricing, Optional.of(macros), dir, step -> { });
    var meter = new Meter(plan.steps().size());
    var runner = new Runner(plan, gates.simulator(plan.watch(), step -> { }), SimOptions.seed(1)).watching(meter);
    var report = runner.run(2, i -> image, i -> 0, 1, n -> { });
    assertThat(report.first()).isEmpty();
    assertThat(runner.plan().watch()).as("the netlist's memories are watched as the Verilog's are").isPresent();
    assertThat(report.compared()).isEqualTo(2L * plan.plan().layers().stream().filter(LayerPlan::told).mapToLong(l -> EngineTest.values(l.layer())).sum());

    var bill = Bill.of(gates, meter.counts(), plan.steps(), 2);
    assertThat(bill.rows()).hasSize(plan.steps().size() + 1).extracting(Bill.Row::name).startsWith(Bill.REST);
    for (int s = 0; s < report.steps().size(); s++) assertThat(bill.rows().get(s + 1).cycles()).as("cycles of %s, with its reports", plan.steps().get(s).name()).isCloseTo(report.steps().get(s).cycles(), within(40.0));
    assertThat(bill.cycles()).as("from an image's first word to its last report").isCloseTo(report.cyclesPerCase(), within(0.02 * report.cyclesPerCase() + 40));

    var all = meter.counts().values().stream().reduce(ToggleCounts::plus).orElseThrow();
    var model = gates.model();
    double whole = model.of(gates.counted().transitions(all), 2).total();
    double within = 0;
    for (int p = 0; p < bill.parts().size(); p++) if (bill.parts().get(p).name().startsWith("within memories of u_")) within += bill.part(p);
    assertThat(within).as("accesses, and what each takes").isPositive().isCloseTo(bill.memories().stream().mapToDouble(Bill.Access::total).sum(), within(1e-6 * within));
    assertThat(bill.total() - within).as("layers are the whole, up to how the tables of several inputs are weighed").isCloseTo(whole, within(0.02 * whole));
    double blocks = 0;
    for (int p = 0; p < bill.parts().size(); p++) blocks += bill.part(p);
    assertThat(blocks).isCloseTo(bill.total(), within(1e-6 * bill.total()));
    double modules = bill.modules().values().stream().mapToDouble(Double::doubleValue).sum(), nets = 0;
    for (int p = 0; p < bill.parts().size(); p++) if (bill.parts().get(p).module().isEmpty()) nets += bill.part(p);
    assertThat(modules + nets).as("modules, nets that no cell drives, and memories").isCloseTo(bill.total(), within(1e-6 * bill.total()));
    assertThat(bill.parts().stream().filter(p -> p.name().equals("u_array")).findFirst().orElseThrow().cells()).isGreaterThan(100);
    assertThat(bill.parts().stream().mapToInt(Part::cells).sum()).isEqualTo(gates.cells().instances().size());

    int pins = gates.cells().boxes().stream().flatMap(b -> b.pins().values().stream()).mapToInt(p -> p.bits().size()).sum();
    assertThat(bill.unknown()).as("memories that are too small are named").hasSize((int) bill.memories().stream().filter(m -> m.price().isEmpty()).count()).allMatch(u -> u.matches("[\\w.]+ \\(ram_\\w+, \\d+ pins\\)"));
    assertThat(bill.pins() - bill.annotated()).as("no pin of a memory counts as known").isGreaterThanOrEqualTo(pins);
    assertThat(bill.memories()).hasSize(gates.cells().boxes().size());
    assertThat(bill.memories().stream().mapToDouble(Bill.Access::reads).sum()).isPositive();
    assertThat(bill.memories().stream().mapToDouble(Bill.Access::writes).sum()).isPositive();

    assertThat(Sizes.of(engine, pricing, Optional.of(macros), dir, step -> { }).parts()).as("module by module the parts are the same").usingRecursiveFieldByFieldElementComparator(
        RecursiveComparisonConfiguration.builder().withComparatorForType((a, b) -> Math.abs(a - b) < 1e-6 ? 0 : Double.compare(a, b), Double.class).build()).isEqualTo(bill.parts());

    var file = Files.writeString(dir.resolve("a.json"), json(bill));
    var read = BillFile.read(file, "tiny");
    assertThat(read.total()).isCloseTo(bill.total(), within(1e-9 * whole));
    var same = new Rule("a.json", read).of(bill.parts(), plan);
    for (int r = 1; r < same.rows().size(); r++) {
      var measured = bill.rows().get(r);
      assertThat(same.rows().get(r).total()).as("of the design itself, but for its cycles").isCloseTo(measured.total() / measured.cycles() * plan.steps().get(r - 1).plannedCycles(), within(1e-6 * whole));
    }
    assertThatThrownBy(() -> BillFile.read(file, "other")).isInstanceOf(BadInput.class).hasMessageContaining("is of the library tiny, not of other");
    assertThatThrownBy(() -> new Rule("a.json", read).refuseOther(plan, false)).isInstanceOf(BadInput.class).hasMessageContaining("a.json counts what memories take within");
    var fewer = new Bill(List.of(), read.rows(), read.modules(), List.of(), 0, 0, List.of());
    assertThatThrownBy(() -> new Rule("a.json", fewer).of(bill.parts(), plan)).isInstanceOf(BadInput.class).hasMessageContaining("counts nothing of what memories take within");
    var logic = bill.parts().stream().filter(p -> !p.name().startsWith("within")).toList();
    assertThatThrownBy(() -> new Rule("a.json", fewer).of(logic, plan)).isInstanceOf(BadInput.class).hasMessageContaining("tells of no block");
  }

  /** A wrong cell is a difference, and no energy. */
  @Test
  void aWrongNetlistIsFound(@TempDir Path dir) throws Exception {
    new ExternalTool("verilator").require();
    new ExternalTool("yosys").require();
    var rng = new SplittableRandom(SEED);
    var network = EngineNetworks.mixed(rng, 1);
    var engine = Needs.fitted(new Engine(2, 2, 2, 1, 4, 1, 16, 16, 1, 1, 1), network, Set.of(), true);
    var plan = new EngineRun(Planner.plan(network, engine));
    var image = new byte[network.input().elements()];
    rng.nextBytes(image);
    var gates = Gates.of(engine, Pricing.of(TINY), Optional.empty(), dir, step -> { });
    var models = gates.directory().resolve(Pricing.MODELS);
    String text = Files.readString(models), module = text.substring(text.indexOf("module NAND2"));
    String wrong = module.replaceFirst("assign Y = [^;]*;", "assign Y = ~(A | B);");
    assertThat(wrong).isNotEqualTo(module);
    Files.writeString(models, text.replace(module, wrong));
    var runner = new Runner(plan, gates.simulator(Optional.empty(), step -> { }), SimOptions.seed(1)).watching(new Meter(plan.steps().size()));
    assertThatThrownBy(() -> {
      var report = runner.run(1, i -> image, i -> 0, 1, n -> { });
      throw new CheckFailed(report.first().orElseThrow().text());
    }).isInstanceOfAny(CheckFailed.class, DesignFault.class);
  }

  private static String json(Bill bill) throws Exception {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("library", "tiny");
    keys.putAll(BillFile.keys(bill));
    return JsonMapper.shared().writeValueAsString(Map.of("energy", keys));
  }
}
