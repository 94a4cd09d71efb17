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
        "read_verilog mutated.v", "hierarchy -top " + mutated, "proc", "opt_clean", "memory -nomap", "memory_map", "design -save both",
        cut(0), "design -stash gold", "design -load both", cut(number), "design -stash gate",
        "design -copy-from gold -as gold " + mutated, "design -copy-from gate -as gate " + mutated,
        "miter -equiv -flatten gold gate miter", "hierarchy -top miter", "opt -full", "sat -verify -timeout " + seconds + " -prove trigger 0 miter");
    return Yosys.tried(dir, "equal" + number, script, 2 * seconds);
  }

  /** The design with its selector fixed and its registers made ports. */
  private static String cut(int number) {
    return "connect -set mutant " + MutantDesign.SELECTOR_BITS + "'d" + number + "; delete -input mutant; opt_expr; dffunmap; simplemap t:$dff*; expose -evert-dff; setundef -undriven -zero";
  }
}
