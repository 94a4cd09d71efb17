// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What all views of a module share: its contents as far as built, and the faults found on the way. */
final class Body {
  final String name;
  final List<Placed> statements = new ArrayList<>();
  final List<Port> ports = new ArrayList<>();
  final List<Sig> inputs = new ArrayList<>();
  final Map<Port, Expr> outputs = new LinkedHashMap<>();
  final List<Fault> faults = new ArrayList<>();
  final List<Loop> loops = new ArrayList<>();
  final Instances instances = new Instances(this);
  final List<String> clocks = new ArrayList<>(List.of(Module.CLOCK));
  private final Map<String, Site> names = new LinkedHashMap<>();

  /** A statement and the line that made it. */
  record Placed(Statement statement, Site site) {}

  Body(String name) {
    this.name = name;
  }

  /** A new named wire; the name is checked and reserved. */
  Sig sig(String sigName, Type type, String clock, Site site) {
    reserve(sigName, site);
    return new Sig(this, sigName, type, clock, site);
  }

  void reserve(String used, Site site) {
    var lower = used.toLowerCase(Locale.ROOT);
    if (!lower.equals(used) && names.containsKey(lower)) {
      faults.add(new Fault(site, "\"" + used + "\" and \"" + lower + "\" differ in case only", "tools for netlists and layouts, which do not tell cases apart, take them for one", "rename one of them"));
    } else if (!Names.legal(used)) {
      faults.add(new Fault(site, "\"" + used + "\" is no name", "names are lower case letters, digits and underscores, a letter first", "rename it"));
    } else if (Names.reservedIn(used) != null) {
      faults.add(new Fault(site, "\"" + used + "\" is a reserved word of " + Names.reservedIn(used), "the emitted file would not compile everywhere", "rename it"));
    }
    var first = names.putIfAbsent(used, site);
    if (first != null) faults.add(new Fault(site, "the name " + used + " is used twice in " + name, "it was first used at " + first, "names are never altered; choose another"));
  }

  void add(Statement s, Site site) {
    statements.add(new Placed(s, site));
  }

  /** The value may drive something of this type: width, sign, kind, module and clock. */
  void fits(String target, Type type, Expr value, Site site) {
    var v = value.type();
    var is = Operands.name(value);
    if (v.width() != type.width()) {
      faults.add(new Fault(site, target + " has " + type + ", but " + is + " has " + v, "widths are equal everywhere; nothing is extended or cut in silence", value instanceof Sig ? "Expr.resize(" + is + ", " + type.width() + ") or Expr.slice where that is meant" : "resize or slice the wires it is made of"));
    } else if (v.signed() != type.signed()) {
      faults.add(new Fault(site, target + " is " + sign(type) + ", but " + is + " is " + sign(v), "a sign that is lost in silence is found in the results", "Expr.as" + (type.signed() ? "Signed(" : "Unsigned(") + is + ") where that is meant"));
    } else if (type.kind() == Type.Kind.CONTROL && v.kind() == Type.Kind.DATA) {
      faults.add(new Fault(site, target + " is control, but " + is + " is data", "data may be undefined: only control registers are reset", "Expr.control(" + is + ") where it is defined from reset on"));
    }
    owned(target, value, site);
  }

  /** Every wire read belongs to this module. */
  void owned(String target, Expr value, Site site) {
    if (value instanceof Sig s && s.body() != this) {
      faults.add(new Fault(site, target + " reads " + s + " of module " + s.body().name, "a wire is known in its own module, here " + name + ", only", "pass it through a port"));
    }
    for (var o : value.operands()) owned(target, o, site);
  }

  /** Everything read changes with this clock, or never. */
  void synchronous(String target, String clock, Expr value, Site site) {
    if (value instanceof Sig s && !s.clock().isEmpty() && !s.clock().equals(clock)) {
      faults.add(new Fault(site, target + " of clock " + clock + " reads " + s + " of clock " + s.clock(), "a value that changes at any time is caught half-changed or metastable", "pass it through a block that synchronises (Block.asynchronous)"));
    }
    for (var o : value.operands()) synchronous(target, clock, o, site);
  }

  private static String sign(Type t) {
    return t.signed() ? "signed" : "unsigned";
  }
}
