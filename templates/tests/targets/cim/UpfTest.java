// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blocks.cim.CimPhases;
import blocks.cim.CimShape;
import blocks.cim.bitlinecontroller.BitlineController;
import blocks.cim.bitlinecontroller.ControlModel;
import blocks.cim.bitlinecontroller.Operation;
import blocks.cim.bitlinecontroller.Power;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import kakure.ExternalTool;
import kakure.cosim.Design;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulation;
import kakure.cosim.SimulatorBuild;
import kakure.cosim.Until;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.emit.Output;
import kakure.kernel.Netlist;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The power intent read back: every unit has one domain, one switch for its supply and one for its ground, one clamp, each led by its own bit; the states and steps are those that the controller takes. */
class UpfTest {
  private static final BitlineController CONTROLLER = BitlineController.of(new CimShape(8, 8, 2, 2), 2, new CimPhases(1, 0, 1, 1, 1, 2));
  /** All that a unit may do. */
  private static final List<String> STEPS = List.of("CLAMPED HELD", "CLAMPED ON", "HELD CLAMPED", "HELD OFF", "OFF HELD", "ON CLAMPED");
  private static final List<CimShape> SHAPES = List.of(new CimShape(32, 16, 4, 2), new CimShape(9, 2, 1, 1), new CimShape(144, 64, 16, 8));

  @Test
  void everyUnitHasOneDomainAndItsOwnBits() {
    for (var shape : SHAPES) unitsAreLedByTheirBits(UpfReader.of(Upf.of(shape, "u_tile/u_controller", "u_tile/u_macro").text()), shape, "u_tile/u_controller", "u_tile/u_macro");
  }

  private static void unitsAreLedByTheirBits(UpfReader upf, CimShape shape, String controller, String macro) {
    var owner = new ArrayList<String>();
    for (var d : upf.all("create_power_domain")) if (d.options().containsKey("elements")) owner.addAll(d.list("elements"));
    assertThat(owner).doesNotHaveDuplicates().hasSize(shape.units() + 1).contains(macro + "/u_storage");
    assertThat(upf.all("create_power_switch")).hasSize(2 * shape.units());
    assertThat(upf.all("set_isolation")).hasSize(shape.units());
    for (int u = 0; u < shape.units(); u++) {
      var domains = upf.of("create_power_domain", "elements", macro + "/u_unit_" + u);
      assertThat(domains).as("domains of unit %d", u).hasSize(1);
      String domain = domains.get(0).name();
      var supplies = upf.all("set_domain_supply_net").stream().filter(c -> c.name().equals(domain)).toList();
      assertThat(supplies).hasSize(1);
      switched(upf, domain, supplies.get(0).option("primary_power_net"), "VDD", controller + "/c2_o[" + u + "]");
      switched(upf, domain, supplies.get(0).option("primary_ground_net"), "VSS", controller + "/c1_o[" + u + "]");
      var clamps = upf.of("set_isolation", "domain", domain);
      assertThat(clamps).hasSize(1);
      assertThat(clamps.get(0).option("isolation_signal")).isEqualTo(controller + "/iso_o[" + u + "]");
      assertThat(clamps.get(0).option("isolation_sense")).isEqualTo("high");
      assertThat(clamps.get(0).option("isolation_power_net")).as("the clamp outlives the unit's supply").isEqualTo("VDD");
    }
  }

  private static void switched(UpfReader upf, String domain, String net, String from, String signal) {
    var switches = upf.all("create_power_switch").stream().filter(c -> c.list("output_supply_port").get(1).equals(net)).toList();
    assertThat(switches).as("switches of %s", net).hasSize(1);
    var s = switches.get(0);
    assertThat(s.option("domain")).isEqualTo(domain);
    assertThat(s.list("input_supply_port").get(1)).isEqualTo(from);
    assertThat(s.list("control_port").get(1)).isEqualTo(signal);
    String port = s.list("control_port").get(0);
    assertThat(s.list("on_state")).as("on when the bit is 1").containsExactly("on", s.list("input_supply_port").get(0), port);
    assertThat(s.list("off_state")).containsExactly("off", "!" + port);
  }

