// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Converging data of one module has one age: where two paths from the same origin meet, their declared latencies are equal.
 *
 * <p>Origins are data inputs and whatever the bookkeeping cannot follow: feedback, outputs read before their instance is connected, registers that hold, outputs without declared timing,
 * values said to be skewed. There is no other way to read what is not yet driven, so the author's order is an order of computation. Linear in the statements for a bounded number of
 * origins per value.
 */
final class Latencies {
  /** Origins that a value may have; one with more becomes an origin itself. */
  static final int MAX_ORIGINS = 64;

  /** How old a value is, seen from an origin, and by which step it came. */
  private record Age(int cycles, Sig before, String through, Site site) {}

  private final Body body;
  private final Map<Sig, Map<Sig, Age>> ages = new IdentityHashMap<>();
  private final Set<Sig> inputs = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Sig> declared = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Sig> unequal = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<String> notes = new ArrayList<>();

  Latencies(Body body, Blocks<List<Arc>> arcs) {
    this.body = body;
    body.inputs.forEach(this::origin);
    inputs.addAll(body.inputs);
    for (var placed : body.statements) {
      var s = placed.statement();
      if (s instanceof Statement.Wire w) expression(w.sig(), w.value(), 0, "expression", placed.site());
      if (s instanceof Statement.Feedback f) origin(f.sig());
      if (s instanceof Statement.Declared d) declared.addAll(d.outputs().values());
      if (s instanceof Statement.Register r) {
        if (r.enable().isPresent() || r.reset().isPresent()) origin(r.sig());
        else expression(r.sig(), r.d(), 1, "register", placed.site());
      }
      if (s instanceof Statement.Instance i) instance(i, arcs.get(i.block()), placed.site());
    }
  }

  /** What was left unchecked, a sentence each. */
  List<String> notes() {
    return notes;
  }

  /** Latencies of 1 and more from this module's inputs to its outputs. */
  List<Arc> arcs() {
    var arcs = new ArrayList<Arc>();
    body.outputs.forEach((port, value) -> {
      var leaves = new LinkedHashSet<Sig>();
      aged(value, leaves);
      for (var leaf : leaves) {
        ages.getOrDefault(leaf, Map.of()).forEach((origin, age) -> {
          if (age.cycles > 0 && inputs.contains(origin)) arcs.add(Arc.latency(origin.name(), port.name(), age.cycles));
        });
      }
    });
    return arcs;
  }

  private void origin(Sig sig) {
    if (sig.type().kind() == Type.Kind.DATA) ages.put(sig, Map.of(sig, new Age(0, null, "", sig.site())));
  }

  private void expression(Sig to, Expr value, int cycles, String through, Site site) {
    var from = new LinkedHashSet<Sig>();
    boolean followed = aged(value, from);
    var merged = new LinkedHashMap<Sig, Age>();
    for (var sig : from) merge(to, merged, sig, cycles, through, site);
    keep(to, followed ? merged : Map.of());
  }

  private void instance(Statement.Instance i, List<Arc> arcs, Site site) {
    var wired = new LinkedHashMap<String, Sig>();
    i.inputs().forEach((port, sig) -> wired.put(port.name(), sig));
    var byOutput = new LinkedHashMap<String, List<Arc>>();
    for (var arc : arcs) byOutput.computeIfAbsent(arc.to(), k -> new ArrayList<>()).add(arc);
    i.outputs().forEach((port, to) -> {
      if (!declared.remove(to)) return;
      var merged = new LinkedHashMap<Sig, Age>();
      var declared = byOutput.getOrDefault(port.name(), List.of());
      boolean oneAge = declared.stream().map(Arc::from).distinct().count() == declared.size();
      for (var arc : oneAge ? declared : List.<Arc>of()) {
        var from = wired.get(arc.from());
        if (from != null) merge(to, merged, from, arc.cycles(), "u_" + i.name() + ": " + arc.from() + " to " + arc.to(), site);
      }
      keep(to, merged);
    });
  }

  private void merge(Sig to, Map<Sig, Age> merged, Sig from, int cycles, String through, Site site) {
    if (to.type().kind() == Type.Kind.CONTROL) return;
    if (declared.remove(from)) origin(from);
    ages.getOrDefault(from, Map.of()).forEach((origin, age) -> {
      var next = new Age(age.cycles + cycles, from, through, site);
      var other = merged.putIfAbsent(origin, next);
      if (other != null && other.cycles != next.cycles && unequal.add(to)) unequal(to, origin, other, next);
    });
  }

  private void keep(Sig to, Map<Sig, Age> merged) {
    if (merged.size() > MAX_ORIGINS) notes.add(to + " in " + body.name + " depends on more than " + MAX_ORIGINS + " values; latencies are balanced afresh from there on");
    if (merged.isEmpty() || merged.size() > MAX_ORIGINS) origin(to);
    else if (to.type().kind() == Type.Kind.DATA) ages.put(to, merged);
  }

  private void unequal(Sig to, Sig origin, Age a, Age b) {
    var path = new ArrayList<String>();
    for (var age : a.cycles > b.cycles ? List.of(b, a) : List.of(a, b)) {
      path.add(age.cycles + (age.cycles == 1 ? " cycle:" : " cycles:"));
      path.addAll(hops(to, origin, age));
    }
    body.faults.add(new Fault(b.site, "two paths from " + origin + " meet in " + to + " at different ages", path, "they belong to different cycles, so the result belongs to none", "register the shorter path, or say Expr.skewed where it is meant"));
  }

  private List<String> hops(Sig to, Sig origin, Age last) {
    var hops = new ArrayList<String>();
    for (var age = last; age.before != null; age = ages.get(age.before).get(origin)) {
      hops.add(0, "  " + age.before + " -> " + to + "   " + age.through + ", " + age.site);
      to = age.before;
    }
    return hops;
  }

  /** The data that an expression reads, unless said to be skewed; false where the value as a whole cannot be followed. */
  private static boolean aged(Expr e, Set<Sig> into) {
    if (e instanceof Expr.Skewed) return false;
    if (e instanceof Sig s) {
      if (s.type().kind() == Type.Kind.DATA) into.add(s);
      return true;
    }
    boolean followed = true;
    for (var o : e.operands()) followed &= aged(o, into);
    return followed;
  }
}
