// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kakure.console.Table;
import kakure.target.Figure;
import kakure.target.Plan;
import kakure.target.Step;

/** A plan as a table and as JSON. */
final class PlanText {
  private PlanText() {}

  static String table(Plan plan) {
    var columns = new ArrayList<>(List.of("layer", ">MACs", ">cycles", ">utilised"));
    for (Figure f : shown(plan.steps().get(0))) columns.add((f.value() instanceof Number ? ">" : "") + f.title());
    var table = new Table(columns.toArray(String[]::new));
    for (Step step : plan.steps()) {
      var cells = new ArrayList<Object>(List.of(step.name(), step.macs(), step.plannedCycles(), percent(step.utilisation())));
      for (Figure f : shown(step)) cells.add(f.value());
      table.row(cells.toArray());
    }
    return table.text();
  }

  static String summary(Plan plan) {
    return Stream.concat(plan.remarks().stream(), plan.summary().stream()).map(line -> line + "\n").collect(Collectors.joining()) + (plan.details().isEmpty() ? "" : "\n" + plan.details());
  }

  static Map<String, Object> keys(Plan plan) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("array", plan.extent());
    keys.put("cyclesPerImage", plan.plannedCycles());
    keys.put("utilisation", plan.utilisation());
    keys.put("layers", plan.steps().stream().map(PlanText::step).toList());
    keys.putAll(plan.keys());
    return keys;
  }

  private static Map<String, Object> step(Step step) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("name", step.name());
    keys.put("macs", step.macs());
    keys.put("idealCycles", step.idealCycles());
    keys.put("plannedCycles", step.plannedCycles());
    keys.put("utilisation", step.utilisation());
    for (Figure f : step.figures()) keys.put(f.key(), f.value());
    return keys;
  }

  private static List<Figure> shown(Step step) {
    return step.figures().stream().filter(f -> !f.title().isEmpty()).toList();
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }
}