  @Test
  void whatIsNamedIsMade() {
    var upf = UpfReader.of(Upf.of(SHAPES.get(0), "ctl", "mac").text());
    var nets = upf.all("create_supply_net").stream().map(UpfReader.Command::name).toList();
    assertThat(nets).doesNotHaveDuplicates();
    for (var c : upf.all("set_domain_supply_net")) assertThat(nets).contains(c.option("primary_power_net"), c.option("primary_ground_net"));
    for (var c : upf.all("create_power_switch")) assertThat(nets).contains(c.list("input_supply_port").get(1), c.list("output_supply_port").get(1));
    var domains = upf.all("create_power_domain").stream().map(UpfReader.Command::name).toList();
    assertThat(domains).doesNotHaveDuplicates();
    for (var c : upf.commands()) if (c.options().containsKey("domain") && !c.option("domain").isEmpty()) assertThat(domains).contains(c.option("domain"));
    var storage = upf.all("set_domain_supply_net").stream().filter(c -> c.name().equals("PD_STORAGE")).toList();
    assertThat(storage).hasSize(1);
    assertThat(storage.get(0).option("primary_power_net")).as("no switch cuts the cells").isEqualTo("VDD");
    assertThat(upf.commands().get(0).verb()).isEqualTo("upf_version");
  }

  /** Every line of every cycle of the golden function. */
  @Test
  void theGoldenControllersStepsAreTheLegalOnes() {
    var cycles = new ArrayList<>(List.of(Power.reset(CONTROLLER.units())));
    var model = new ControlModel(CONTROLLER);
    for (var op : operations()) {
      var trace = model.run(cycles.get(cycles.size() - 1), op);
      trace.lines().forEach(l -> cycles.add(l.power()));
      assertThat(cycles.get(cycles.size() - 1)).isEqualTo(trace.after());
    }
    assertThat(steps(cycles)).containsExactlyElementsOf(STEPS);
  }

  /** The same of the Verilog. */
  @Test
  void theSimulatedControllersStepsAreTheLegalOnes(@TempDir Path dir) {
    assertThat(steps(simulated(dir, text -> text))).containsExactlyElementsOf(STEPS);
  }

  /** Ground and clamp change places: a line is open before its ground is there, and its ground goes under an open line. */
  @Test
  void aControllerOfAnotherOrderIsSeen(@TempDir Path dir) {
    var cycles = simulated(dir, text -> text.replace("`ifdef KAKURE_ASSERT", "`ifdef NOBODY_ASSERTS").replace("iso_q <= ~need;", "c1_q <= need;").replace("PWR1: c1_q <= need;", "PWR1: iso_q <= ~need;"));
    assertThatThrownBy(() -> steps(cycles)).isInstanceOf(AssertionError.class);
  }

  /** What is legal is so little. */
  @Test
  void otherStepsAreIllegal() {
    var upf = UpfReader.of(Upf.of(CONTROLLER.shape(), "ctl", "mac").text());
    assertThat(legal(upf, 0, "OFF", "CLAMPED")).as("ground before the supply is there").isFalse();
    assertThat(legal(upf, 0, "ON", "HELD")).as("ground goes under an open line").isFalse();
    assertThat(legal(upf, 0, "HELD", "ON")).isFalse();
  }

  /** Whose units are needed or not at random, and may sleep or not. */
  private static List<Operation> operations() {
    var random = new SplittableRandom(3);
    var all = new ArrayList<Operation>();
    for (int n = 0; n < 60; n++) {
      var x = random.ints(CONTROLLER.rows(), 0, 1 << CONTROLLER.bits()).toArray();
      all.add(new Operation(false, random.nextBoolean(), random.nextBoolean(), random.nextInt(2), bits(random, 4), bits(random, 2), bits(random, 8), x));
    }
    return all;
  }

  private static BigInteger bits(SplittableRandom random, int n) {
    return BigInteger.valueOf(random.nextInt(1 << n));
  }

  /** Power lines of every cycle from reset on. */
  private static List<Power> simulated(Path dir, UnaryOperator<String> edit) {
    new ExternalTool("verilator").require();
    var files = new LinkedHashMap<>(Emitter.emit(Netlist.elaborate(CONTROLLER), EmitOptions.defaults()));
    files.computeIfPresent(CONTROLLER.moduleName() + ".v", (name, text) -> edit.apply(text));
    Output.write(dir.resolve("rtl"), files);
    var cycles = new ArrayList<Power>();
    try (var sim = SimulatorBuild.standard().quick().build(Design.read(dir.resolve("rtl"))).open(SimOptions.seed(1))) {
      sim.reset(2);
      for (var port : List.of("start_i", "signed_i", "skip_i", "sleep_i", "pattern_i", "seg_zero_i", "col_on_i", "row_on_i", "x_bit_i", "wr_req_i")) sim.poke(port, 0);
      cycles.add(power(sim));
      for (var op : operations()) {
        sim.poke("skip_i", op.skip() ? 1 : 0);
        sim.poke("sleep_i", op.sleep() ? 1 : 0);
        sim.poke("pattern_i", op.pattern());
        sim.poke("seg_zero_i", op.segZero().longValueExact());
        sim.poke("col_on_i", op.colOn().longValueExact());
        sim.poke("row_on_i", op.rowOn().longValueExact());
        sim.poke("start_i", 1);
        int end = cycles.size() + 200;
        do {
          sim.run(Until.cycles(1));
          sim.poke("start_i", 0);
          sim.poke("x_bit_i", op.bit(sim.peek("bit_o").intValue()).longValueExact());
          cycles.add(power(sim));
        } while (sim.peek("ready_o").signum() == 0 && cycles.size() < end);
      }
    }
    return cycles;
  }

