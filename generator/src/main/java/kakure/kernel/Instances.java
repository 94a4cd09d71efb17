// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The instances of a module. Each is declared, from when on its outputs can be read, and connected, at once or later. */
final class Instances {
  private final Body body;
  private final Map<Record, Statement.Declared> declared = new IdentityHashMap<>();
  private final Map<Statement.Declared, Site> connected = new IdentityHashMap<>();

  Instances(Body body) {
    this.body = body;
  }

  /** The clock that the first of these wires to have one changes with. */
  static String clock(Record in) {
    var clocks = new ArrayList<String>();
    Records.each(in, (stem, sig) -> clocks.add(((Sig) sig).clock()));
    return clocks.stream().filter(c -> !c.isEmpty()).findFirst().orElse("");
  }

  @SuppressWarnings("unchecked") // the copy of a record has the record's class; only its type argument, Type or Sig, is erased
  <R extends Record> R declare(Block block, String name, Record out, String clock, Statement.From from, Site site) {
    body.reserve("u_" + name, site);
    var outputs = new LinkedHashMap<Port, Sig>();
    var result = (R) Records.map(out, (stem, type) -> {
      var sig = body.sig(Names.joined(name, stem), (Type) type, clock, site);
      outputs.put(Port.out(stem, (Type) type), sig);
      return sig;
    });
    var instance = new Statement.Declared(name, block, outputs, clock, from);
    body.add(instance, site);
    declared.put(result, instance);
    return result;
  }

  void connect(Record outputs, Record in, Site site) {
    var d = declared.get(outputs);
    if (d == null) {
      body.faults.add(new Fault(site, "connect is given " + name(outputs) + " of no instance in " + body.name, "an instance is known by the record of outputs that declare returned", "give that very record, in the module that declared it"));
      return;
    }
    var before = connected.putIfAbsent(d, site);
    if (before != null) {
      body.faults.add(new Fault(site, "u_" + d.name() + " is connected twice", "it was connected at " + before, "connect it once"));
      return;
    }
    var inputs = inputs(d, in, site);
    for (var e : inputs.entrySet()) {
      if (!d.block().asynchronous().contains(e.getKey().name())) body.synchronous("port " + e.getKey().name() + " of u_" + d.name(), d.clock(), e.getValue(), site);
    }
    body.add(new Statement.Instance(d.name(), d.block(), inputs, d.outputs(), d.clock(), d.from()), site);
  }

  private Map<Port, Sig> inputs(Statement.Declared d, Record in, Site site) {
    var block = d.block();
    var ports = new ArrayList<Port>();
    Records.each(block.in(), (stem, type) -> ports.add(Port.in(stem, (Type) type)));
    var sigs = new ArrayList<Sig>();
    Records.each(in, (stem, sig) -> sigs.add((Sig) sig));
    if (ports.size() != sigs.size() || in.getClass() != block.in().getClass()) {
      body.faults.add(new Fault(site, "u_" + d.name() + " is given " + name(in) + " (ports: " + sigs.size() + ")", block.moduleName() + " takes " + name(block.in()) + " (ports: " + ports.size() + ")", "give its record of inputs, lists as long as declared"));
    }
    var inputs = new LinkedHashMap<Port, Sig>();
    for (int i = 0; i < Math.min(ports.size(), sigs.size()); i++) {
      var port = ports.get(i);
      body.fits("port " + port.name() + " of u_" + d.name() + " (" + block.moduleName() + ")", port.type(), sigs.get(i), site);
      inputs.put(port, sigs.get(i));
    }
    return inputs;
  }

  /** {@code Delay.In}. */
  private static String name(Record ports) {
    var of = ports.getClass().getEnclosingClass();
    return (of == null ? "" : of.getSimpleName() + ".") + ports.getClass().getSimpleName();
  }

  /** A fault for each that is declared and never connected. */
  void dangling() {
    for (var placed : body.statements) {
      if (!(placed.statement() instanceof Statement.Declared d) || connected.containsKey(d)) continue;
      body.faults.add(new Fault(placed.site(), "u_" + d.name() + " is declared and never connected", "its inputs would have no driver", "call connect with its outputs and with what drives its inputs"));
    }
  }
}
