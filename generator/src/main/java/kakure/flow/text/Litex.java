// SPDX-License-Identifier: Apache-2.0
package kakure.flow.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kakure.BadInput;
import kakure.cosim.Port;
import kakure.cosim.StreamPorts;

/** {@code --to litex}: a Migen module around the Verilog, whose streams are LiteX's endpoints. */
record Litex() implements Description {
  /** Words of Python, and names that a module and an endpoint have themselves. */
  private static final List<String> TAKEN = List.of("and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
      "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield", "None", "True", "False", "comb", "sync", "specials", "submodules", "clock_domains", "valid", "ready", "first", "last", "payload", "param", "description");

  @Override
  public String name() {
    return "litex";
  }

  @Override
  public String summary() {
    return "TOP.py: a LiteX module: streams as endpoints, other ports as signals, clock and reset of the domain sys";
  }

  @Override
  public Map<String, String> texts(Described d) {
    if (d.clocks().size() > 1) throw new BadInput("--to litex: " + d.top() + " has the clocks " + String.join(" and ", d.clocks()) + ", and the module is of one domain\n  do:  wrap one that --to fusesoc describes by hand");
    var text = new StringBuilder("# SPDX-License-Identifier: Apache-2.0\nimport os\n\nfrom migen import ClockSignal, Instance, Module, ResetSignal, Signal\nfrom litex.soc.interconnect import stream\n\n\n");
    text.append("class ").append(type(d)).append("(Module):\n    \"\"\"").append(d.title()).append(".\"\"\"\n\n    def __init__(self, platform):\n");
    for (var s : d.design().streams()) text.append("        self.").append(free(s.name())).append(" = stream.Endpoint([").append(s.data().stream().map(p -> "(\"" + free(p.name()) + "\", " + p.width() + ")").collect(Collectors.joining(", "))).append("])\n");
    for (var p : d.plain()) text.append("        self.").append(free(p.name())).append(" = Signal(").append(p.width()).append(")\n");
    text.append("        self.specials += Instance(\n            \"").append(d.top()).append("\",\n");
    for (var line : pins(d)) text.append("            ").append(line).append(",\n");
    text.append("        )\n        here = os.path.dirname(os.path.abspath(__file__))\n");
    if (!d.headers().isEmpty()) text.append("        platform.add_verilog_include_path(here)\n");
    text.append("        for name in [\n");
    for (var f : d.sources()) text.append("            \"").append(f).append("\",\n");
    return Map.of(d.top() + ".py", text.append("        ]:\n            platform.add_source(os.path.join(here, name))\n").toString());
  }

  private static List<String> pins(Described d) {
    var lines = new ArrayList<String>();
    for (var c : d.clocks()) lines.add("i_" + c + "=ClockSignal()");
    for (var r : d.resets()) lines.add("i_" + r + "=" + (d.design().resetActiveHigh() ? "" : "~") + "ResetSignal()");
    for (var s : d.design().streams()) stream(s, lines);
    for (var p : d.plain()) lines.add(pin(p, free(p.name())));
    return lines;
  }

  private static void stream(StreamPorts s, List<String> lines) {
    lines.add(pin(s.valid(), free(s.name()) + ".valid"));
    lines.add(pin(s.ready(), free(s.name()) + ".ready"));
    for (var p : s.data()) lines.add(pin(p, free(s.name()) + "." + free(p.name())));
  }

  private static String pin(Port p, String signal) {
    return (p.input() ? "i_" : "o_") + p.name() + "=self." + signal;
  }

  /** A name that Python and Migen leave free. */
  private static String free(String name) {
    return TAKEN.contains(name) ? name + "_" : name;
  }

  /** {@code fifo_37x5} as {@code Fifo37x5}. */
  private static String type(Described d) {
    var name = new StringBuilder();
    for (var word : d.top().split("_")) if (!word.isEmpty()) name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    return name.toString();
  }

  @Override
  public String next(Described d) {
    return "from " + d.top() + " import " + type(d) + "; self.submodules.core = " + type(d) + "(platform)";
  }
}
