// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import kakure.cosim.Exec;
import kakure.cosim.ToolException;

/**
 * Questions to ABC about states that can be reached, of AIGER files that yosys wrote.
 *
 * @param directory of the files
 */
public record Abc(Path directory) {
  private static final int LIMIT_S = 330;
  private static final int PROOF_S = 300;
  private static final Tool TOOL = Yosys.TOOL.part("yosys-abc");
  private static final Pattern DISPROVED = Pattern.compile("Disproved = ([1-9]\\d*)");

  /** The end of a script that writes the flat design, its assertions and assumptions, as AIGER: registers of no known start may start with anything. What is asked to be covered is left out. */
  public static List<String> script(String aiger) {
    return List.of("setattr -unset keep w:*", "chformal -cover -remove", "opt -full", "techmap", "opt -full", "dffunmap", "setundef -undriven -anyseq", "opt_clean -purge", "simplemap", "aigmap",
        "write_aiger -zinit " + aiger);
  }

  /** Whether the only output is proven to be 0 in every state that is reached, within {@code seconds} of the processor; no answer is none, too. */
  public boolean zero(String aiger, int seconds) {
    return TOOL.run(directory, 3 * seconds, List.of("-c", "read_aiger " + aiger + "; scorr; dc2; pdr -T " + seconds)).output().contains("Property proved");
  }

  /**
   * Assertions, and assumptions as constraints, in all states that are reached (property-directed reachability).
   *
   * @return what is refuted; empty where all hold
   * @throws ToolException where it is missing, fails or does not decide
   */
  public Optional<String> reachable(String aiger) {
    var output = assertions(aiger, "pdr -a -T " + PROOF_S);
    var disproved = DISPROVED.matcher(output);
    if (disproved.find()) return Optional.of(disproved.group(1) + " of its assertions");
    if (!output.contains("Undecided = 0")) throw new ToolException("yosys-abc did not decide " + aiger + " within " + PROOF_S + " s");
    return Optional.empty();
  }

  /** Whether an assertion is refuted within so many cycles. @throws ToolException where it is missing, fails or says neither */
  public boolean refutes(String aiger, int cycles) {
    var output = assertions(aiger, "bmc3 -F " + cycles);
    if (output.contains("was asserted in frame")) return true;
    if (output.contains("No output asserted in " + cycles + " frames")) return false;
    if (output.contains("Does not work for combinational networks")) return satisfiable(aiger);
    throw new ToolException("yosys-abc failed on " + aiger + ": neither refuted nor searched to the end");
  }

  /** Where what is asserted depends on no state. */
  private boolean satisfiable(String aiger) {
    var output = assertions(aiger, "orpos; sat");
    if (output.contains("UNSATISFIABLE")) return false;
    if (output.contains("SATISFIABLE")) return true;
    throw new ToolException("yosys-abc failed on " + aiger + ": neither satisfiable nor not");
  }

  private String assertions(String aiger, String command) {
    Exec e = TOOL.run(directory, LIMIT_S, List.of("-c", "read_aiger " + aiger + "; fold; scorr; " + command));
    if (e.status() == Exec.ENDED) throw new ToolException("yosys-abc did not end within " + LIMIT_S + " s on " + aiger);
    if (e.status() != 0) throw new ToolException("yosys-abc failed on " + aiger + " (exit " + e.status() + ")\n" + e.complaint());
    return e.output();
  }
}
