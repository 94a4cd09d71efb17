// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks of expressions where they are written; a fault goes to the module of the first wire among the operands. */
final class Operands {
  private Operands() {}

  /** Data if any is. */
  static Type.Kind kind(List<Expr> of) {
    return of.stream().anyMatch(e -> e.type().kind() == Type.Kind.DATA) ? Type.Kind.DATA : Type.Kind.CONTROL;
  }

  /** Both operands have one width and sign. */
  static void agree(String op, Expr a, Expr b) {
    if (a.type().width() != b.type().width()) {
      fault(op + "(" + name(a) + ", " + name(b) + ") of unequal widths", "one has " + a.type() + ", the other " + b.type() + "; nothing is extended or cut in silence", "Expr.resize one of them", a, b);
    } else if (a.type().signed() != b.type().signed() && !(a instanceof Expr.Constant) && !(b instanceof Expr.Constant)) {
      fault(op + "(" + name(a) + ", " + name(b) + ") of unequal signs", "one is signed, the other is not", "Expr.asSigned or Expr.asUnsigned one of them", a, b);
    }
  }

  /** The leaves of two bundles have the same stems; they are those of the second, by stem. */
  static Map<String, Expr> alike(String op, Record a, Record b) {
    var first = leaves(a);
    var second = leaves(b);
    if (!first.keySet().equals(second.keySet())) {
      var all = new ArrayList<>(first.values());
      all.addAll(second.values());
      fault(op + " of bundles of unequal shapes", "one has " + String.join(", ", first.keySet()) + ", the other " + String.join(", ", second.keySet()), "give two records of one class, lists of one length", all.toArray(Expr[]::new));
    }
    return second;
  }

  private static Map<String, Expr> leaves(Record bundle) {
    var leaves = new LinkedHashMap<String, Expr>();
    Records.each(bundle, (stem, leaf) -> leaves.put(stem, (Expr) leaf));
    return leaves;
  }

  /** One bit of control. */
  static void decides(String role, Expr c) {
    if (c.type().width() != 1) {
      fault(role + " is " + name(c) + " with " + c.type(), "it takes one bit", "Expr.bit, Expr.any or Expr.eq make one", c);
    } else if (c.type().kind() != Type.Kind.CONTROL) {
      fault(role + " is " + name(c) + ", which is data", "data may be undefined, and choosing by random bits simulates slowly", "AND and OR random bits; Expr.control(...) where it is a decision", c);
    }
  }

  /** Records a fault at the author's line. */
  static void fault(String what, String why, String hint, Expr... among) {
    var fault = new Fault(Site.here(), what, why, hint);
    for (var e : among) {
      var body = body(e);
      if (body != null) {
        body.faults.add(fault);
        return;
      }
    }
    throw new NetlistException("expression", List.of(fault));
  }

  /** A wire by its name, anything else by its form. */
  static String name(Expr e) {
    if (e instanceof Sig s) return s.name();
    if (e instanceof Expr.Slice s) return s.of() + "[" + s.hi() + ":" + s.lo() + "]";
    if (e instanceof Expr.Constant c) return c.type().width() + "'d" + c.value();
    return "an expression";
  }

  private static Body body(Expr e) {
    if (e instanceof Sig s) return s.body();
    for (var o : e.operands()) {
      var body = body(o);
      if (body != null) return body;
    }
    return null;
  }
}
