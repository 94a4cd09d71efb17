// SPDX-License-Identifier: Apache-2.0
package kakure.emit;

import java.util.Locale;
import java.util.stream.Collectors;
import kakure.kernel.Expr;
import kakure.kernel.Sig;

/** Prints expressions. Widths agree throughout, so no context ever extends an operand; signs matter to comparison alone. */
final class ExprText {
  private static final int DECIMAL_BITS = 32;

  private ExprText() {}

  static String print(Expr e) {
    if (e instanceof Expr.Binary b) return b.op() == Expr.Op.LT ? less(b) : nested(b.a()) + " " + symbol(b.op()) + " " + nested(b.b());
    if (e instanceof Expr.Mux m) return nested(m.c()) + " ? " + nested(m.a()) + " : " + (m.b() instanceof Expr.Mux ? print(m.b()) : nested(m.b()));
    return nested(e);
  }

  /** As an operand: in parentheses where needed. */
  private static String nested(Expr e) {
    if (e instanceof Sig s) return s.name();
    if (e instanceof Expr.Constant c) return constant(c);
    if (e instanceof Expr.Slice s) return slice(s);
    if (e instanceof Expr.Cat c) return c.parts().stream().map(ExprText::print).collect(Collectors.joining(", ", "{", "}"));
    if (e instanceof Expr.Not n) return "~" + primary(n.of());
    if (e instanceof Expr.Reduce r) return "(" + (r.fold() == Expr.Fold.ANY ? "|" : "&") + primary(r.of()) + ")";
    if (e instanceof Expr.Extend x) return extend(x);
    if (e instanceof Expr.Cast c) return nested(c.of());
    if (e instanceof Expr.Skewed s) return nested(s.of());
    return "(" + print(e) + ")";
  }

  /** As the operand of a unary operator, which Verilog does not take from another one. */
  private static String primary(Expr e) {
    var text = nested(e);
    return text.startsWith("~") ? "(" + text + ")" : text;
  }

  /** Verilog compares in two's complement where both operands are signed in its eyes, which a cast of ours, a slice or a concatenation is not. */
  private static String less(Expr.Binary b) {
    boolean wanted = b.a().type().signed() && b.b().type().signed();
    if (wanted) return signed(b.a()) + " < " + signed(b.b());
    return (looksSigned(b.a()) && looksSigned(b.b()) ? "$unsigned(" + print(b.a()) + ")" : nested(b.a())) + " < " + nested(b.b());
  }

  private static String signed(Expr e) {
    return looksSigned(e) ? nested(e) : "$signed(" + print(e) + ")";
  }

  /** Whether Verilog takes the printed expression as signed. */
  private static boolean looksSigned(Expr e) {
    if (e instanceof Sig s) return s.type().signed();
    if (e instanceof Expr.Not n) return looksSigned(n.of());
    if (e instanceof Expr.Cast c) return looksSigned(c.of());
    if (e instanceof Expr.Skewed s) return looksSigned(s.of());
    if (e instanceof Expr.Mux m) return looksSigned(m.a()) && looksSigned(m.b());
    return e instanceof Expr.Binary b && b.op() != Expr.Op.EQ && b.op() != Expr.Op.LT && looksSigned(b.a()) && looksSigned(b.b());
  }

  private static String constant(Expr.Constant c) {
    int width = c.type().width();
    if (width == 1) return "1'b" + c.value();
    return width + (width <= DECIMAL_BITS ? "'d" + c.value() : "'h" + c.value().toString(16).toLowerCase(Locale.ROOT));
  }

  private static String slice(Expr.Slice s) {
    if (s.of().type().width() == 1) return s.of().name();
    return s.of().name() + (s.hi() == s.lo() ? "[" + s.lo() + "]" : "[" + s.hi() + ":" + s.lo() + "]");
  }

  private static String extend(Expr.Extend x) {
    var sig = x.of();
    int by = x.type().width() - sig.type().width();
    if (!sig.type().signed()) return "{" + by + "'d0, " + sig.name() + "}";
    var sign = sig.type().width() == 1 ? sig.name() : sig.name() + "[" + (sig.type().width() - 1) + "]";
    return "{{" + by + "{" + sign + "}}, " + sig.name() + "}";
  }

  private static String symbol(Expr.Op op) {
    return switch (op) {
      case AND -> "&";
      case OR -> "|";
      case XOR -> "^";
      case ADD -> "+";
      case SUB -> "-";
      case EQ -> "==";
      case LT -> "<";
    };
  }
}
