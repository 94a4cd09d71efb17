// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import kakure.console.Table;
import kakure.target.Figure;
import kakure.target.Plan;
import kakure.target.Ratio;
import kakure.target.RunReport;
import kakure.target.Step;

/** A run's report as a table and as JSON. */
final class RunText {
  private RunText() {}

  static String table(Plan plan, RunReport report) {
    var columns = new ArrayList<>(List.of("layer", ">MACs", ">planned", ">cycles", ">utilised"));
    for (Ratio ratio : plan.ratios()) columns.add(">" + ratio.title());
    columns.addAll(List.of(">compared", ">differ"));
    var table = new Table(columns.toArray(String[]::new));
    for (RunReport.Ran ran : report.steps()) row(table, ran.step().name(), plan, List.of(ran));
    row(table, "all", plan, report.steps());
    return table.text();
  }

  private static void row(Table table, String name, Plan plan, List<RunReport.Ran> steps) {
    double cycles = sum(steps, RunReport.Ran::cycles);
    var cells = new ArrayList<Object>(List.of(
        name, (long) sum(steps, s -> s.step().macs()), (long) sum(steps, s -> s.step().plannedCycles()), figure(0, cycles), PlanText.percent(sum(steps, s -> s.step().idealCycles()) / cycles)));
    List<Step> planned = steps.stream().map(RunReport.Ran::step).toList();
    for (Ratio ratio : plan.ratios()) cells.add(figure(ratio.decimals(), ratio.of(planned)));
    cells.add((long) sum(steps, RunReport.Ran::compared));
    cells.add((long) sum(steps, RunReport.Ran::mismatches));
    table.row(cells.toArray());
  }

  static String summary(Plan plan, RunReport report) {
    String right = report.labelled() == 0 ? String.format(Locale.ROOT, "%d images", report.cases())
        : String.format(Locale.ROOT, "%d of %d images right (%s)", report.correct(), report.labelled(), PlanText.percent(report.correct() / (double) report.labelled()));
    return String.format(Locale.ROOT, "%s, every layer %s the golden model%n", right, report.mismatches() == 0 ? "equal to" : "NOT equal to")
        + String.format(Locale.ROOT, "array %s, seed %d, %.0f cycles per image with its load, %.0f simulated cycles per second, %.1f images per second%n", plan.extent(), report.seed(),
            report.cyclesPerCase(), report.simCyclesPerSecond(), report.cases() / report.seconds());
  }

  /** A line for each image, but of many the number of each class. */
  static String classes(Map<Integer, Integer> classes, IntFunction<String> name) {
    if (classes.size() <= 20) return classes.entrySet().stream().map(e -> name.apply(e.getKey()) + ": class " + e.getValue() + "\n").collect(Collectors.joining());
    var counts = new TreeMap<Integer, Integer>();
    classes.values().forEach(c -> counts.merge(c, 1, Integer::sum));
    return "no labels; images of each class that the hardware tells: " + counts.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).collect(Collectors.joining(", ")) + "\n";
  }

  /** The keys that other programs read, in their order; what follows the ratios, or {@code mismatches} in a layer, is for people who tune. */
  static Map<String, Object> keys(Plan plan, RunReport report, double buildSeconds) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("images", report.cases());
    if (report.labelled() > 0) keys.put("correct", report.correct());
    keys.put("mismatches", report.mismatches());
    keys.put("compared", report.compared());
    keys.put("cyclesPerImage", report.cyclesPerCase());
    keys.put("simCyclesPerSecond", report.simCyclesPerSecond());
    keys.put("seed", report.seed());
    keys.put("array", plan.extent());
    for (Ratio ratio : plan.ratios()) if (!ratio.key().isEmpty()) keys.put(ratio.key(), ratio.of(report.planned()));
    keys.put("imagesPerSecond", report.cases() / report.seconds());
    keys.put("buildSeconds", buildSeconds);
    keys.put("goldenSeconds", report.goldenSeconds());
    keys.put("simulatorSeconds", report.simulatorSeconds());
    keys.put("layers", report.steps().stream().map(RunText::step).toList());
    keys.putAll(plan.keys(report));
    return keys;
  }

  private static Map<String, Object> step(RunReport.Ran ran) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("name", ran.step().name());
    keys.put("macs", ran.step().macs());
    keys.put("idealCycles", ran.step().idealCycles());
    keys.put("plannedCycles", ran.step().plannedCycles());
    keys.put("cycles", ran.cycles());
    keys.put("utilisation", ran.utilisation());
    for (Figure f : ran.step().figures()) keys.put(f.key(), f.value());
    keys.put("compared", ran.compared());
    keys.put("mismatches", ran.mismatches());
    keys.putAll(ran.counters());
    return keys;
  }

  private static double sum(List<RunReport.Ran> steps, ToDoubleFunction<RunReport.Ran> figure) {
    return steps.stream().mapToDouble(figure).sum();
  }

  private static String figure(int decimals, double value) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
