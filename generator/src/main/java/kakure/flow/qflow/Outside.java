// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kakure.eda.Cells;
import kakure.eda.VerilogBits;

/**
 * A design whose memories stand beside its layout: what they read and drive becomes ports of the logic, but for what they have in common with the design's own ports, constants, and what nobody reads.
 *
 * @param logic cells alone
 * @param whole Verilog of the design: the logic and its memories
 */
record Outside(Cells logic, String whole) {
  /** Behind the design's name in that of its logic. */
  static final String SUFFIX = "_logic";

  /** Takes the boxes out of a netlist. */
  static Outside of(Cells cells) {
    return new Builder(cells).built();
  }

  private static final class Builder {
    private final Cells cells;
    private final Map<String, Cells.Port> ports;
    /** What a net is called outside the logic. */
    private final Map<Integer, String> shown = new TreeMap<>();
    private final Map<String, String> ends = new LinkedHashMap<>();
    private final StringBuilder wires = new StringBuilder();
    private final StringBuilder memories = new StringBuilder();

    Builder(Cells cells) {
      this.cells = cells;
      ports = new LinkedHashMap<>(cells.ports());
      ports.forEach((name, port) -> {
        ends.put(name, name);
        for (int b = 0; b < port.bits().size(); b++) if (port.bits().get(b) >= 0) shown.putIfAbsent(port.bits().get(b), Naming.bit(name, port, b));
      });
    }

    Outside built() {
      var read = read();
      for (var box : cells.boxes()) box.pins().forEach((pin, bits) -> driven(name(box, pin), bits, read));
      for (var box : cells.boxes()) memory(box);
      var logic = new Cells(cells.top() + SUFFIX, ports, cells.instances(), cells.nets());
      return new Outside(logic, text());
    }

    /** Nets that the logic and the design's outputs read, cells' outputs among them, which do no harm. */
    private Set<Integer> read() {
      var read = new TreeSet<Integer>();
      for (var i : cells.instances()) read.addAll(i.pins().values());
      for (var port : cells.ports().values()) if (!port.input()) read.addAll(port.bits());
      return read;
    }

    private static String name(Cells.Box box, String pin) {
      return box.name().replaceAll("\\W", "_") + "_" + pin;
    }

    /** What a memory drives: a wire of all of it, of which the logic takes what it reads. */
    private void driven(String name, Cells.Port pin, Set<Integer> read) {
      if (pin.input()) return;
      wire(name, pin.bits().size());
      var taken = new ArrayList<Integer>();
      var from = new ArrayList<String>();
      for (int b = 0; b < pin.bits().size(); b++) {
        int net = pin.bits().get(b);
        if (net < 0) continue;
        shown.put(net, Naming.bit(name, pin, b));
        if (!read.contains(net)) continue;
        taken.add(net);
        from.add(shown.get(net));
      }
      port(name, true, taken, from);
    }

    /** What a memory reads. */
    private void memory(Cells.Box box) {
      var pins = new ArrayList<String>();
      box.pins().forEach((pin, bits) -> pins.add("." + pin + "(" + (bits.input() ? taken(name(box, pin), bits) : name(box, pin)) + ")"));
      memories.append("  ").append(box.type()).append(' ').append(box.name().replaceAll("\\W", "_")).append(" (").append(String.join(", ", pins)).append(");\n");
    }

    private String taken(String name, Cells.Port pin) {
      var fresh = pin.bits().stream().filter(net -> net >= 0 && !shown.containsKey(net)).distinct().toList();
      if (!fresh.isEmpty()) wire(name, fresh.size());
      var given = new ArrayList<String>();
      for (int b = 0; b < fresh.size(); b++) {
        given.add(fresh.size() == 1 ? name : name + "[" + b + "]");
        shown.put(fresh.get(b), given.get(b));
      }
      port(name, false, fresh, given);
      return VerilogBits.row(pin.bits().stream().map(net -> net == Cells.ZERO ? "1'b0" : net == Cells.ONE ? "1'b1" : shown.get(net)).toList());
    }

    private void wire(String name, int bits) {
      wires.append("  wire ").append(VerilogBits.range(bits)).append(name).append(";\n");
    }

    private void port(String name, boolean input, List<Integer> bits, List<String> outside) {
      if (bits.isEmpty()) return;
      ports.put(name, new Cells.Port(input, bits));
      ends.put(name, VerilogBits.row(outside));
    }

    private String text() {
      var heads = cells.ports().entrySet().stream().map(p -> "  " + (p.getValue().input() ? "input wire " : "output wire ") + VerilogBits.range(p.getValue().bits().size()) + p.getKey()).collect(Collectors.joining(",\n"));
      var links = ends.entrySet().stream().map(e -> "    ." + e.getKey() + "(" + e.getValue() + ")").collect(Collectors.joining(",\n"));
      return "// What was placed and routed, and the memories beside it.\nmodule " + cells.top() + " (\n" + heads + "\n);\n" + wires + "  " + cells.top() + SUFFIX + " u" + SUFFIX + " (\n" + links + "\n  );\n" + memories + "endmodule\n";
    }
  }
}
