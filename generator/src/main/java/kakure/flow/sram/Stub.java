// SPDX-License-Identifier: Apache-2.0
package kakure.flow.sram;

import java.util.stream.Collectors;

/** A macro's pins as Verilog, without anything in it: for tools that read no Liberty. */
record Stub(SramMacro macro) {
  String text() {
    var pins = macro.cell().pins().entrySet().stream().map(p -> "  " + (p.getValue().input() ? "input  wire " : "output wire ") + (p.getValue().width() == 1 ? "" : "[" + (p.getValue().width() - 1) + ":0] ") + p.getKey());
    return "// SPDX-License-Identifier: Apache-2.0\n// The pins of " + macro.name() + ", from its Liberty file.\n(* blackbox *)\nmodule " + macro.name() + " (\n" + pins.collect(Collectors.joining(",\n")) + "\n);\nendmodule\n";
  }
}
