// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** Reads cells, pins and arcs of a Liberty file; values and tables are passed over. */
final class LibertyReader implements LibertyGroup.Kept {
  private final LibertyTokens tokens;

  LibertyReader(Path file, String text) {
    tokens = new LibertyTokens(file, text);
  }

  Liberty read() {
    var library = LibertyGroup.library(tokens, this);
    var cells = new LinkedHashMap<String, Liberty.Cell>();
    for (var g : library.groups()) {
      var cell = cell(g);
      if (cells.put(cell.name(), cell) != null) throw tokens.error(g.line, "cell " + cell.name() + " is there twice");
    }
    return new Liberty(tokens.file(), library.name(), cells);
  }

  private Liberty.Cell cell(LibertyGroup g) {
    if (g.arguments.size() != 1) throw tokens.error(g.line, "a cell has one name");
    boolean sequential = false;
    var pins = new LinkedHashMap<String, Liberty.Pin>();
    for (var inner : g.groups()) {
      sequential |= !inner.kind.equals("pin");
      if (inner.kind.equals("pin")) for (var name : inner.arguments) pins.put(name, pin(inner));
    }
    return new Liberty.Cell(g.name(), number(g, "area"), sequential, g.attribute("clock_gating_integrated_cell"), g.attribute("dont_use").equals("true"), pins);
  }

  private Liberty.Pin pin(LibertyGroup g) {
    var arcs = new ArrayList<Liberty.Arc>();
    for (var timing : g.groups()) {
      var type = timing.attribute("timing_type");
      for (var from : timing.attribute("related_pin").split(" ")) if (!from.isEmpty()) arcs.add(new Liberty.Arc(from, type.isEmpty() ? "combinational" : type));
    }
    return new Liberty.Pin(g.attribute("direction"), function(g), number(g, "capacitance"), g.attribute("clock").equals("true"), arcs);
  }

  private String function(LibertyGroup g) {
    var function = g.attribute("function");
    if (LibertyFunction.unclear(function)) throw tokens.error(g.line, "function \"" + function + "\" has ^ beside AND, and tools differ in which comes first: write the brackets");
    return function;
  }

  private double number(LibertyGroup g, String attribute) {
    var text = g.attribute(attribute);
    double value = tokens.number(g.line, attribute + " of " + g.kind, text.isEmpty() ? "0" : text);
    if (value < 0) throw tokens.error(g.line, attribute + " of " + g.kind + " is " + text + ", which is negative or has no end");
    return value;
  }

  @Override
  public boolean attribute(String name) {
    return switch (name) {
      case "area", "clock_gating_integrated_cell", "dont_use", "direction", "function", "capacitance", "clock", "related_pin", "timing_type" -> true;
      default -> false;
    };
  }

  @Override
  public boolean group(String parent, String kind) {
    return switch (parent) {
      case "library" -> kind.equals("cell");
      case "cell" -> kind.equals("pin") || kind.equals("ff") || kind.equals("latch") || kind.equals("statetable") || kind.equals("ff_bank") || kind.equals("latch_bank");
      case "pin" -> kind.equals("timing");
      default -> false;
    };
  }
}
