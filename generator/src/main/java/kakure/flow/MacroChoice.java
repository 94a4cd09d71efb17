// SPDX-License-Identifier: Apache-2.0
package kakure.flow;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What memories of a chip are to be built of.
 *
 * @param files of macros, and folders of such: Liberty, Verilog, LEF, GDS; none where all memories stay models
 * @param onePort modules of memories of which the user says that nobody needs what is read in the cycle of a write
 * @param flipFlops whether memories that no macro serves may become flip-flops
 */
public record MacroChoice(List<Path> files, Set<String> onePort, boolean flipFlops) {
  /** No macros. */
  public static final MacroChoice NONE = new MacroChoice(List.of(), Set.of(), false);

  /** Copies list and set. */
  public MacroChoice {
    files = List.copyOf(files);
    onePort = new TreeSet<>(onePort);
  }

  /** Whether the user said anything. */
  public boolean given() {
    return !files.isEmpty() || !onePort.isEmpty() || flipFlops;
  }
}
