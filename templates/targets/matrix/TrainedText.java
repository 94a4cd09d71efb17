// SPDX-License-Identifier: Apache-2.0
package targets.matrix;

import blocks.floating.perceptron.Perceptron;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import kakure.console.Table;

/** Trainings as a table and as JSON. */
final class TrainedText {
  private TrainedText() {}

  /** A row for each kind of data, columns for each multiplier. */
  static String table(List<PlaneData.Kind> kinds, Map<Perceptron, List<Trained>> trained) {
    var columns = new ArrayList<>(List.of("data"));
    for (var block : trained.keySet()) columns.addAll(List.of(">" + block.multiplier() + ": accuracy", ">least", ">last loss"));
    var table = new Table(columns.toArray(String[]::new));
    for (var kind : kinds) {
      var row = new ArrayList<Object>(List.of(kind.word()));
      for (var all : trained.values()) {
        var of = all.stream().filter(t -> t.task().kind() == kind).toList();
        row.add(percent(mean(of, Trained::accuracy)));
        row.add(percent(of.stream().mapToDouble(Trained::accuracy).min().orElseThrow()));
        row.add(String.format(Locale.ROOT, "%.4f", mean(of, t -> t.losses().get(t.losses().size() - 1))));
      }
      table.row(row.toArray());
    }
    return table.text();
  }

  /** What was run and compared. */
  static String sum(Map<Perceptron, List<Trained>> trained) {
    return String.format(Locale.ROOT, "%,d steps in %,d cycles, %,d values compared, all equal to the golden model%n", sum(trained, Trained::steps), sum(trained, Trained::cycles), sum(trained, Trained::compared));
  }

  private static long sum(Map<Perceptron, List<Trained>> trained, ToLongFunction<Trained> of) {
    return trained.values().stream().flatMap(List::stream).mapToLong(of).sum();
  }

  /** Mean of a figure. */
  static double mean(List<Trained> of, ToDoubleFunction<Trained> figure) {
    return of.stream().mapToDouble(figure).average().orElseThrow();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * share);
  }

  /** A row for each training. */
  static List<Map<String, Object>> rows(Map<Perceptron, List<Trained>> trained) {
    var rows = new ArrayList<Map<String, Object>>();
    trained.forEach((block, all) -> all.forEach(t -> {
      var row = new LinkedHashMap<String, Object>();
      row.put("multiplier", block.multiplier().toString());
      row.put("data", t.task().kind().word());
      row.put("seed", t.task().seed());
      row.put("accuracy", t.accuracy());
      row.put("losses", t.losses());
      row.put("steps", t.steps());
      row.put("compared", t.compared());
      row.put("cycles", t.cycles());
      rows.add(row);
    }));
    return rows;
  }
}
