// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds every distinct block of a design once, children first, and gathers the faults of all. */
final class Elaborator {
  private static final int MAX_DEPTH = 64;

  private final Blocks<Definition> done = new Blocks<>();
  private final List<Block> open = new ArrayList<>(); // from the top down
  private final List<Fault> faults = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  Netlist netlist(Block block) {
    return finish(define(block));
  }

  Netlist netlist(Module module) {
    var body = module.body();
    var ports = new ArrayList<Port>();
    for (var clock : body.clocks) {
      if (Usage.clocked(body, clock)) ports.add(Port.clock(clock));
      if (Usage.reset(body, clock)) ports.add(Port.reset(Usage.resetOf(clock)));
    }
    ports.addAll(body.ports);
    name(body.name, new Site(body.name, 0));
    return finish(define(body, Optional.empty(), List.copyOf(ports)));
  }

  private Netlist finish(Definition top) {
    if (!faults.isEmpty()) throw new NetlistException(top.name(), faults);
    var all = new ArrayList<>(done.values());
    if (top.block().isEmpty()) all.add(top);
    return new Netlist(top, all, notes);
  }

  private Definition define(Block block) {
    var known = done.get(block);
    if (known != null) return known;
    Declarations.check(block, faults);
    var ports = Port.of(block);
    name(block.moduleName(), Site.of(block));
    Definition definition;
    if (!(block instanceof Assembly assembly)) {
      definition = new Definition(block.moduleName(), Optional.of(block), ports, List.of(), Map.of(), Declarations.arcs(block, ports));
    } else if (open.size() == MAX_DEPTH || open.stream().anyMatch(b -> b.moduleName().equals(block.moduleName()) && b.equals(block))) {
      faults.add(new Fault(Site.of(block), block.moduleName() + " contains itself", String.join(" > ", open.stream().map(Block::moduleName).distinct().limit(8).toList()), "end the recursion of its parameters"));
      return new Definition(block.moduleName(), Optional.of(block), ports, List.of(), Map.of(), List.of());
    } else {
      open.add(block);
      definition = define(build(assembly, ports), Optional.of(block), ports);
      open.remove(open.size() - 1);
    }
    Declarations.rules(definition, faults);
    done.put(block, definition);
    return definition;
  }

  private Body build(Assembly assembly, List<Port> ports) {
    var body = new Body(assembly.moduleName());
    var site = Site.of(assembly);
    var clock = assembly.clocked() ? Module.CLOCK : "";
    for (var p : ports) if (p.role() != Port.Role.SIGNAL) body.reserve(p.name(), site);
    var in = Records.map(assembly.in(), (stem, type) -> {
      var sig = body.sig(stem + "_i", (Type) type, clock, site);
      body.inputs.add(sig);
      return sig;
    });
    var module = new Module(body, clock);
    var out = assembly.build(module, in);
    var sigs = new ArrayList<Sig>();
    Records.each(out, (stem, sig) -> sigs.add((Sig) sig));
    var outs = ports.stream().filter(p -> p.dir() == Port.Dir.OUT).toList();
    if (sigs.size() != outs.size()) {
      body.faults.add(new Fault(site, body.name + " returns " + sigs.size() + " outputs", "it declares " + outs.size(), "return its record of outputs, lists as long as declared"));
    }
    for (int i = 0; i < Math.min(sigs.size(), outs.size()); i++) module.drive(outs.get(i), sigs.get(i), sigs.get(i).site());
    if (!body.ports.isEmpty() || body.clocks.size() > 1) {
      body.faults.add(new Fault(site, body.name + " adds ports or clocks of its own", "an assembly has the ports that its records declare", "declare them, or build with Module.of"));
    }
    Usage.clocks(assembly, body, site);
    return body;
  }

  private Definition define(Body body, Optional<Block> block, List<Port> ports) {
    var arcs = new Blocks<List<Arc>>();
    var statements = new ArrayList<Statement>();
    for (var placed : body.statements) {
      statements.add(placed.statement());
      if (placed.statement() instanceof Statement.Instance i && arcs.get(i.block()) == null) arcs.put(i.block(), define(i.block()).arcs());
    }
    Usage.dangling(body);
    var paths = new Paths(body, arcs);
    paths.loops();
    var latencies = new Latencies(body, arcs);
    var timing = new ArrayList<>(paths.arcs());
    timing.addAll(latencies.arcs());
    block.ifPresent(b -> timing.addAll(Declarations.beyond(b, timing, body.faults)));
    faults.addAll(body.faults);
    notes.addAll(latencies.notes());
    return new Definition(body.name, block, ports, List.copyOf(statements), Collections.unmodifiableMap(body.outputs), List.copyOf(timing));
  }

  private void name(String module, Site site) {
    if (module.length() > Names.MAX || !Names.legal(module) || Names.reservedIn(module) != null) {
      faults.add(new Fault(site, "\"" + module + "\" is no name of a module", "it takes 1 to " + Names.MAX + " lower case letters, digits and underscores, a letter first, and no reserved word", "name it after the block and its parameters"));
    }
  }
}
