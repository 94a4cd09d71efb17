// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What a block says of itself must hold together. */
final class Declarations {
  private Declarations() {}

  static void check(Block block, List<Fault> faults) {
    var site = Site.of(block);
    var name = block.moduleName();
    if (block.resettable() && !block.clocked()) {
      faults.add(new Fault(site, name + " has a reset but no clock", "only registers are reset", "let resettable() return clocked()"));
    }
    if (block.template().isPresent() == block instanceof Assembly) {
      var has = block.template().isPresent() ? "both a template and an inside" : "neither a template nor an inside";
      faults.add(new Fault(site, name + " has " + has, "a leaf block has a template, an assembly is wired", "implement Assembly, or return a template"));
    }
    if (block instanceof Macro && block instanceof Assembly) {
      faults.add(new Fault(site, name + " is a macro with an inside", "a macro is one file, which a flow replaces", "give it a template, or let what is inside be macros"));
    }
    var ports = new LinkedHashMap<String, Port>();
    for (var p : Port.of(block)) {
      if (ports.put(p.name(), p) != null) faults.add(new Fault(site, name + " has two ports " + p.name(), "names are used once", "rename a component of its records"));
    }
    for (var s : block.streams()) {
      var data = s.dir() == Stream.Dir.IN ? Port.Dir.IN : Port.Dir.OUT;
      port(name, "stream " + s.name(), s.valid(), data, ports, site, faults);
      port(name, "stream " + s.name(), s.ready(), data == Port.Dir.IN ? Port.Dir.OUT : Port.Dir.IN, ports, site, faults);
      for (var p : List.of(s.valid(), s.ready())) {
        if (ports.containsKey(p) && !ports.get(p).type().equals(Type.bit().control())) {
          faults.add(new Fault(site, p + " of stream " + s.name() + " of " + name + " has " + ports.get(p).type(), "valid and ready are one bit that decides", "declare it as Type.bit().control()"));
        }
      }
      for (var d : s.data()) port(name, "stream " + s.name(), d, data, ports, site, faults);
    }
    for (var a : block.arcs()) {
      port(name, "an arc", a.from(), Port.Dir.IN, ports, site, faults);
      port(name, "an arc", a.to(), Port.Dir.OUT, ports, site, faults);
    }
    for (var p : block.asynchronous()) port(name, "asynchronous()", p, Port.Dir.IN, ports, site, faults);
  }

  /** Rule 4 of streams, by the block's timing. */
  static void rules(Definition definition, List<Fault> faults) {
    var streams = definition.block().map(Block::streams).orElse(List.of());
    for (var out : streams) {
      if (out.dir() == Stream.Dir.IN) continue;
      for (var other : streams) {
        if (other.dir() == Stream.Dir.IN || !definition.arcs().contains(Arc.comb(other.ready(), out.valid()))) continue;
        faults.add(new Fault(Site.of(definition.block().get()), out.valid() + " of " + definition.name() + " depends on " + other.ready() + " within the cycle", "rule 4 of streams: two such blocks wait for each other", "offer the beat without looking at ready, as a register does"));
      }
    }
  }

  /** A leaf block's arcs; without a clock and without a word, every output depends on every input. */
  static List<Arc> arcs(Block block, List<Port> ports) {
    if (block.clocked() || !block.arcs().isEmpty()) return List.copyOf(block.arcs());
    var all = new ArrayList<Arc>();
    for (var from : ports) {
      if (from.dir() == Port.Dir.OUT) continue;
      for (var to : ports) if (to.dir() == Port.Dir.OUT) all.add(Arc.comb(from.name(), to.name()));
    }
    return List.copyOf(all);
  }

  /** An assembly's declared latencies that its inside neither shows nor contradicts; a contradiction is a fault. */
  static List<Arc> beyond(Block assembly, List<Arc> derived, List<Fault> faults) {
    var all = new ArrayList<Arc>();
    for (var arc : assembly.arcs()) {
      var known = derived.stream().filter(d -> d.from().equals(arc.from()) && d.to().equals(arc.to())).toList();
      if (known.isEmpty() && !arc.comb()) all.add(arc);
      if (known.isEmpty() || known.contains(arc)) continue;
      faults.add(new Fault(Site.of(assembly), assembly.moduleName() + " declares " + arc.cycles() + " cycles from " + arc.from() + " to " + arc.to(), "its inside takes " + known.get(0).cycles(), "declare what it takes; an assembly's timing is derived and needs no declaration"));
    }
    return all;
  }

  private static void port(String block, String by, String port, Port.Dir dir, Map<String, Port> ports, Site site, List<Fault> faults) {
    var known = ports.get(port);
    if (known != null && known.dir() == dir && known.role() == Port.Role.SIGNAL) return;
    var wanted = dir == Port.Dir.IN ? "input" : "output";
    faults.add(new Fault(site, by + " of " + block + " names " + port, "it has no such " + wanted + "; its ports: " + String.join(", ", new TreeSet<>(ports.keySet())), "use the Verilog name, suffix included"));
  }
}
