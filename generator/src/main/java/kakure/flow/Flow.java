// SPDX-License-Identifier: Apache-2.0
package kakure.flow;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import kakure.eda.Tool;

/** A way from Verilog to what the next tool makes of it: {@code kakure flow DESIGN --to NAME}. Those of further jars are named in {@code META-INF/services/kakure.flow.Flow}. */
public interface Flow {
  /** As the user says it behind {@code --to}: {@code ice40}. */
  String name();

  /** One line: what it makes. */
  String summary();

  /** What it calls, looked for before any work is done. */
  List<Tool> tools();

  /** Names of the parts it knows, the usual one first; empty where there is nothing to choose. */
  List<String> parts();

  /** Whether it takes any name of a part, as texts for a tool that knows its own. */
  default boolean anyPart() {
    return false;
  }

  /** Whether it builds memories of macros that the user names. */
  default boolean macros() {
    return false;
  }

  /** Whether it has a use for layouts of a library's cells. */
  default boolean takesCells() {
    return false;
  }

  /** Whether it makes a netlist that can run images. */
  default boolean netlist() {
    return false;
  }

  /**
   * Makes it, in a directory of its own.
   *
   * @param design what is handed over
   * @param wish part and clock
   * @param work an empty directory: logs and what lies between the steps
   * @param progress told of each step
   * @throws kakure.BadInput where the part does not hold the design: figures, and what would fit
   * @throws kakure.CheckFailed where a tool fails, with its last lines and the place of its log
   * @throws kakure.cosim.ToolException where a tool is missing or was killed
   */
  Made make(Handed design, Wish wish, Path work, Consumer<String> progress);

  /** How far a design is from fitting, by synthesis alone. @return share of the fullest of the part's resources, above 1 where it does not fit */
  Fill fill(Handed design, Wish wish, Path work, Consumer<String> progress);

  /** What its memories alone take at least, without a synthesis; nothing where the flow cannot say. A search passes over what already this rules out. */
  default Fill least(Handed design, Wish wish) {
    return new Fill(List.of());
  }
}
