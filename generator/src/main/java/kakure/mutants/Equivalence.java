// SPDX-License-Identifier: Apache-2.0
package kakure.mutants;

import java.util.List;

/**
 * Proofs that a mutant is the original: with the registers of both cut open and joined, outputs and next states are equal for every state and every input. So the two are equal by induction from
 * any common state. A mutant that differs in states that are never reached is not proven.
 *
 * @param design holds all mutants
 */
record Equivalence(MutantDesign design) {
  /** Whether yosys proves mutant {@code number} equal to no mutant in time. */
  boolean proven(int number, int seconds) {
    var mutated = design.block().moduleName() + "_mutated";
    var dir = design.directory();
    var script = List.of(
        // The registers are cut open before the mutant is chosen: both halves then have the same ports.
        "read_verilog mutated.v", "hierarchy -top " + mutated, "proc", "opt_clean", "memory -nomap", "memory_map", "opt_clean", "dffunmap", "simplemap t:$dff*", "splitnets",
        "expose -evert-dff", "setundef -undriven -zero", "design -save both", chosen(0), "design -stash gold", "design -load both", chosen(number), "design -stash gate",
        "design -copy-from gold -as gold " + mutated, "design -copy-from gate -as gate " + mutated,
        "miter -equiv -flatten -ignore_gold_x gold gate miter", "hierarchy -top miter", "opt -full", "sat -verify -timeout " + seconds + " -prove trigger 0 miter");
    return Yosys.tried(dir, "equal" + number, script, 2 * seconds);
  }

  /** The design with its selector fixed. */
  private static String chosen(int number) {
    var bits = new StringBuilder();
    for (int b = 0; b < MutantDesign.SELECTOR_BITS; b++) bits.append("connect -set mutant[").append(b).append("] 1'b").append(number >> b & 1).append("; ");
    return "delete -input w:mutant*; " + bits + "opt -fast";
  }
}
