// SPDX-License-Identifier: Apache-2.0
package kakure.emit;

import java.util.ArrayList;
import java.util.stream.Collectors;
import kakure.kernel.Assembly;
import kakure.kernel.Definition;
import kakure.kernel.Expr;
import kakure.kernel.Port;
import kakure.kernel.Sig;
import kakure.kernel.Statement;
import kakure.kernel.Type;

/** Prints an assembly in its author's order. Every wire has a line of its own, so that one more wire changes two lines: where it is made and where it is read. */
final class ModuleText {
  private final Definition module;
  private final EmitOptions options;
  private final StringBuilder out = new StringBuilder();

  private ModuleText(Definition module, EmitOptions options) {
    this.module = module;
    this.options = options;
  }

  static String print(Definition module, EmitOptions options) {
    return new ModuleText(module, options).print();
  }

  private String print() {
    line("// SPDX-License-Identifier: Apache-2.0");
    module.block().ifPresent(b -> ((Assembly) b).comment().forEach(c -> line("// " + c)));
    line("`default_nettype none");
    line("module " + module.name() + " (");
    line(module.ports().stream().map(ModuleText::port).collect(Collectors.joining(",\n")));
    line(");");
    Statement before = null;
    for (var s : module.statements()) {
      if (before != null && apart(before, s)) line("");
      statement(s);
      before = s;
    }
    if (!module.statements().isEmpty()) line("");
    module.outputs().forEach((port, value) -> line("  assign " + port.name() + " = " + ExprText.print(value) + ";"));
    unused();
    line("endmodule");
    line("`default_nettype wire");
    return out.toString();
  }

  /** An empty line goes between statements of different kinds, and around whatever takes several lines; an instance whose wires stand right above is one with them. */
  private static boolean apart(Statement before, Statement s) {
    if (before instanceof Statement.Declared d && s instanceof Statement.Instance i && d.outputs() == i.outputs()) return false;
    return s instanceof Statement.Declared || s instanceof Statement.Instance || s instanceof Statement.Register || s.getClass() != before.getClass();
  }

  private void statement(Statement s) {
    if (s instanceof Statement.Wire w) line("  wire " + range(w.sig().type()) + w.sig() + " = " + ExprText.print(w.value()) + ";");
    if (s instanceof Statement.Feedback f) line("  wire " + range(f.sig().type()) + f.sig() + ";");
    if (s instanceof Statement.Drive d) line("  assign " + d.sig() + " = " + ExprText.print(d.value()) + ";");
    if (s instanceof Statement.Declared d) d.outputs().values().forEach(sig -> line("  wire " + range(sig.type()) + sig + ";"));
    if (s instanceof Statement.Register r) register(r);
    if (s instanceof Statement.Instance i) instance(i);
  }

  private void register(Statement.Register r) {
    var clock = r.from().gate().map(Sig::toString).orElse(r.sig().clock() + "_i");
    var reset = reset(r.from(), r.sig().clock());
    line("  reg " + range(r.sig().type()) + r.sig() + ";");
    var load = r.enable().map(e -> "if (" + ExprText.print(e) + ") ").orElse("") + r.sig() + " <= " + ExprText.print(r.d()) + ";";
    if (r.reset().isEmpty()) {
      line("  always @(posedge " + clock + ") " + load);
    } else {
      line("  always @(" + options.edge(clock, reset) + ")");
      line("    if (!" + reset + ") " + r.sig() + " <= " + ExprText.print(Expr.constant(r.reset().get(), r.sig().type().width())) + ";");
      line("    else " + load);
    }
  }

  private void instance(Statement.Instance i) {
    var pins = new ArrayList<String>();
    if (i.block().clocked()) pins.add("    .clk_i(" + i.from().gate().map(Sig::toString).orElse(i.clock() + "_i") + ")");
    if (i.block().resettable()) pins.add("    .rst_ni(" + reset(i.from(), i.clock()) + ")");
    i.inputs().forEach((port, sig) -> pins.add("    ." + port.name() + "(" + sig + ")"));
    i.outputs().forEach((port, sig) -> pins.add("    ." + port.name() + "(" + sig + ")"));
    line("  " + i.block().moduleName() + " u_" + i.name() + " (");
    line(String.join(",\n", pins));
    line("  );");
  }

  /** Linters take a wire of this name as read. */
  private void unused() {
    var values = new ArrayList<Expr>();
    for (var s : module.statements()) if (s instanceof Statement.Unused u) values.addAll(u.values());
    if (!values.isEmpty()) line("\n  wire unused = &{1'b0, " + values.stream().map(ExprText::print).collect(Collectors.joining(", ")) + "};");
  }

  private static String port(Port p) {
    return "  " + (p.dir() == Port.Dir.IN ? "input  wire " : "output wire ") + range(p.type()) + p.name();
  }

  private static String range(Type t) {
    return (t.signed() ? "signed " : "") + (t.width() > 1 ? "[" + (t.width() - 1) + ":0] " : "");
  }

  /** {@code clk} is reset by {@code rst_ni}, {@code bus_clk} by {@code bus_rst_ni}, a part of a module by a register of it. */
  private static String reset(Statement.From from, String clock) {
    return from.reset().isPresent() ? from.reset().get().toString() : clock.substring(0, clock.length() - "clk".length()) + "rst_ni";
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
