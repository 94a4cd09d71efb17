// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import kakure.cosim.ToggleCounts;
import kakure.cosim.Toggles;

/**
 * A netlist as Verilog, with outputs for a simulator that counts how often each net changes: one that shows all of them as they were before the clock's edge, one for the nets of the clock, which change twice a cycle. Behind the
 * nets of the first stand bits that change with every read, and every write, of a memory.
 *
 * @param cells the netlist
 * @param clock port; empty where there is none
 * @param clocks nets between that port and what it clocks, gated or inverted ones among them, in rising order
 * @param memories black boxes whose accesses are counted, by their place in {@link Cells#boxes}
 */
public record CountedNetlist(Cells cells, String clock, List<Integer> clocks, List<Integer> memories) {
  private static final String SETTLED = "kakure_settled_o";
  private static final String CLOCKS = "kakure_clocks_o";
  /** Bits of a statement: of a machine word a simulator makes a move. */
  private static final int WORD = 32;
  /** Ports of a memory that say when it is read and written. */
  private static final List<String> ENABLES = List.of("rd_en_i", "wr_en_i");

  /** Copies the lists. */
  public CountedNetlist {
    clocks = List.copyOf(clocks);
    memories = List.copyOf(memories);
  }

  /**
   * Finds out which nets belong to the clock, and which boxes are memories that can be counted.
   *
   * @param library of the cells
   * @param clock port; empty where there is none
   * @param gates modules of black boxes that gate a clock
   */
  public static CountedNetlist of(Cells cells, Liberty library, String clock, Set<String> gates) {
    var memories = new ArrayList<Integer>();
    for (int b = 0; b < cells.boxes().size(); b++) if (cells.boxes().get(b).pins().keySet().containsAll(ENABLES)) memories.add(b);
    return new CountedNetlist(cells, clock, clock.isEmpty() ? List.of() : clockNets(cells, library, clock, gates), clock.isEmpty() ? List.of() : memories);
  }

  /** Forward from the port, through gates, and not through what is clocked. */
  private static List<Integer> clockNets(Cells cells, Liberty library, String clock, Set<String> gates) {
    var readers = new ArrayList<List<Integer>>();
    for (int net = 0; net < cells.nets(); net++) readers.add(new ArrayList<>());
    for (int i = 0; i < cells.instances().size(); i++) {
      var instance = cells.instances().get(i);
      var cell = library.cell(instance.type());
      if (!cell.sequential() || !cell.clockGate().isEmpty()) for (var pin : cell.pins("input")) if (instance.pins().getOrDefault(pin, Cells.ZERO) >= 0) readers.get(instance.pins().get(pin)).add(i);
    }
    var found = new LinkedHashSet<Integer>();
    var open = new ArrayDeque<Integer>(cells.ports().get(clock).bits());
    while (!open.isEmpty()) {
      int net = open.pop();
      if (net < 0 || !found.add(net)) continue;
      for (int i : readers.get(net)) {
        var instance = cells.instances().get(i);
        for (var pin : library.cell(instance.type()).pins("output")) open.add(instance.pins().getOrDefault(pin, Cells.ZERO));
      }
      for (var box : cells.boxes()) if (gates.contains(box.type()) && box.pins().values().stream().anyMatch(p -> p.input() && p.bits().contains(net))) box.pins().values().stream().filter(p -> !p.input()).forEach(p -> open.addAll(p.bits()));
    }
    return found.stream().sorted().toList();
  }

  /** What the simulator counts. */
  public Toggles toggles() {
    return new Toggles(SETTLED, width(), clocks.isEmpty() ? "" : CLOCKS, clocks.size());
  }

  /** A port has one bit at least. */
  private int width() {
    return Math.max(1, cells.nets() + ENABLES.size() * memories.size());
  }

  /** Transitions of each net in what was counted. */
  public long[] transitions(ToggleCounts counts) {
    var all = Arrays.copyOf(counts.settled(), cells.nets());
    for (int c = 0; c < clocks.size(); c++) all[clocks.get(c)] = counts.clocks()[c];
    return all;
  }

  /** Reads, or writes, of the m-th of {@link #memories} in what was counted; a write of a part of a word is one. */
  public long accesses(ToggleCounts counts, int m, boolean writes) {
    return counts.settled()[cells.nets() + ENABLES.size() * m + (writes ? 1 : 0)];
  }

