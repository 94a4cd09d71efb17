// SPDX-License-Identifier: Apache-2.0
package kakure.report.design;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads modules, ports and instances out of Verilog: {@code design.json} says which instances there are, the text how they are wired. What it does not understand it leaves out. */
final class SourceReader {
  private static final Pattern COMMENT = Pattern.compile("//[^\n]*|/\\*.*?\\*/|\\(\\*(?!\\s*\\)).*?\\*\\)|\"[^\"\n]*\"|(?m)^\\s*`[^\n]*", Pattern.DOTALL);
  private static final Pattern MODULE = Pattern.compile("\\bmodule\\s+(\\w+)");
  private static final Pattern PIN = Pattern.compile("(?:(input|output|inout)\\b\\s*)?(?:(?:wire|reg|logic|tri|bit)\\b\\s*)?(?:signed\\b\\s*)?(\\[[^\\]]*\\]\\s*)?(\\w+)\\s*(?:=.*)?", Pattern.DOTALL);
  private static final Pattern OLD_PIN = Pattern.compile("\\b(input|output|inout)\\b([^;()]*);");
  private static final Pattern RANGE = Pattern.compile("\\[\\s*(\\d+)\\s*:\\s*(\\d+)\\s*\\]");
  private static final Pattern CONNECTION = Pattern.compile("\\.(\\w+)\\s*\\(");
  private static final Pattern STATEMENT = Pattern.compile("(\\{[^{}]*\\}|\\w+)\\s*(?:\\[[^\\]]*\\]\\s*)*<?=(?!=)\\s*([^;]+);");
  private static final Pattern NET = Pattern.compile("(?<![\\w'.$])[A-Za-z_]\\w*");

  private final Map<String, String> bodies = new LinkedHashMap<>();
  private final Map<String, String> files = new LinkedHashMap<>();

  private SourceReader() {}

  /** All modules by name, in the order of the files. @param texts Verilog by file name */
  static Map<String, Source> read(Map<String, String> texts) {
    var reader = new SourceReader();
    texts.forEach(reader::split);
    var all = new LinkedHashMap<String, Source>();
    reader.bodies.keySet().forEach(name -> all.put(name, reader.module(name)));
    return all;
  }

  private void split(String file, String verilog) {
    var text = COMMENT.matcher(verilog).replaceAll(" ");
    var m = MODULE.matcher(text);
    while (m.find()) {
      int end = text.indexOf("endmodule", m.end());
      bodies.putIfAbsent(m.group(1), text.substring(m.end(), end < 0 ? text.length() : end));
      files.putIfAbsent(m.group(1), file);
    }
  }

  private Source module(String name) {
    var body = bodies.get(name);
    int at = skipBlank(body, 0);
    if (at < body.length() && body.charAt(at) == '#') at = skipBlank(body, closing(body, body.indexOf('(', at)));
    int end = at < body.length() && body.charAt(at) == '(' ? closing(body, at) : at;
    var pins = end > at ? pins(split(body.substring(at + 1, end - 1))) : List.<Source.Pin>of();
    var rest = body.substring(end);
    var instances = instances(rest);
    return new Source(name, files.get(name), pins.isEmpty() || pins.stream().allMatch(p -> p.range().equals("?")) ? oldPins(rest) : pins, instances, instances.isEmpty() ? new LinkedHashMap<>() : glue(rest));
  }

  /** Ports in the head; one whose direction is said in the body has the range "?". */
  private static List<Source.Pin> pins(List<String> declarations) {
    var pins = new ArrayList<Source.Pin>();
    String direction = "", range = "";
    for (var declaration : declarations) {
      var m = PIN.matcher(declaration.strip());
      if (!m.matches()) continue;
      if (m.group(1) != null) direction = m.group(1);
      if (m.group(1) != null || m.group(2) != null) range = m.group(2) == null ? "" : m.group(2).strip();
      pins.add(pin(m.group(3), direction, direction.isEmpty() ? "?" : range));
    }
    return pins;
  }

  private static List<Source.Pin> oldPins(String body) {
    var pins = new ArrayList<Source.Pin>();
    var m = OLD_PIN.matcher(body);
    while (m.find()) pins.addAll(pins(split(m.group(1) + " " + m.group(2))));
    return pins;
  }

  private static Source.Pin pin(String name, String direction, String range) {
    var m = RANGE.matcher(range);
    int width = range.isEmpty() ? 1 : m.matches() && m.group(1).length() < 8 && m.group(2).length() < 8 ? Math.abs(Integer.parseInt(m.group(1)) - Integer.parseInt(m.group(2))) + 1 : 0;
    return new Source.Pin(name, direction.equals("input"), width, range);
  }

  private List<Source.Placed> instances(String body) {
    var found = new ArrayList<Source.Placed>();
    var m = NET.matcher(body);
    while (m.find()) {
      if (!bodies.containsKey(m.group())) continue;
      int at = skipBlank(body, m.end());
      if (at < body.length() && body.charAt(at) == '#') at = skipBlank(body, closing(body, body.indexOf('(', at)));
      int open = body.indexOf('(', at);
      if (open < 0 || !body.substring(at, open).strip().matches("\\w+(\\s*\\[[^\\]]*\\])?")) continue;
      int end = closing(body, open);
      found.add(new Source.Placed(body.substring(at, open).strip(), m.group(), connections(body.substring(open + 1, Math.max(open + 1, end - 1)))));
      m.region(end, body.length());
    }
    return found;
  }

  private static Map<String, String> connections(String list) {
    var nets = new LinkedHashMap<String, String>();
    var m = CONNECTION.matcher(list);
    int from = 0;
    while (m.find(from)) {
      int end = closing(list, m.end() - 1);
      nets.put(m.group(1), list.substring(m.end(), Math.max(m.end(), end - 1)).strip());
      from = end;
    }
    return nets;
  }

  private static Map<String, List<Source.Glue>> glue(String body) {
    var glue = new LinkedHashMap<String, List<Source.Glue>>();
    var m = STATEMENT.matcher(body);
    while (m.find()) {
      var from = nets(m.group(2));
      boolean wiring = m.group(2).matches("[\\w\\s\\[\\]:{},']+");
      for (var target : nets(m.group(1))) glue.computeIfAbsent(target, t -> new ArrayList<>()).add(new Source.Glue(from, wiring));
    }
    return glue;
  }

  /** Names of nets in an expression, each once. */
  static List<String> nets(String expression) {
    return NET.matcher(expression).results().map(MatchResult::group).distinct().toList();
  }

  /** Parts between the commas outside of brackets. */
  private static List<String> split(String list) {
    var parts = new ArrayList<String>();
    int depth = 0, from = 0;
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      if (c == '(' || c == '[' || c == '{') depth++;
      if (c == ')' || c == ']' || c == '}') depth--;
      if (c != ',' || depth > 0) continue;
      parts.add(list.substring(from, i));
      from = i + 1;
    }
    parts.add(list.substring(from));
    return parts;
  }

  /** Behind the bracket that closes the one at {@code open}, or the text's end. */
  private static int closing(String text, int open) {
    int depth = 0;
    for (int i = Math.max(0, open); i < text.length(); i++) {
      if (text.charAt(i) == '(') depth++;
      if (text.charAt(i) == ')' && --depth == 0) return i + 1;
    }
    return text.length();
  }

  private static int skipBlank(String text, int at) {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
    return at;
  }
}
