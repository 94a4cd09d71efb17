// SPDX-License-Identifier: Apache-2.0
package kakure.flow.sram;

import java.util.List;
import java.util.stream.Collectors;
import kakure.flow.Memory;

/** {@code TOP.macros}: a line for each memory of a design: instance, words x bits, macro, banks x columns, files. */
record MacroList(SramPlan plan) {
  String text() {
    var text = new StringBuilder("# SPDX-License-Identifier: Apache-2.0\n# instance  words x bits  macro  banks x columns  files; - - - for a memory of flip-flops\n");
    for (var t : plan.tilings()) {
      String files = t.macro().files().stream().map(SramPlan::beside).collect(Collectors.joining(","));
      for (var path : paths(t.memory())) text.append(line(path, t.memory())).append(' ').append(t.macro().name()).append(' ').append(t.banks()).append('x').append(t.columns()).append(' ').append(files).append('\n');
    }
    for (var l : plan.left()) for (var path : paths(l.memory())) text.append(line(path, l.memory())).append(" - - -\n");
    return text.toString();
  }

  /** A design that does not list its instances, or is a memory itself, is told by the module. */
  private List<String> paths(Memory m) {
    return plan.paths().getOrDefault(m.module(), List.of(m.module()));
  }

  private static String line(String path, Memory m) {
    return path + " " + m.depth() + "x" + m.width();
  }
}
