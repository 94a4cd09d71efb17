// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Nothing is left over: every wire is read, every loop closed, every instance connected, a clock and a reset exist where they are used and only there. */
final class Usage {
  private Usage() {}

  /** Loops never closed, instances never connected, wires never read. */
  static void dangling(Body body) {
    body.instances.dangling();
    for (var loop : body.loops) {
      if (loop.closed()) continue;
      var sig = loop.sig();
      body.faults.add(new Fault(sig.site(), "loop " + sig + " is never driven", "a wire without a driver is undefined", "call close on it with what drives it"));
    }
    Set<Sig> read = Collections.newSetFromMap(new IdentityHashMap<>());
    for (var placed : body.statements) reads(placed.statement(), read);
    for (var value : body.outputs.values()) leaves(value, read);
    gates(body, read);
    for (var sig : body.inputs) unread(sig, read, body);
    for (var placed : body.statements) {
      var s = placed.statement();
      if (s instanceof Statement.Wire w) unread(w.sig(), read, body);
      if (s instanceof Statement.Register r) unread(r.sig(), read, body);
      if (s instanceof Statement.Feedback f) unread(f.sig(), read, body);
      if (s instanceof Statement.Instance i) for (var sig : i.outputs().values()) unread(sig, read, body);
    }
  }

  /** An assembly's clock and reset are declared exactly where something below uses them. */
  static void clocks(Assembly assembly, Body body, Site site) {
    boolean clocked = clocked(body, Module.CLOCK);
    boolean reset = reset(body, Module.CLOCK);
    if (assembly.clocked() && !clocked) {
      body.faults.add(new Fault(site, body.name + " declares a clock that nothing uses", "an unread port is a lint warning", "let clocked() return false"));
    } else if (assembly.resettable() != reset && assembly.clocked()) {
      body.faults.add(new Fault(site, body.name + (reset ? " needs a reset that it does not declare" : " declares a reset that nothing uses"),
          reset ? "something in it is reset" : "an unread port is a lint warning", "let resettable() return " + reset));
    }
  }

  static boolean clocked(Body body, String clock) {
    return body.statements.stream().map(Body.Placed::statement).anyMatch(s ->
        s instanceof Statement.Instance i && i.block().clocked() && i.clock().equals(clock) || s instanceof Statement.Register r && r.sig().clock().equals(clock));
  }

  static boolean reset(Body body, String clock) {
    return body.statements.stream().map(Body.Placed::statement).anyMatch(s ->
        s instanceof Statement.Instance i && i.block().resettable() && i.clock().equals(clock) || s instanceof Statement.Register r && r.reset().isPresent() && r.sig().clock().equals(clock));
  }

  /** {@code bus_clk} is reset by {@code bus_rst}. */
  static String resetOf(String clock) {
    return clock.substring(0, clock.length() - Module.CLOCK.length()) + "rst";
  }

  /** The wires that an expression reads, in order. */
  static void leaves(Expr value, Collection<Sig> into) {
    var todo = new ArrayDeque<Expr>(List.of(value));
    while (!todo.isEmpty()) {
      var e = todo.pop();
      if (e instanceof Sig s) into.add(s);
      var operands = e.operands();
      for (int i = operands.size() - 1; i >= 0; i--) todo.push(operands.get(i));
    }
  }

  /** The wires that a statement reads, in order. */
  static void reads(Statement s, Collection<Sig> into) {
    if (s instanceof Statement.Wire w) leaves(w.value(), into);
    if (s instanceof Statement.Drive d) leaves(d.value(), into);
    if (s instanceof Statement.Instance i) into.addAll(i.inputs().values());
    if (s instanceof Statement.Unused u) for (var v : u.values()) leaves(v, into);
    if (s instanceof Statement.Register r) {
      leaves(r.d(), into);
      r.enable().ifPresent(e -> leaves(e, into));
    }
  }

  /** The gated clocks of a clock: what its clock gates let through. */
  static Set<Sig> gated(Body body, String clock) {
    Set<Sig> gated = Collections.newSetFromMap(new IdentityHashMap<>());
    for (var placed : body.statements) {
      if (placed.statement() instanceof Statement.Instance i && i.clock().equals(clock) && i.block() instanceof Macro m && m.role().equals(Macro.CLOCK_GATE)) gated.addAll(i.outputs().values());
    }
    return gated;
  }

  /** What may reset a part of a module: registers of one bit on this clock that are 0 after reset. */
  static Set<Sig> resets(Body body, String clock) {
    Set<Sig> resets = Collections.newSetFromMap(new IdentityHashMap<>());
    for (var placed : body.statements) {
      if (placed.statement() instanceof Statement.Register r && r.sig().clock().equals(clock) && r.sig().type().width() == 1 && r.reset().filter(v -> v.signum() == 0).isPresent()) resets.add(r.sig());
    }
    return resets;
  }

  /** A gated clock clocks, and does nothing else. */
  private static void gates(Body body, Set<Sig> read) {
    for (var clock : body.clocks) {
      for (var gclk : gated(body, clock)) {
        if (read.contains(gclk)) body.faults.add(new Fault(gclk.site(), gclk + " is a clock and read as a value", "registers would race with what reads it", "use it by Module.gated only"));
      }
    }
    for (var placed : body.statements) {
      if (placed.statement() instanceof Statement.Instance i) read.addAll(i.from().sigs());
      if (placed.statement() instanceof Statement.Register r) read.addAll(r.from().sigs());
    }
  }

  private static void unread(Sig sig, Set<Sig> read, Body body) {
    if (read.contains(sig)) return;
    body.faults.add(new Fault(sig.site(), sig + " is never read", "a value that nobody reads is a forgotten connection or dead hardware", "connect it, or say m.unused(" + sig + ")"));
  }
}