  /** The text of the module, which has the design's name, its ports, and those of {@link #toggles}. */
  public String verilog() {
    var s = new StringBuilder("module ").append(cells.top()).append(" (\n");
    cells.ports().forEach((name, port) -> s.append(port.input() ? "  input wire " : "  output wire ").append(VerilogBits.range(port.bits().size())).append(name).append(",\n"));
    if (!clocks.isEmpty()) s.append("  output wire ").append(VerilogBits.range(clocks.size())).append(CLOCKS).append(",\n");
    s.append("  output ").append(clock.isEmpty() ? "wire " : "reg ").append(VerilogBits.range(width())).append(SETTLED).append("\n);\n");
    for (int i = 0; i < cells.nets(); i++) s.append("  wire n").append(i).append(";\n");
    cells.ports().forEach((name, port) -> {
      for (int b = 0; b < port.bits().size(); b++) s.append(port(name + (port.bits().size() > 1 ? "[" + b + "]" : ""), port.input(), port.bits().get(b)));
    });
    for (int i = 0; i < cells.instances().size(); i++) {
      var instance = cells.instances().get(i);
      var pins = instance.pins().entrySet().stream().map(p -> "." + p.getKey() + "(" + net(p.getValue()) + ")").collect(Collectors.joining(", "));
      s.append("  ").append(instance.type()).append(" u").append(i).append(" (").append(pins).append(");\n");
    }
    for (int b = 0; b < cells.boxes().size(); b++) box(s, b);
    memories.forEach(b -> accesses(s, b));
    if (!clocks.isEmpty()) s.append("  assign ").append(CLOCKS).append(" = ").append(VerilogBits.row(clocks.stream().map(CountedNetlist::net).toList())).append(";\n");
    shown(s);
    return s.append("endmodule\n").toString();
  }

  /** The dots in its name let a simulator take it for an instance within others. */
  private void box(StringBuilder s, int b) {
    var box = cells.boxes().get(b);
    var pins = new ArrayList<String>();
    box.pins().forEach((name, pin) -> {
      var bits = new ArrayList<String>();
      for (int i = 0; i < pin.bits().size(); i++) {
        boolean open = !pin.input() && pin.bits().get(i) < 0;
        if (open) s.append("  wire ").append(open(b, name, i)).append(";\n");
        bits.add(open ? open(b, name, i) : net(pin.bits().get(i)));
      }
      pins.add("." + name + "(" + VerilogBits.row(bits) + ")");
    });
    s.append("  ").append(box.type()).append(" \\").append(box.name()).append("  (").append(String.join(", ", pins)).append(");\n");
  }

  private static String open(int b, String pin, int bit) {
    return "open_" + b + "_" + pin + "_" + bit;
  }

  private void accesses(StringBuilder s, int b) {
    for (var enable : ENABLES) {
      var any = cells.boxes().get(b).pins().get(enable).bits().stream().map(CountedNetlist::net).collect(Collectors.joining(" | "));
      s.append("  reg ").append(access(b, enable)).append(";\n  always @(posedge ").append(clock).append(") if (").append(any).append(") ").append(access(b, enable)).append(" <= ~").append(access(b, enable)).append(";\n");
    }
  }

  private static String access(int b, String enable) {
    return "access_" + b + "_" + enable;
  }

  /** Blocking assignments, as nothing in the design reads what they write: else a simulator copies all of it once more. */
  private void shown(StringBuilder s) {
    var all = new ArrayList<String>();
    for (int i = 0; i < cells.nets(); i++) all.add("n" + i);
    for (int b : memories) for (var enable : ENABLES) all.add(access(b, enable));
    if (all.isEmpty()) all.add("1'b0");
    if (!clock.isEmpty()) s.append("  /* verilator lint_off BLKSEQ */\n  always @(posedge ").append(clock).append(") begin\n");
    for (int at = 0; at < all.size(); at += WORD) {
      int end = Math.min(at + WORD, all.size());
      s.append(clock.isEmpty() ? "  assign " : "    ").append(SETTLED).append(all.size() == 1 ? "" : "[" + (end - 1) + ":" + at + "]").append(" = ").append(VerilogBits.row(all.subList(at, end))).append(";\n");
    }
    if (!clock.isEmpty()) s.append("  end\n  /* verilator lint_on BLKSEQ */\n");
  }

  private static String port(String bit, boolean input, int net) {
    return input ? "  assign " + net(net) + " = " + bit + ";\n" : "  assign " + bit + " = " + net(net) + ";\n";
  }

  private static String net(int net) {
    return net == Cells.ZERO ? "1'b0" : net == Cells.ONE ? "1'b1" : "n" + net;
  }
}
