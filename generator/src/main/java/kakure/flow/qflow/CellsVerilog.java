// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import java.util.TreeSet;
import java.util.stream.Collectors;
import kakure.eda.Cells;
import kakure.eda.VerilogBits;

/** The netlist that was placed as Verilog, for a simulator: the same names, rails as constants. */
final class CellsVerilog {
  private CellsVerilog() {}

  /** @param cells whose ports are the module's, @param gates the same netlist with names */
  static String of(Cells cells, Gates gates) {
    var text = new StringBuilder("// What was placed and routed, cell by cell.\nmodule ").append(gates.top()).append(" (\n");
    text.append(cells.ports().entrySet().stream().map(p -> "  " + (p.getValue().input() ? "input wire " : "output wire ") + VerilogBits.range(p.getValue().bits().size()) + p.getKey()).collect(Collectors.joining(",\n"))).append("\n);\n");
    var inner = new TreeSet<String>();
    for (var gate : gates.gates()) inner.addAll(gate.nets().values());
    for (var port : gates.ports()) inner.remove(port.name());
    for (var net : inner) if (!net.equals(Technology.POWER) && !net.equals(Technology.GROUND)) text.append("  wire ").append(net).append(";\n");
    for (var gate : gates.gates()) {
      text.append("  ").append(gate.type()).append(" u_").append(gate.name()).append(" (");
      text.append(gate.nets().entrySet().stream().map(p -> "." + p.getKey() + "(" + value(p.getValue()) + ")").collect(Collectors.joining(", "))).append(");\n");
    }
    return text.append("endmodule\n").toString();
  }

  private static String value(String net) {
    return net.equals(Technology.POWER) ? "1'b1" : net.equals(Technology.GROUND) ? "1'b0" : net;
  }
}
