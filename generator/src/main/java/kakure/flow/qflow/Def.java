// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A placed layout, routed or not, as a DEF file says it. Lengths are in micrometres.
 *
 * @param design its top
 * @param die around all of it
 * @param cells in the file's order
 * @param pins of the top
 * @param connections net by {@code cell/pin}, of a pin of the top by {@code PIN/name}
 * @param wires of all nets, rails included
 */
record Def(String design, Box die, List<Cell> cells, List<Pin> pins, Map<String, String> connections, List<Wire> wires) {
  /** Copies all. */
  Def {
    cells = List.copyOf(cells);
    pins = List.copyOf(pins);
    connections = Collections.unmodifiableMap(new TreeMap<>(connections));
    wires = List.copyOf(wires);
  }

  /** A rectangle by two of its corners. */
  record Box(double left, double bottom, double right, double top) {
    double width() {
      return right - left;
    }

    double height() {
      return top - bottom;
    }

    /** In square micrometres. */
    double area() {
      return width() * height();
    }
  }

  /** A cell. @param x of its left edge, @param y of its lower one, @param orientation N, S, FN ..., where E and W lie on their side */
  record Cell(String name, String type, double x, double y, String orientation) {}

  /** A pin of the top. */
  record Pin(String name, double x, double y) {}

  /** A straight piece of metal, from point to point. @param special whether it is part of a rail, of its own width */
  record Wire(String net, String layer, boolean special, double x, double y, double toX, double toY) {
    double length() {
      return Math.abs(toX - x) + Math.abs(toY - y);
    }
  }

  /** Length of all wires but those of the rails, in micrometres. */
  double wirelength() {
    return wires.stream().filter(w -> !w.special).mapToDouble(Wire::length).sum();
  }

  /**
   * How the layout's own list of nets differs from the netlist that was to be placed, name by name, in the case of every letter.
   *
   * @param filler cells that stand in no netlist
   * @return a line for each difference, at most {@code most}; none where they are the same
   */
  List<String> differences(Gates gates, String filler, int most) {
    var found = new ArrayList<String>();
    var placed = new TreeMap<String, String>();
    for (var cell : cells) if (!cell.type.equals(filler) && placed.put(cell.name, cell.type) != null) found.add("cell " + cell.name + " is placed twice");
    var wanted = new TreeMap<String, String>();
    for (var gate : gates.gates()) wanted.put(gate.name(), gate.type());
    compare("cell ", wanted, placed, found);
    compare("pin ", gates.connections(), connections, found);
    return found.size() <= most ? found : List.copyOf(found.subList(0, most));
  }

  private static void compare(String what, Map<String, String> wanted, Map<String, String> there, List<String> found) {
    wanted.forEach((name, value) -> {
      var other = there.get(name);
      if (other == null) found.add(what + name + " is missing, " + value + " in the netlist");
      else if (!other.equals(value)) found.add(what + name + " is " + other + ", " + value + " in the netlist");
    });
    there.forEach((name, value) -> {
      if (!wanted.containsKey(name)) found.add(what + name + " is " + value + ", and the netlist has none");
    });
  }
}
