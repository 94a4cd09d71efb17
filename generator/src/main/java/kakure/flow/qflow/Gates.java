// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import kakure.cosim.ToolException;

/**
 * A flat netlist with names, as it is placed: no constants and no nets of two names are left in it, for a comparison of netlists that took these lightly would take a wrong layout for right.
 *
 * @param top module
 * @param ports bit by bit
 * @param gates in an order that gives each its name
 */
record Gates(String top, List<Port> ports, List<Gate> gates) {
  /** Copies the lists. */
  Gates {
    ports = List.copyOf(ports);
    gates = List.copyOf(gates);
  }

  /** A bit of a port. @param name {@code data_i[3]}, or {@code valid_i} of a port of one bit, which is its net's name, too, @param input into the module */
  record Port(String name, boolean input) {}

  /** A cell. @param name as qflow numbers it, @param type its name in the library, @param nets by pin */
  record Gate(String name, String type, Map<String, String> nets) {
    /** Copies the map, in its order. */
    Gate {
      nets = Collections.unmodifiableMap(new LinkedHashMap<>(nets));
    }
  }

  /** How many there are of each type. */
  Map<String, Integer> types() {
    var types = new TreeMap<String, Integer>();
    for (var gate : gates) types.merge(gate.type, 1, Integer::sum);
    return types;
  }

  /** What has no name on a layout's side in the netlist's own words: {@code cell/pin} and its net, and ports; for a comparison name by name. */
  Map<String, String> connections() {
    var connections = new TreeMap<String, String>();
    for (var gate : gates) gate.nets.forEach((pin, net) -> connections.put(gate.name + "/" + pin, net));
    for (var port : ports) connections.put("PIN/" + port.name, port.name);
    return connections;
  }

  /** BLIF, as qflow's placement reads it: a gate a line. */
  String blif() {
    var text = new StringBuilder(".model ").append(top).append("\n.inputs");
    for (var port : ports) if (port.input) text.append(' ').append(port.name);
    text.append("\n.outputs");
    for (var port : ports) if (!port.input) text.append(' ').append(port.name);
    text.append('\n');
    for (var gate : gates) {
      text.append(".gate ").append(gate.type);
      gate.nets.forEach((pin, net) -> text.append(' ').append(pin).append('=').append(net));
      text.append('\n');
    }
    return text.append(".end\n").toString();
  }

  /**
   * SPICE, which the layout is compared with: cells are boxes, rails are pins of all.
   *
   * @param order pins of each type of cell as the layout's own netlist lists them: netgen takes the pins of two boxes by their places, not by their names
   * @throws ToolException where the layout's cells have other pins than the netlist's
   */
  String spice(Map<String, List<String>> order) {
    var text = new StringBuilder("* ").append(top).append(" as it was mapped to cells\n");
    var boxes = new TreeMap<String, List<String>>();
    for (var gate : gates) boxes.computeIfAbsent(gate.type, type -> ordered(gate, order));
    boxes.forEach((type, pins) -> folded(text, ".subckt " + type, pins).append(".ends\n"));
    var heads = new ArrayList<String>(List.of(Technology.POWER, Technology.GROUND));
    for (var port : ports) heads.add(port.name);
    folded(text, ".subckt " + top, heads);
    for (var gate : gates) {
      var nets = new ArrayList<String>();
      for (var pin : boxes.get(gate.type)) nets.add(rail(pin) ? pin : gate.nets.get(pin));
      nets.add(gate.type);
      folded(text, "X" + gate.name, nets);
    }
    return text.append(".ends\n.end\n").toString();
  }

  private static boolean rail(String pin) {
    return pin.equals(Technology.POWER) || pin.equals(Technology.GROUND);
  }

  private static List<String> ordered(Gate gate, Map<String, List<String>> order) {
    var pins = new TreeSet<>(gate.nets.keySet());
    pins.addAll(List.of(Technology.POWER, Technology.GROUND));
    var there = order.getOrDefault(gate.type, List.of());
    if (there.size() != pins.size() || !pins.containsAll(there)) throw new ToolException("cell " + gate.type + " has pins " + there + " in the layout and " + pins + " in the netlist");
    return there;
  }

  /** Pins of the boxes of a netlist in SPICE, in their order. */
  static Map<String, List<String>> boxes(String spice) {
    var boxes = new TreeMap<String, List<String>>();
    for (var line : spice.replace("\n+", " ").lines().toList()) {
      var words = List.of(line.strip().split("\\s+"));
      if (words.size() > 1 && words.get(0).equals(".subckt")) boxes.put(words.get(1), words.subList(2, words.size()));
    }
    return boxes;
  }

  /** A line of SPICE goes on behind a plus. */
  private static StringBuilder folded(StringBuilder text, String head, List<String> words) {
    text.append(head);
    int width = head.length();
    for (var word : words) {
      if (width + word.length() > 100) {
        text.append("\n+");
        width = 1;
      }
      text.append(' ').append(word);
      width += 1 + word.length();
    }
    return text.append('\n');
  }
}
