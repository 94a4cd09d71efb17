// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kakure.cosim.Exec;
import kakure.cosim.ToolException;

/**
 * Simulation by events, for what a simulator of cycles cannot show: delays, glitches, x.
 *
 * @param directory of the sources; the program is written there
 */
public record Icarus(Path directory) {
  private static final int LIMIT_S = 120;
  private static final Tool TOOL = Tool.named("iverilog");

  /**
   * Compiles and runs Verilog-2005.
   *
   * @param top module
   * @param sources files
   * @return what it printed
   * @throws ToolException where Icarus is missing, or refuses or warns of a source
   */
  public String run(String top, List<String> sources) {
    var arguments = new ArrayList<>(List.of("-g2005", "-Wall", "-s", top, "-o", top + ".vvp"));
    arguments.addAll(sources);
    Exec built = TOOL.run(directory, LIMIT_S, arguments);
    if (built.status() != 0 || !built.output().isBlank()) throw new ToolException("iverilog does not take " + top + "\n" + built.complaint());
    Exec ran = TOOL.part("vvp").run(directory, LIMIT_S, List.of("-n", top + ".vvp"));
    if (ran.status() != 0) throw new ToolException("vvp failed on " + top + "\n" + ran.complaint());
    return ran.output();
  }
}
