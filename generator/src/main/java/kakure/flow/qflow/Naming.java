// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import kakure.BadInput;
import kakure.cosim.ToolException;
import kakure.eda.Cells;

/** Gives a mapped netlist the names that it is placed under: ports keep theirs, other nets are numbered; constants become buffers of a rail, and a port that is another net's becomes a buffer of that. */
final class Naming {
  /** Pins that share a buffer of a rail: nothing switches there, but one net over the whole layout is hard to route. */
  private static final int SHARED = 16;

  private final Cells cells;
  private final Technology.Buffer buffer;
  private final String stem;
  private final Map<Integer, String> nets = new LinkedHashMap<>();
  private final Map<Integer, Integer> tied = new TreeMap<>();
  private final Map<String, Integer> numbers = new TreeMap<>();
  private final Map<String, Set<String>> pins = new TreeMap<>();
  private final List<Gates.Gate> gates = new ArrayList<>();
  private final List<Gates.Gate> added = new ArrayList<>();

  private Naming(Cells cells, Technology.Buffer buffer) {
    this.cells = cells;
    this.buffer = buffer;
    String free = "n";
    while (begun(free)) free += "n";
    this.stem = free;
  }

  /** Whether a port's name could be taken for a numbered net's. */
  private boolean begun(String prefix) {
    return cells.ports().keySet().stream().anyMatch(name -> name.toLowerCase(Locale.ROOT).matches(prefix + "[\\d_].*"));
  }

  /**
   * Names a netlist.
   *
   * @throws BadInput for names that the tools behind would take for others: rails, cells, and those that differ in case only
   * @throws ToolException where cells of a type have other pins than others of it
   */
  static Gates of(Cells cells, Technology.Buffer buffer, Lef lef) {
    return new Naming(cells, buffer).named(lef);
  }

  private Gates named(Lef lef) {
    var ports = ports();
    refuse(ports, lef);
    for (var i : cells.instances()) {
      var ends = new LinkedHashMap<String, String>();
      i.pins().forEach((pin, net) -> ends.put(pin, net < 0 ? tie(net) : nets.computeIfAbsent(net, n -> stem + n)));
      gates.add(numbered(i.type(), ends));
    }
    read(ports);
    for (var gate : added) gates.add(numbered(gate.type(), gate.nets()));
    return new Gates(cells.top(), ports, gates);
  }

  /** Inputs name their nets, then outputs what is left. */
  private List<Gates.Port> ports() {
    var ports = new ArrayList<Gates.Port>();
    cells.ports().forEach((name, port) -> {
      for (int bit = 0; bit < port.bits().size(); bit++) ports.add(new Gates.Port(bit(name, port, bit), port.input()));
    });
    cells.ports().forEach((name, port) -> {
      for (int bit = 0; bit < port.bits().size(); bit++) if (port.input()) nets.put(port.bits().get(bit), bit(name, port, bit));
    });
    cells.ports().forEach((name, port) -> {
      for (int bit = 0; bit < port.bits().size(); bit++) if (!port.input()) output(bit(name, port, bit), port.bits().get(bit));
    });
    return ports;
  }

  private void output(String name, int net) {
    if (net < 0) add(rail(net), name);
    else if (nets.containsKey(net)) add(nets.get(net), name);
    else nets.put(net, name);
  }

  static String bit(String name, Cells.Port port, int bit) {
    return port.bits().size() == 1 ? name : name + "[" + bit + "]";
  }

  /** An input that nothing reads gets a buffer, which drives nothing: a pin without a wire is less metal than the design rules of a layer ask for. */
  private void read(List<Gates.Port> ports) {
    var read = new TreeSet<String>();
    for (var gate : gates) read.addAll(gate.nets().values());
    for (var gate : added) read.addAll(gate.nets().values());
    int open = 0;
    for (var port : ports) if (port.input() && !read.contains(port.name())) add(port.name(), stem + "_open_" + open++);
  }

  /** The net of a constant. */
  private String tie(int constant) {
    int count = tied.merge(constant, 1, Integer::sum) - 1;
    String net = stem + "_" + rail(constant) + "_" + count / SHARED;
    if (count % SHARED == 0) add(rail(constant), net);
    return net;
  }

  private static String rail(int constant) {
    return constant == Cells.ONE ? Technology.POWER : Technology.GROUND;
  }

  private void add(String from, String to) {
    var ends = new LinkedHashMap<String, String>();
    ends.put(buffer.in(), from);
    ends.put(buffer.out(), to);
    added.add(new Gates.Gate("", buffer.cell(), ends));
  }

  /** qflow numbers the cells of a type in the order of the file. */
  private Gates.Gate numbered(String type, Map<String, String> ends) {
    if (!pins.computeIfAbsent(type, t -> ends.keySet()).equals(ends.keySet())) throw new ToolException("a cell " + type + " of " + cells.top() + " has pins " + ends.keySet() + ", others " + pins.get(type) + ": one leads nowhere");
    return new Gates.Gate(type + "_" + numbers.merge(type, 1, Integer::sum), type, ends);
  }

  private void refuse(List<Gates.Port> ports, Lef lef) {
    if (lef.cells().keySet().stream().anyMatch(cells.top()::equalsIgnoreCase)) throw new BadInput(cells.top() + " is the name of a cell of the technology, too\n  do:  give the top module another name");
    var met = new TreeMap<String, String>();
    for (var rail : List.of(Technology.POWER, Technology.GROUND)) met.put(rail, "the rail " + rail);
    for (var port : ports) {
      if (!port.name().matches("[A-Za-z_][A-Za-z0-9_]*(\\[\\d+])?")) throw new BadInput(cells.top() + ": port " + port.name() + ": qflow takes letters, digits and _ in a port's name");
      var other = met.put(port.name().toLowerCase(Locale.ROOT), "port " + port.name());
      if (other != null) throw new BadInput(cells.top() + ": port " + port.name() + " and " + other + " are one name to the tools that compare the layout, which take no notice of case\n  do:  give one of them another name");
    }
  }
}
