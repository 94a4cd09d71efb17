// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the statements of a Liberty file: groups {@code name (arguments) { ... }}, attributes {@code name : value;} and {@code name (arguments);}. Linear in the file's length. */
final class LibertyReader {
  private static final int MAX_DEPTH = 64;

  private final LibertyTokens tokens;

  LibertyReader(Path file, String text) {
    tokens = new LibertyTokens(file, text);
  }

  /** One group with what is kept of it. */
  private static final class Group {
    final String kind;
    final List<String> arguments;
    final int line;
    final Map<String, String> attributes = new LinkedHashMap<>();
    final List<Group> groups = new ArrayList<>();

    Group(String kind, List<String> arguments, int line) {
      this.kind = kind;
      this.arguments = arguments;
      this.line = line;
    }

    String attribute(String name) {
      return attributes.getOrDefault(name, "");
    }
  }

  Liberty read() {
    var library = statement(null, 0);
    if (library == null || !library.kind.equals("library")) throw tokens.error(1, "a group \"library (NAME) { ... }\" is expected");
    if (!tokens.end()) throw tokens.error(tokens.line(), "text behind the library's end");
    var cells = new LinkedHashMap<String, Liberty.Cell>();
    for (var g : library.groups) {
      if (!g.kind.equals("cell")) continue;
      var cell = cell(g);
      if (cells.put(cell.name(), cell) != null) throw tokens.error(g.line, "cell " + cell.name() + " is there twice");
    }
    return new Liberty(tokens.file(), library.arguments.isEmpty() ? "" : library.arguments.get(0), cells);
  }

  private Liberty.Cell cell(Group g) {
    if (g.arguments.size() != 1) throw tokens.error(g.line, "a cell has one name");
    boolean sequential = false;
    var pins = new LinkedHashMap<String, Liberty.Pin>();
    for (var inner : g.groups) {
      sequential |= !inner.kind.equals("pin");
      if (inner.kind.equals("pin")) for (var name : inner.arguments) pins.put(name, pin(inner));
    }
    return new Liberty.Cell(g.arguments.get(0), number(g, "area"), sequential, g.attribute("clock_gating_integrated_cell"), pins);
  }

  private Liberty.Pin pin(Group g) {
    var arcs = new ArrayList<Liberty.Arc>();
    for (var timing : g.groups) {
      var type = timing.attribute("timing_type");
      for (var from : timing.attribute("related_pin").split(" ")) if (!from.isEmpty()) arcs.add(new Liberty.Arc(from, type.isEmpty() ? "combinational" : type));
    }
    return new Liberty.Pin(g.attribute("direction"), g.attribute("function"), number(g, "capacitance"), g.attribute("clock").equals("true"), arcs);
  }

  private double number(Group g, String attribute) {
    var text = g.attribute(attribute);
    try {
      double value = text.isEmpty() ? 0 : Double.parseDouble(text);
      if (value >= 0 && value < Double.POSITIVE_INFINITY) return value;
    } catch (NumberFormatException e) {
      throw tokens.error(g.line, attribute + " of " + g.kind + " is \"" + text + "\", no number");
    }
    throw tokens.error(g.line, attribute + " of " + g.kind + " is " + text + ", which is negative or has no end");
  }

  /** Reads one statement of {@code parent}; a group is returned, and kept where it is of use. */
  private Group statement(Group parent, int depth) {
    int line = tokens.line();
    var name = tokens.word("the name of a group or attribute");
    if (tokens.take(':')) {
      var value = tokens.value();
      if (parent != null && kept(name)) parent.attributes.putIfAbsent(name, value);
      return null;
    }
    var arguments = tokens.arguments();
    if (!tokens.take('{')) {
      tokens.take(';');
      return null;
    }
    if (depth == MAX_DEPTH) throw tokens.error(line, "groups are nested more than " + MAX_DEPTH + " deep");
    var group = new Group(name, arguments, line);
    while (!tokens.take('}')) {
      if (tokens.take(';')) continue;
      if (tokens.end()) throw tokens.error(line, "group " + name + " is not closed");
      var inner = statement(group, depth + 1);
      if (inner != null && of(group.kind, inner.kind)) group.groups.add(inner);
    }
    tokens.take(';');
    return group;
  }

  private static boolean kept(String attribute) {
    return switch (attribute) {
      case "area", "clock_gating_integrated_cell", "direction", "function", "capacitance", "clock", "related_pin", "timing_type" -> true;
      default -> false;
    };
  }

  /** The groups that a group keeps: the rest, such as tables, is passed over. */
  private static boolean of(String parent, String kind) {
    return switch (parent) {
      case "library" -> kind.equals("cell");
      case "cell" -> kind.equals("pin") || kind.equals("ff") || kind.equals("latch") || kind.equals("statetable") || kind.equals("ff_bank") || kind.equals("latch_bank");
      case "pin" -> kind.equals("timing");
      default -> false;
    };
  }
}
