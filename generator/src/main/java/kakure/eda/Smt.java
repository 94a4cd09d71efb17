// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import kakure.cosim.Exec;
import kakure.cosim.ToolException;

/**
 * Questions to z3 about a model that yosys wrote with {@code write_smt2 -wires}.
 *
 * @param directory of the model
 * @param model its file
 */
public record Smt(Path directory, String model) {
  private static final int LIMIT_S = 120;
  private static final Tool TOOL = Yosys.TOOL.part("yosys-smtbmc");
  private static final Pattern WHAT = Pattern.compile("(Assert failed|Unreached cover)[^\n]*");

  /** Assertions from reset over so many cycles. @return what is refuted; empty where nothing is */
  public Optional<String> bounded(int cycles) {
    return ask(List.of("-t", String.valueOf(cycles)));
  }

  /** The induction step over so many cycles. */
  public Optional<String> induction(int cycles) {
    return ask(List.of("-i", "-t", String.valueOf(cycles)));
  }

  /** Whether all cover statements are reached, which shows that the assumptions leave something to prove. */
  public Optional<String> cover(int cycles) {
    return ask(List.of("-c", "-t", String.valueOf(cycles)));
  }

  private Optional<String> ask(List<String> how) {
    Tool.named("z3").require();
    var arguments = new ArrayList<>(List.of("--noprogress", "-s", "z3"));
    arguments.addAll(how);
    arguments.add(model);
    Exec e = TOOL.run(directory, LIMIT_S, arguments);
    if (e.output().contains("Status: PASSED")) return Optional.empty();
    if (!e.output().contains("Status: FAILED")) throw new ToolException("yosys-smtbmc gave no answer, of " + LIMIT_S + " s at most\n" + e.complaint());
    var what = WHAT.matcher(e.output());
    return Optional.of(what.find() ? what.group() : "no assertion named");
  }
}
