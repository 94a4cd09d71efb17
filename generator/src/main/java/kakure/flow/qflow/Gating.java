// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import java.nio.file.Path;
import java.util.TreeSet;
import kakure.BadInput;
import kakure.JsonText;
import kakure.cosim.Design;

/** Models that a flow replaces and this one has nothing for: all but memories. */
final class Gating {
  private Gating() {}

  /** @throws BadInput for a design with clock gates, or with macros of a role of its own: which, and what to do */
  static void refuse(Design design) {
    Path file = design.directory().resolve("design.json");
    var found = new TreeSet<String>();
    for (var macro : JsonText.read(file).path("macros")) {
      String role = macro.path("role").asString("");
      if (!role.equals("ram")) found.add(macro.path("module").asString("?") + " (" + role + ")");
    }
    if (!found.isEmpty()) {
      throw new BadInput(design.top() + " holds " + String.join(", ", found) + "\n  why: the technologies of --to qflow have no cell for a clock gate, and a latch and a gate apart would not keep pulses whole\n  do:  a design without them, or a flow whose library has one");
    }
  }
}
