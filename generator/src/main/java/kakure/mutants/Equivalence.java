// SPDX-License-Identifier: Apache-2.0
package kakure.mutants;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import kakure.cosim.ToolException;
import kakure.kernel.Port;

/**
 * Proofs that a mutant is the original.
 *
 * <p>By induction: with the registers of both cut open and joined, outputs and next states are equal for every state and every input. By reachability: from power-up with all registers 0, and from
 * power-up with all registers 1, a cycle of reset and then any inputs, no two outputs ever differ (property-directed reachability, ABC).
 *
 * @param design holds all mutants
 */
record Equivalence(MutantDesign design) {
  private static final List<String> BITS = List.of("proc", "opt_clean", "memory -nomap", "memory_map", "opt -fast", "simplemap", "techmap", "dffunmap", "opt_expr",
      "opt_clean -purge");

  /** How mutant {@code number} was proven equal to no mutant within the time: "induction", "reachability", or empty. */
  String proven(int number, int seconds) {
    if (Yosys.tried(design.directory(), "equal" + number, induction(number, seconds), 3 * seconds)) return "induction";
    boolean reset = Port.of(design.block()).stream().anyMatch(p -> p.role() == Port.Role.RESET);
    return reset && unreachable(number, seconds, "zero") && unreachable(number, seconds, "one") ? "reachability" : "";
  }

  private List<String> induction(int number, int seconds) {
    var mutated = mutated();
    // The registers are cut open before the mutant is chosen: both halves then have the same ports.
    var script = begin();
    script.addAll(List.of(
        "splitnets", "expose -evert-dff", "setundef -undriven -zero", "design -save both", chosen(0), "design -stash gold", "design -load both", chosen(number), "design -stash gate",
        "design -copy-from gold -as gold " + mutated, "design -copy-from gate -as gate " + mutated,
        "miter -equiv -flatten -ignore_gold_x gold gate miter", "hierarchy -top miter", "opt -full", "sat -verify -timeout " + seconds + " -prove trigger 0 miter"));
    return script;
  }

  private boolean unreachable(int number, int seconds, String init) {
    var mutated = mutated();
    var dir = design.directory();
    var name = "reach" + number + init;
    try {
      Files.writeString(dir.resolve("reach.v"), started());
      var script = begin();
      script.addAll(List.of(
          "setundef -undriven -zero", "setundef -init -" + init, "design -save both", chosen(0), "design -stash gold", "design -load both", chosen(number), "design -stash gate",
          "design -copy-from gold -as gold " + mutated, "design -copy-from gate -as gate " + mutated, "miter -equiv -flatten gold gate miter",
          "read_verilog reach.v", "hierarchy -top reach", "proc", "flatten", "opt_expr", "opt_merge", "opt_clean", "simplemap", "dffunmap", "zinit", "aigmap", "write_aiger " + name + ".aig"));
      if (!Yosys.tried(dir, name, script, 3 * seconds)) return false;
      Yosys.exec(dir, name + ".log", 3 * seconds, List.of("yosys-abc", "-c", "read_aiger " + name + ".aig; scorr; dc2; pdr -T " + seconds));
      return Files.readString(dir.resolve(name + ".log"), StandardCharsets.ISO_8859_1).contains("Property proved");
    } catch (IOException e) {
      throw new ToolException(dir + " cannot be written: " + e.getMessage(), e);
    }
  }

  private List<String> begin() {
    var script = new ArrayList<>(List.of("read_verilog mutated.v", "hierarchy -top " + mutated()));
    script.addAll(BITS);
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
