// SPDX-License-Identifier: Apache-2.0
package kakure.report.design;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Reads modules, ports and instances out of Verilog. What it does not understand it leaves out; an instance in a loop is there once. Whatever the text is, the time goes with its length: no pattern begins again where another has looked in vain.
 */
final class SourceReader {
  /** Comments, attributes, strings and directives; what does not end goes on to the text's end. */
  private static final Pattern COMMENT = Pattern.compile("//[^\n]*+|/\\*.*?(?:\\*/|\\z)|\\(\\*(?!\\s*\\)).*?(?:\\*\\)|\\z)|\"[^\"\n]*+\"|(?m)^[^\\S\n]*+`[^\n]*+", Pattern.DOTALL);
  /** Stand where a directive begins and ends to choose what is compiled. */
  private static final char CHOICE = 1, CHOSEN = 2;
  private static final Pattern MODULE = Pattern.compile("\\bmodule\\s++(\\w++)|\\bendmodule\\b");
  private static final Pattern PIN = Pattern.compile("(?:(input|output|inout)\\b\\s*)?(?:(?:wire|reg|logic|tri|bit)\\b\\s*)?(?:signed\\b\\s*)?(\\[[^\\]]*\\]\\s*)?(\\w+)\\s*(?:=.*)?", Pattern.DOTALL);
  private static final Pattern OLD_PIN = Pattern.compile("\\b(input|output|inout)\\b([^;()]*+)(;?)");
  private static final Pattern RANGE = Pattern.compile("\\[\\s*(\\d+)\\s*:\\s*(\\d+)\\s*\\]");
  private static final Pattern CONNECTION = Pattern.compile("\\.(\\w++)\\s*+\\(");
  /** Of an instance behind its module and parameters: its name, as an array with a range, and the bracket. */
  private static final Pattern PLACED = Pattern.compile("(\\w++(?:\\s*+\\[[^\\[\\];]*+\\])?)\\s*+\\(");
  /** What opens and closes a part that may be there more than once or never. */
  private static final Pattern DEPTH = Pattern.compile("\\b(begin|end)\\b|[\1\2]");
  private static final List<String> OPEN = List.of("begin", String.valueOf(CHOICE));
  /** Words before an item of a module that is there once, as a semicolon is. */
  private static final List<String> ENDS = List.of("end", "generate", "endgenerate", "endfunction", "endtask", "endspecify");
  private static final Pattern STATEMENT = Pattern.compile("(\\{[^{}]*+\\}|(?<!\\w)\\w++)\\s*+(?:\\[[^\\[\\];]*+\\]\\s*+)*+<?=(?!=)\\s*+([^;]++)(;?)");
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
    var text = COMMENT.matcher(plain(verilog)).replaceAll(m -> " " + marked(m.group().strip()) + " ");
    var m = MODULE.matcher(text);
    String open = null;
    int from = 0;
    while (m.find()) {
      if (open != null) module(open, file, text.substring(from, m.start()));
      open = m.group(1);
      from = m.end();
    }
    if (open != null) module(open, file, text.substring(from));
  }

  private static String marked(String cut) {
    return cut.startsWith("`if") ? String.valueOf(CHOICE) : cut.startsWith("`endif") ? String.valueOf(CHOSEN) : "";
  }

  /** Without marks, at the same length. */
  private static String plain(String text) {
    return text.replace(CHOICE, ' ').replace(CHOSEN, ' ');
  }

  private void module(String name, String file, String body) {
    if (files.putIfAbsent(name, file) == null) bodies.put(name, body);
  }

  private Source module(String name) {
    var marked = bodies.get(name);
    var body = plain(marked);
    int at = skipBlank(body, 0);
    if (at < body.length() && body.charAt(at) == '#') at = skipBlank(body, closing(body, body.indexOf('(', at)));
    int end = at < body.length() && body.charAt(at) == '(' ? closing(body, at) : at;
    var pins = end > at ? pins(split(body.substring(at + 1, end - 1))) : List.<Source.Pin>of();
    var rest = body.substring(end);
    var instances = new ArrayList<Source.Placed>();
    boolean once = instances(rest, marked.substring(end), instances);
    return new Source(name, files.get(name), pins.isEmpty() || pins.stream().allMatch(p -> p.range().equals("?")) ? oldPins(rest) : pins, instances, !once, instances.isEmpty() ? new LinkedHashMap<>() : glue(rest));
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
    while (m.find()) if (!m.group(3).isEmpty()) pins.addAll(pins(split(m.group(1) + " " + m.group(2))));
    return pins;
  }

  private static Source.Pin pin(String name, String direction, String range) {
    var m = RANGE.matcher(range);
    int width = range.isEmpty() ? 1 : m.matches() && m.group(1).length() < 8 && m.group(2).length() < 8 ? Math.abs(Integer.parseInt(m.group(1)) - Integer.parseInt(m.group(2))) + 1 : 0;
    return new Source.Pin(name, direction.equals("input"), width, range);
  }

  /** Adds the instances. @param marked the same text with marks @return whether each is there once: it stands in no loop and under no condition, and is no array */
  private boolean instances(String body, String marked, List<Source.Placed> found) {
    boolean once = true;
    int depth = 0, before = 0;
    var m = NET.matcher(body);
    while (m.find()) {
      if (!bodies.containsKey(m.group())) continue;
      int end = parameters(body, m.end());
      var placed = PLACED.matcher(body);
      int size = found.size();
      while (placed.region(end, body.length()).lookingAt()) {
        end = closing(body, placed.end() - 1);
        found.add(new Source.Placed(placed.group(1), m.group(), connections(body.substring(placed.end(), Math.max(placed.end(), end - 1)))));
        once &= placed.group(1).indexOf('[') < 0;
        int next = skipBlank(body, end);
        if (next == body.length() || body.charAt(next) != ',') break;
        end = skipBlank(body, next + 1);
      }
      if (found.size() > size) {
        for (var word = DEPTH.matcher(marked).region(before, m.start()); word.find();) depth += OPEN.contains(word.group()) ? 1 : -1;
        before = m.start();
        once &= depth == 0 && follows(body, m.start());
      }
      m.region(end, body.length());
    }
    return once;
  }

  /** Whether an item begins here that follows on a whole one. */
  private static boolean follows(String body, int at) {
    int to = at;
    while (to > 0 && Character.isWhitespace(body.charAt(to - 1))) to--;
    int from = to;
    while (from > 0 && Character.isJavaIdentifierPart(body.charAt(from - 1))) from--;
    return to == 0 || body.charAt(to - 1) == ';' || ENDS.contains(body.substring(from, to));
  }

  /** Behind the parameters of an instance, where it has some, and blanks. */
  private static int parameters(String body, int from) {
    int at = skipBlank(body, from);
    if (at == body.length() || body.charAt(at) != '#') return at;
    at = skipBlank(body, at + 1);
    return at < body.length() && body.charAt(at) == '(' ? skipBlank(body, closing(body, at)) : at;
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
      if (m.group(3).isEmpty()) continue;
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
