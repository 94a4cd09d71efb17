// SPDX-License-Identifier: Apache-2.0
package kakure.energy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kakure.cosim.ToggleCounts;
import kakure.eda.Cells;
import kakure.eda.EnergyModel;
import kakure.eda.Liberty;
import kakure.kernel.Block;
import kakure.kernel.Definition;
import kakure.kernel.Port;
import kakure.kernel.Statement;

/** Which part of a design each cell of its netlist belongs to, and which module. */
final class Parts {
  static final String CLOCK = "the clock's net";
  static final String INPUTS = "nets of other inputs";
  static final String MACROS = "nets that macros drive";
  static final String OWN = "between these";
  /** Before the name of an instance whose memories' own energy is known. */
  static final String WITHIN = "within memories of ";

  private final Gates gates;
  private final List<Part> list = new ArrayList<>();
  private final int[] part;
  private final String[] module;
  /** How many parts are cells, and nets that no cell drives. */
  private final int logic;

  Parts(Gates gates) {
    this.gates = gates;
    var inner = new LinkedHashMap<String, Map<String, Block>>();
    for (var d : gates.netlist().modules()) inner.put(d.name(), instances(d));
    var instances = gates.cells().instances();
    this.part = new int[instances.size()];
    this.module = new String[instances.size()];
    String top = gates.netlist().top().name();
    var rows = new LinkedHashMap<String, String>();
    inner.get(top).forEach((name, block) -> rows.put(name, block.moduleName()));
    rows.put(rows.isEmpty() ? top : OWN, top);
    var names = List.copyOf(rows.keySet());
    var cells = new int[names.size()];
    var areas = new double[names.size()];
    for (int i = 0; i < part.length; i++) {
      var path = instances.get(i).path();
      part[i] = path.isEmpty() || !inner.get(top).containsKey(path.get(0)) ? names.size() - 1 : names.indexOf(path.get(0));
      module[i] = module(top, path, inner);
      cells[part[i]]++;
      areas[part[i]] += gates.pricing().library().cell(instances.get(i).type()).area();
    }
    for (int p = 0; p < names.size(); p++) list.add(new Part(names.get(p), rows.get(names.get(p)), cells[p], areas[p]));
    for (var net : List.of(CLOCK, INPUTS, MACROS)) list.add(new Part(net, "", 0, size(net)));
    logic = list.size();
    var within = new TreeMap<String, Double>();
    for (var box : gates.cells().boxes()) gates.memories().of(box.type()).ifPresent(price -> within.merge(holder(box), price.read(), Double::sum));
    within.forEach((name, read) -> list.add(new Part(name, "", 0, read)));
  }

  /** The part of what a memory takes within: all memories of an instance of the top share one. */
  private static String holder(Cells.Box box) {
    return WITHIN + (box.path().isEmpty() ? box.name() : box.path().get(0));
  }

  /** Instances of a module by their names in Verilog; none where a template holds the inside. */
  static Map<String, Block> instances(Definition d) {
    var instances = new LinkedHashMap<String, Block>();
    for (var s : d.statements()) if (s instanceof Statement.Instance i) instances.put("u_" + i.name(), i.block());
    return instances;
  }

  /** The innermost module of a path; where a template holds instances that the netlist does not know of, the one that holds them. */
  private static String module(String top, List<String> path, Map<String, Map<String, Block>> inner) {
    String at = top;
    for (var name : path) {
      var block = inner.get(at).get(name);
      if (block == null) return at;
      at = block.moduleName();
    }
    return at;
  }

  /** Load of the clock's pins, and bits of what else no cell drives. */
  private double size(String name) {
    var cells = gates.cells();
    return switch (name) {
      case CLOCK -> cells.instances().stream().mapToDouble(i -> gates.pricing().library().cell(i.type()).pins().values().stream().filter(Liberty.Pin::clock).mapToDouble(Liberty.Pin::capacitance).sum()).sum();
      case INPUTS -> Sizes.bits(gates.netlist().top().ports(), Port.Dir.IN);
      default -> cells.boxes().stream().flatMap(b -> b.pins().values().stream()).filter(p -> !p.input()).mapToInt(p -> p.bits().size()).sum();
    };
  }

  /** Blocks in the top's order, then what lies between them, then nets that no cell drives, then memories whose own energy is known, by name. */
  List<Part> list() {
    return list;
  }

  /** Femtojoules of each part. @param transitions of each net, as they were counted */
  double[] energy(EnergyModel.Shares shares, long[] transitions, ToggleCounts counts) {
    var energy = new double[list.size()];
    for (int i = 0; i < part.length; i++) energy[part[i]] += shares.within()[i] + shares.charged()[i];
    double clock = 0;
    var port = gates.cells().ports().get(gates.counted().clock());
    if (port != null) for (int net : port.bits()) clock += gates.model().charge(net, transitions);
    int rest = logic - 3;
    energy[rest] = clock;
    energy[rest + 1] = shares.inputs() - clock;
    energy[rest + 2] = shares.boxes();
    for (int m = 0; m < gates.counted().memories().size(); m++) {
      var box = gates.cells().boxes().get(gates.counted().memories().get(m));
      var price = gates.memories().of(box.type());
      if (price.isPresent()) energy[place(holder(box))] += price.get().read() * gates.counted().accesses(counts, m, false) + price.get().write() * gates.counted().accesses(counts, m, true);
    }
    return energy;
  }

  private int place(String name) {
    for (int p = logic; p < list.size(); p++) if (list.get(p).name().equals(name)) return p;
    throw new IllegalStateException("no part " + name);
  }

  /** Femtojoules of each module's own cells, all its instances together. */
  Map<String, Double> modules(EnergyModel.Shares shares) {
    var modules = new LinkedHashMap<String, Double>();
    gates.netlist().modules().forEach(d -> modules.put(d.name(), 0.0));
    for (int i = 0; i < module.length; i++) modules.merge(module[i], shares.within()[i] + shares.charged()[i], Double::sum);
    modules.values().removeIf(e -> e == 0);
    return modules;
  }

  /** Pins of macros of whose own energy nothing is known: {@code u_act.u_even (ram_64x32, 83 pins)}. */
  List<String> unknown() {
    return gates.cells().boxes().stream().filter(b -> gates.memories().of(b.type()).isEmpty()).map(Parts::text).toList();
  }

  private static String text(Cells.Box box) {
    return box.name() + " (" + box.type() + ", " + box.pins().values().stream().mapToInt(p -> p.bits().size()).sum() + " pins)";
  }
}
