// SPDX-License-Identifier: Apache-2.0
package kakure.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import kakure.cosim.ToolException;
import kakure.eda.Abc;
import kakure.eda.Yosys;
import kakure.kernel.Port;

/**
 * Proofs that a mutant is the original.
 *
 * <p>By induction: with the registers of both cut open and joined, outputs and next states are equal for every state and every input. By reachability: from power-up with all registers 0, and from
 * power-up with all registers 1, a cycle of reset and then any inputs, no two outputs ever differ (property-directed reachability, ABC).
 *
 * <p>Several may be looked for at once.
 *
 * @param design holds all mutants
 */
record Equivalence(MutantDesign design) {
  /** All mutants in single bits; what every proof begins with. */
  private static final String BITS = "bits.il";
  /** The same with its registers cut open: outputs of what they hold, inputs of what they get. */
  private static final String CUT = "cut.il";

  /** Proofs of a design's mutants. */
  static Equivalence of(MutantDesign design) {
    var proofs = new Equivalence(design);
    new Yosys(design.directory()).run("bits", List.of(
        "read_verilog mutated.v", "hierarchy -top " + proofs.mutated(), "proc", "opt_clean", "memory -nomap", "memory_map", "opt -fast", "simplemap", "techmap", "dffunmap", "opt_expr", "opt_clean -purge",
        "write_rtlil " + BITS,
        // Cut before the mutant is chosen: both halves then have the same ports.
        "splitnets", "expose -evert-dff", "setundef -undriven -zero", "write_rtlil " + CUT));
    try {
      Files.writeString(design.directory().resolve("reach.v"), proofs.started());
    } catch (IOException e) {
      throw new ToolException(design.directory() + " cannot be written: " + e.getMessage(), e);
    }
    return proofs;
  }

  /** How mutant {@code number} was proven equal to no mutant within the time: "induction", "reachability", or empty. */
  String proven(int number, int seconds) {
    if (new Yosys(design.directory()).tried("equal" + number, induction(number), 4 * seconds)) return "induction";
    boolean reset = Port.of(design.block()).stream().anyMatch(p -> p.role() == Port.Role.RESET);
    return reset && unreachable(number, seconds, "zero") && unreachable(number, seconds, "one") ? "reachability" : "";
  }

  private List<String> induction(int number) {
    var script = halves(CUT, List.of(), number);
    script.addAll(List.of("miter -equiv -flatten -ignore_gold_x gold gate miter", "hierarchy -top miter", "opt -full", "sat -verify -prove trigger 0 miter"));
    return script;
  }

  private boolean unreachable(int number, int seconds, String init) {
    var dir = design.directory();
    var name = "reach" + number + init;
    var script = halves(BITS, List.of("setundef -undriven -zero", "setundef -init -" + init), number);
    script.addAll(List.of(
        "miter -equiv -flatten gold gate miter", "read_verilog reach.v", "hierarchy -top reach", "proc", "flatten", "opt_expr", "opt_merge", "opt_clean", "simplemap", "dffunmap", "zinit", "aigmap",
        "write_aiger " + name + ".aig"));
    return new Yosys(dir).tried(name, script, 3 * seconds) && new Abc(dir).zero(name + ".aig", seconds);
  }

  /** The original as gold, with the mutant as gate. */
  private List<String> halves(String file, List<String> before, int number) {
    var script = new ArrayList<>(List.of("read_rtlil " + file));
    script.addAll(before);
    script.addAll(List.of(
        "design -save both", chosen(0), "design -stash gold", "design -load both", chosen(number), "design -stash gate",
        "design -copy-from gold -as gold " + mutated(), "design -copy-from gate -as gate " + mutated()));
    return script;
  }

  private String mutated() {
    return design.block().moduleName() + "_mutated";
  }

  /** A cycle of reset, then none; the trigger counts from then on. */
  private String started() {
    var ports = Port.of(design.block()).stream().filter(p -> p.dir() == Port.Dir.IN).toList();
    return ports.stream().map(p -> "input [" + (p.type().width() - 1) + ":0] " + p.name()).collect(Collectors.joining(", ", "module reach (", ", output bad);\n"))
        + "  reg started = 0;\n  wire differ;\n  always @(posedge clk_i) started <= 1;\n  assign bad = differ & started;\n"
        + ports.stream().map(p -> ".in_" + p.name() + "(" + (p.role() == Port.Role.RESET ? "started" : p.name()) + ")").collect(Collectors.joining(", ", "  miter u (", ", .trigger(differ));\nendmodule\n"));
  }

  /** The design with its selector fixed. */
  private static String chosen(int number) {
    var bits = new StringBuilder();
    for (int b = 0; b < MutantDesign.SELECTOR_BITS; b++) bits.append("connect -set mutant[").append(b).append("] 1'b").append(number >> b & 1).append("; ");
    return "delete -input w:mutant*; " + bits + "opt_expr; opt_clean";
  }
}
