// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A netlist as Verilog, with one more output that shows every net: bit i is net i. Of a clocked design it shows what was settled before the clock's edge, when all inputs of a cycle have been through.
 *
 * @param cells the netlist
 * @param clock port; empty where there is none
 */
public record Probe(Cells cells, String clock) {
  /** Name of the output. */
  public static final String NETS = "kakure_nets_o";

  /** Bits of the output: a port has one at least. */
  public int width() {
    return Math.max(1, cells.nets());
  }

  /** The text of the module, which has the design's name and its ports. */
  public String verilog() {
    var s = new StringBuilder("module ").append(cells.top()).append(" (\n");
    cells.ports().forEach((name, port) -> s.append(port.input() ? "  input wire " : "  output wire ").append(VerilogBits.range(port.bits().size())).append(name).append(",\n"));
    s.append("  output ").append(clock.isEmpty() ? "wire " : "reg ").append(VerilogBits.range(width())).append(NETS).append("\n);\n");
    for (int i = 0; i < cells.nets(); i++) s.append("  wire n").append(i).append(";\n");
    cells.ports().forEach((name, port) -> {
      for (int b = 0; b < port.bits().size(); b++) s.append(port(name + (port.bits().size() > 1 ? "[" + b + "]" : ""), port.input(), port.bits().get(b)));
    });
    for (int i = 0; i < cells.instances().size(); i++) {
      var instance = cells.instances().get(i);
      var pins = instance.pins().entrySet().stream().map(p -> "." + p.getKey() + "(" + net(p.getValue()) + ")").collect(Collectors.joining(", "));
      s.append("  ").append(instance.type()).append(" u").append(i).append(" (").append(pins).append(");\n");
    }
    var all = cells.nets() == 0 ? "1'b0" : IntStream.range(0, cells.nets()).mapToObj(i -> "n" + (cells.nets() - 1 - i)).collect(Collectors.joining(", ", "{", "}"));
    return s.append(clock.isEmpty() ? "  assign " + NETS + " = " : "  always @(posedge " + clock + ") " + NETS + " <= ").append(all).append(";\nendmodule\n").toString();
  }

  private static String port(String bit, boolean input, int net) {
    return input ? "  assign " + net(net) + " = " + bit + ";\n" : "  assign " + bit + " = " + net(net) + ";\n";
  }

  private static String net(int net) {
    return net == Cells.ZERO ? "1'b0" : net == Cells.ONE ? "1'b1" : "n" + net;
  }
}
