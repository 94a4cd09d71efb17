// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes ports.inc, the only C++ that differs between designs, from the port table and the class that Verilator made; finds out where the two differ. */
final class Glue {
  private static final Pattern PORT = Pattern.compile("VL_(IN|OUT|INOUT)(?:8|16|64|W|)\\(&?(\\w+),(-?\\d+),(-?\\d+)");

  private static final List<String> LINES = List.of("INPUT", "OUTPUT", "CONTROL", "STREAM", "WATCHED");

  /** A port as Verilator sees it. */
  private record Seen(String dir, int width) {}

  private final Design design;
  private final Map<String, Seen> seen = new LinkedHashMap<>();
  private final Map<String, String> members = new LinkedHashMap<>();

  Glue(Design design, Path header) throws IOException {
    this.design = design;
    String text = Files.readString(header, StandardCharsets.UTF_8);
    // Verilator ends well even when the disk is full
    if (!text.contains("#endif")) throw new ToolException("Verilator wrote " + header + " incompletely: is the disk full?");
    Matcher m = PORT.matcher(text);
    while (m.find()) seen.put(m.group(2), new Seen(m.group(1), Math.abs(Integer.parseInt(m.group(3)) - Integer.parseInt(m.group(4))) + 1));
  }

  /** The text of ports.inc. @throws DesignException if the Verilog has other ports than design.json says */
  String text(String designHash, String portsHash) {
    StringBuilder s = new StringBuilder("// Made from design.json of ").append(design.top()).append(".\n#ifdef KAKURE_HEAD\n");
    define(s, "TOP", '"' + design.top() + '"');
    define(s, "DESIGN_HASH", '"' + designHash + '"');
    define(s, "PORTS_HASH", '"' + portsHash + '"');
    design.clock().ifPresent(p -> define(s, "CLOCK", member(p)));
    design.reset().ifPresent(p -> define(s, "RESET", member(p)));
    define(s, "RESET_ACTIVE", design.resetActiveHigh() ? "1" : "0");
    design.watch().ifPresent(w -> define(s, "WATCH_BYTES", Integer.toString(w.bytes())));
    design.toggles().ifPresent(t -> {
      counted(s, "SETTLED", t.settled(), t.settledBits());
      if (t.clockBits() > 0) counted(s, "CLOCKS", t.clocks(), t.clockBits());
    });
    s.append("#else\n");
    for (String k : LINES) s.append("#ifndef KAKURE_").append(k).append("\n#define KAKURE_").append(k).append("(...)\n#endif\n");
    for (Port p : design.ports()) {
      s.append(p.control() ? "KAKURE_CONTROL(" : p.input() ? "KAKURE_INPUT(" : "KAKURE_OUTPUT(").append(p.index()).append(", \"").append(p.name()).append("\", ")
        .append(member(p)).append(", ").append(p.width()).append(")\n");
    }
    if (!seen.isEmpty()) throw new DesignException(design.top() + ": the Verilog has ports that design.json does not list: " + String.join(", ", seen.keySet()));
    for (StreamPorts t : design.streams()) {
      if (t.name().equals(MemoryWatch.STREAM) && design.watch().isPresent()) continue;
      s.append("KAKURE_STREAM(\"").append(t.name()).append("\", ").append(t.input()).append(", ").append(t.valid().index()).append(", ").append(t.ready().index()).append(", ")
        .append(t.data().stream().map(p -> Integer.toString(p.index())).collect(Collectors.joining(", "))).append(")\n");
    }
    design.watch().ifPresent(w -> w.instances().forEach(name -> s.append("KAKURE_WATCHED(\"").append(name).append("\")\n")));
    for (String k : LINES) s.append("#undef KAKURE_").append(k).append('\n');
    return s.append("#endif\n").toString();
  }

  private void counted(StringBuilder s, String name, String port, int bits) {
    define(s, name, member(new Port(-1, port, false, bits, false, false)));
    define(s, name + "_BITS", Integer.toString(bits));
  }

  private static void define(StringBuilder s, String name, String value) {
    s.append("#define KAKURE_").append(name).append(' ').append(value).append('\n');
  }

  /** The member of the Verilated class; the port is ticked off at its first use. */
  private String member(Port p) {
    String plain = mangled(p.name());
    String name = members.computeIfAbsent(p.name(), n -> {
      String found = seen.containsKey(plain) ? plain : "__SYM__" + plain; // Verilator's way with words of C++
      Seen s = seen.remove(found);
      if (s == null) throw new DesignException(design.top() + ": design.json lists port " + n + ", the Verilog has no such port");
      if (s.width() != p.width()) throw new DesignException(design.top() + ": port " + n + " has " + p.width() + " bits in design.json and " + s.width() + " in the Verilog");
      if (!s.dir().equals(p.input() ? "IN" : "OUT")) throw new DesignException(design.top() + ": port " + n + " is an " + (p.input() ? "input" : "output") + " in design.json and not in the Verilog");
      return found;
    });
    return name;
  }

  /** Verilator's encoding: "__" becomes "___05F", "$" becomes "__024". */
  static String mangled(String name) {
    StringBuilder s = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '$') {
        s.append("__024");
      } else if (c == '_' && i + 1 < name.length() && name.charAt(i + 1) == '_') {
        s.append("___05F");
        i++;
      } else {
        s.append(c);
      }
    }
    return s.toString();
  }
}