  private static Power power(Simulation sim) {
    return new Power(sim.peek("c1_o"), sim.peek("c2_o"), sim.peek("iso_o"));
  }

  /** The steps that units take, each of which must be legal, from one state of the power intent to another. */
  private static SortedSet<String> steps(List<Power> cycles) {
    var upf = UpfReader.of(Upf.of(CONTROLLER.shape(), "ctl", "mac").text());
    var seen = new TreeSet<String>();
    for (int u = 0; u < CONTROLLER.units(); u++) {
      String state = state(upf, u, cycles.get(0));
      assertThat(state).as("after reset").isEqualTo("OFF");
      for (int c = 1; c < cycles.size(); c++) {
        if (cycles.get(c).equals(cycles.get(c - 1))) continue;
        String next = state(upf, u, cycles.get(c));
        if (next.equals(state)) continue;
        assertThat(legal(upf, u, state, next)).as("cycle %d, unit %d from %s to %s", c, u, state, next).isTrue();
        seen.add(state + " " + next);
        state = next;
      }
    }
    return seen;
  }

  private static String state(UpfReader upf, int unit, Power power) {
    return state(upf, unit, power.c1().testBit(unit), power.c2().testBit(unit), power.iso().testBit(unit));
  }

  private static String state(UpfReader upf, int unit, boolean c1, boolean c2, boolean iso) {
    var states = upf.all("add_power_state").stream().filter(c -> c.name().equals("PD_U" + unit)).map(c -> c.list("state")).filter(s -> {
      var terms = Arrays.asList(s.get(2).split(" && "));
      assertThat(terms).hasSize(3);
      return terms.stream().allMatch(t -> t.equals((c1 ? "" : "!") + "ctl/c1_o[" + unit + "]") || t.equals((c2 ? "" : "!") + "ctl/c2_o[" + unit + "]") || t.equals((iso ? "" : "!") + "ctl/iso_o[" + unit + "]"));
    }).map(s -> s.get(0)).toList();
    assertThat(states).as("states of unit %d with C1 %s, C2 %s, iso %s", unit, c1, c2, iso).hasSize(1);
    return states.get(0);
  }

  private static boolean legal(UpfReader upf, int unit, String from, String to) {
    var named = upf.of("describe_state_transition", "object", "PD_U" + unit).stream().filter(c -> c.list("from").contains(from) && c.list("to").contains(to)).toList();
    assertThat(named).as("from %s to %s", from, to).hasSize(1);
    return named.get(0).options().containsKey("legal");
  }

  @Test
  void namesThatAreNoInstancesAreRefused() {
    var shape = SHAPES.get(0);
    assertThatThrownBy(() -> Upf.of(shape, "u ctl", "m")).isInstanceOf(IllegalArgumentException.class).hasMessage("\"u ctl\" names no instance; give Verilog names, / between levels, as in u_tile/u_macro");
    assertThatThrownBy(() -> Upf.of(shape, "u", "u")).hasMessageContaining("controller and macro are both called u");
    assertThatThrownBy(() -> new Upf(shape, "c", "m", "cell", "cell3")).hasMessage("the storage cell3 is called as unit 3 is");
  }

  @Test
  void aSwitchOnTheWrongBitIsSeen() {
    var shape = SHAPES.get(0);
    String text = Upf.of(shape, "ctl", "mac").text();
    unitsAreLedByTheirBits(UpfReader.of(text), shape, "ctl", "mac");
    for (var wrong : List.of(text.replace("{c2 ctl/c2_o[5]}", "{c2 ctl/c2_o[4]}"), text.replace("{ctl/iso_o[2]} -isolation_sense high", "{ctl/iso_o[2]} -isolation_sense low"), text.replace("{c1 ctl/c1_o[0]}", "{c1 ctl/c2_o[0]}"), text.replace("PD_U3 -elements {mac/u_unit_3}", "PD_U3 -elements {mac/u_unit_2}")))
      assertThatThrownBy(() -> unitsAreLedByTheirBits(UpfReader.of(wrong), shape, "ctl", "mac")).isInstanceOf(AssertionError.class);
  }
}
