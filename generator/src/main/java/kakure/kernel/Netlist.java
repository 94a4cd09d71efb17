// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.util.LinkedHashMap;
import java.util.List;

/**
 * A checked design.
 *
 * @param top the module that holds all others, last of {@code definitions}
 * @param definitions every distinct module, after those it is made of
 * @param notes checks that were skipped, and why, a sentence each
 */
public record Netlist(Definition top, List<Definition> definitions, List<String> notes) {
  /** Copies the lists. */
  public Netlist {
    definitions = List.copyOf(definitions);
    notes = List.copyOf(notes);
  }

  /** The definitions, one for each name: blocks that print the same module share it. */
  public List<Definition> modules() {
    var modules = new LinkedHashMap<String, Definition>();
    for (var d : definitions) modules.putIfAbsent(d.name(), d);
    return List.copyOf(modules.values());
  }

  /**
   * Builds a block and everything below it, and checks it.
   *
   * @throws NetlistException with every fault found
   */
  public static Netlist elaborate(Block block) {
    return new Elaborator().netlist(block);
  }

  /**
   * Checks a module that was built by hand, and everything below it.
   *
   * @throws NetlistException with every fault found
   */
  public static Netlist elaborate(Module module) {
    return new Elaborator().netlist(module);
  }
}
