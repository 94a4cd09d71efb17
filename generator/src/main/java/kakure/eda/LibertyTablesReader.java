// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads what {@link LibertyTables} holds. */
final class LibertyTablesReader implements LibertyGroup.Kept {
  private static final double[] ONE = {0};
  private static final Pattern TIME = Pattern.compile("(10{0,2})(ns|ps)");

  private final LibertyTokens tokens;
  private final Map<String, LibertyGroup> templates = new LinkedHashMap<>();

  LibertyTablesReader(Path file, String text) {
    tokens = new LibertyTokens(file, text);
  }

  LibertyTables read() {
    var library = LibertyGroup.library(tokens, this);
    for (var g : library.groups()) if (g.kind.endsWith("_template")) templates.putIfAbsent(g.name(), g);
    var cells = new LinkedHashMap<String, LibertyTables.Cell>();
    library.groups("cell").forEach(g -> cells.put(g.name(), cell(g)));
    return new LibertyTables(tokens.file(), library.name(), library.attribute("default_operating_conditions"), volts(library), seconds(library), farads(library), cells);
  }

  /** Units of voltage scale tables nowhere: what is not in volts is refused. */
  private double volts(LibertyGroup library) {
    var unit = library.attribute("voltage_unit");
    if (!unit.isEmpty() && !unit.equals("1V")) throw tokens.error(library.line, "voltage_unit is " + unit + ", and only 1V is understood");
    var said = library.attribute("nom_voltage");
    if (said.isEmpty()) said = library.groups("operating_conditions").map(g -> g.attribute("voltage")).filter(v -> !v.isEmpty()).findFirst().orElse("");
    if (said.isEmpty()) throw tokens.error(library.line, "there is neither nom_voltage nor operating_conditions with a voltage, which energy is reckoned from");
    double volts = tokens.number(library.line, "nom_voltage", said);
    if (volts <= 0) throw tokens.error(library.line, "nom_voltage is " + said + ", which is no supply");
    return volts;
  }

  private double seconds(LibertyGroup library) {
    var unit = library.attribute("time_unit");
    var m = TIME.matcher(unit);
    if (!unit.isEmpty() && !m.matches()) throw tokens.error(library.line, "time_unit is " + unit + ", which is neither ns nor ps");
    return unit.isEmpty() ? 1e-9 : Integer.parseInt(m.group(1)) * (m.group(2).equals("ns") ? 1e-9 : 1e-12);
  }

  private double farads(LibertyGroup library) {
    var unit = library.list("capacitive_load_unit");
    if (unit.size() != 2) throw tokens.error(library.line, "there is no capacitive_load_unit (NUMBER, ff or pf), which energy is reckoned from");
    double scale = switch (unit.get(1).toLowerCase(Locale.ROOT)) {
      case "ff" -> 1e-15;
      case "pf" -> 1e-12;
      default -> throw tokens.error(library.line, "capacitive_load_unit is in " + unit.get(1) + ", neither ff nor pf");
    };
    return tokens.number(library.line, "capacitive_load_unit", unit.get(0)) * scale;
  }

  private LibertyTables.Cell cell(LibertyGroup g) {
    var pins = new LinkedHashMap<String, LibertyTables.Pin>();
    g.groups("pin").forEach(p -> p.arguments.forEach(name -> pins.put(name, pin(p))));
    return new LibertyTables.Cell(pins);
  }

  private LibertyTables.Pin pin(LibertyGroup g) {
    var capacitance = g.attribute("capacitance");
    var slews = g.groups("timing").filter(t -> !t.groups().isEmpty()).map(t -> related(t, "rise_transition", "fall_transition")).toList();
    return new LibertyTables.Pin(g.attribute("direction"), capacitance.isEmpty() ? 0 : tokens.number(g.line, "capacitance", capacitance), g.groups("internal_power").map(this::internal).toList(), slews);
  }

  private LibertyTables.Related internal(LibertyGroup g) {
    if (g.groups("power").findAny().isEmpty()) return related(g, "rise_power", "fall_power");
    var both = table(g.groups("power").findFirst().orElseThrow());
    return new LibertyTables.Related(from(g), List.of(both, both));
  }

  private LibertyTables.Related related(LibertyGroup g, String rise, String fall) {
    var edges = new ArrayList<LibertyTable>();
    for (var kind : List.of(rise, fall)) g.groups(kind).findFirst().ifPresent(t -> edges.add(table(t)));
    return new LibertyTables.Related(from(g), edges);
  }

  private static List<String> from(LibertyGroup g) {
    return List.of(g.attribute("related_pin").strip().split("\\s+"));
  }

  /** Axes are named by the template; what a table leaves out stands there. */
  private LibertyTable table(LibertyGroup g) {
    var template = templates.get(g.name());
    var first = axis(g, template, "index_1");
    var second = axis(g, template, "index_2");
    var values = numbers(g, "values", g.list("values"));
    boolean loadFirst = template != null && load(template.attribute("variable_1"));
    boolean byLoad = template != null && second.length == 1 && loadFirst;
    try {
      if (values.length == 1) return new LibertyTable(ONE, ONE, values);
      if (byLoad) return new LibertyTable(ONE, first, values);
      return loadFirst ? new LibertyTable(second, first, turned(values, first.length, second.length)) : new LibertyTable(first, second, values);
    } catch (IllegalArgumentException e) {
      throw tokens.error(g.line, "table " + g.kind + ": " + e.getMessage());
    }
  }

  private static boolean load(String variable) {
    return variable.contains("capacitance");
  }

  private static double[] turned(double[] values, int rows, int columns) {
    if (values.length != rows * columns) return values;
    var turned = new double[values.length];
    for (int r = 0; r < rows; r++) for (int c = 0; c < columns; c++) turned[c * rows + r] = values[r * columns + c];
    return turned;
  }

  private double[] axis(LibertyGroup g, LibertyGroup template, String index) {
    var own = g.list(index);
    if (own.isEmpty() && template != null) own = template.list(index);
    return own.isEmpty() ? ONE : numbers(g, index, own);
  }

  private double[] numbers(LibertyGroup g, String what, List<String> texts) {
    return texts.stream().flatMap(t -> Arrays.stream(t.strip().split("[,\\s]+"))).filter(t -> !t.isEmpty()).mapToDouble(t -> tokens.number(g.line, what + " of " + g.kind, t)).toArray();
  }

  @Override
  public boolean attribute(String name) {
    return switch (name) {
      case "voltage_unit", "time_unit", "direction", "nom_voltage", "capacitive_load_unit", "default_operating_conditions", "voltage", "capacitance", "related_pin", "variable_1", "index_1", "index_2", "values" -> true;
      default -> false;
    };
  }

  @Override
  public boolean group(String parent, String kind) {
    return switch (parent) {
      case "library" -> List.of("cell", "operating_conditions", "lu_table_template", "power_lut_template").contains(kind);
      case "cell" -> kind.equals("pin");
      case "pin" -> kind.equals("timing") || kind.equals("internal_power");
      case "timing" -> kind.equals("rise_transition") || kind.equals("fall_transition");
      case "internal_power" -> kind.equals("rise_power") || kind.equals("fall_power") || kind.equals("power");
      default -> false;
    };
  }
}
