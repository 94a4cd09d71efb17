// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import kakure.engine.RunReport;

/** A run's report as a table and as JSON. */
final class RunText {
  private RunText() {}

  static String table(RunReport report) {
    var table = new Table("layer", ">MACs", ">planned", ">cycles", ">utilised", ">mask bit/weight", ">entropy", ">binarised", ">compared", ">mismatches");
    for (RunReport.Layer layer : report.layers()) {
      table.row(layer.name(), layer.macs(), layer.plannedCycles(), figure("%.0f", layer.cycles()), percent(layer.utilisation()),
          figure("%.3f", layer.maskBits() / (double) layer.weights()), figure("%.3f", layer.maskEntropyBits() / layer.weights()), 1, layer.compared(), layer.mismatches());
    }
    table.row("all", sum(report, RunReport.Layer::macs), sum(report, RunReport.Layer::plannedCycles), figure("%.0f", cycles(report)), percent(ideal(report) / cycles(report)),
        figure("%.3f", report.maskBitsPerWeight()), figure("%.3f", report.maskEntropyPerWeight()), 1, report.compared(), report.mismatches());
    return table.text();
  }

  static String summary(RunReport report, String array) {
    return String.format(Locale.ROOT, "%d of %d images right (%s), every layer %s the golden model%n", report.correct(), report.images(),
            percent(report.correct() / (double) report.images()), report.mismatches() == 0 ? "equal to" : "NOT equal to")
        + String.format(Locale.ROOT, "array %s, seed %d, %.0f cycles per image with its load, %.0f simulated cycles per second, %.1f images per second%n", array, report.seed(),
            report.cyclesPerImage(), report.simCyclesPerSecond(), report.images() / report.seconds());
  }

  /** The keys that other programs read, in their order; what follows {@code maskEntropyPerWeight}, or {@code mismatches} in a layer, is for people who tune. */
  static Map<String, Object> keys(RunReport report, String array, double buildSeconds) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("images", report.images());
    keys.put("correct", report.correct());
    keys.put("mismatches", report.mismatches());
    keys.put("compared", report.compared());
    keys.put("cyclesPerImage", report.cyclesPerImage());
    keys.put("simCyclesPerSecond", report.simCyclesPerSecond());
    keys.put("seed", report.seed());
    keys.put("array", array);
    keys.put("maskBitsPerWeight", report.maskBitsPerWeight());
    keys.put("maskEntropyPerWeight", report.maskEntropyPerWeight());
    keys.put("imagesPerSecond", report.images() / report.seconds());
    keys.put("buildSeconds", buildSeconds);
    keys.put("layers", report.layers().stream().map(RunText::layer).toList());
    return keys;
  }

  private static Map<String, Object> layer(RunReport.Layer layer) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("name", layer.name());
    keys.put("macs", layer.macs());
    keys.put("idealCycles", layer.idealCycles());
    keys.put("plannedCycles", layer.plannedCycles());
    keys.put("cycles", layer.cycles());
    keys.put("utilisation", layer.utilisation());
    keys.put("maskBits", layer.maskBits());
    keys.put("weights", layer.weights());
    keys.put("compared", layer.compared());
    keys.put("mismatches", layer.mismatches());
    keys.put("maskWait", layer.maskWait());
    keys.put("writeWait", layer.writeWait());
    return keys;
  }

  private static double ideal(RunReport report) {
    return report.layers().stream().mapToDouble(RunReport.Layer::idealCycles).sum();
  }

  private static double cycles(RunReport report) {
    return report.layers().stream().mapToDouble(RunReport.Layer::cycles).sum();
  }

  private static long sum(RunReport report, ToLongFunction<RunReport.Layer> figure) {
    List<RunReport.Layer> layers = report.layers();
    return layers.stream().mapToLong(figure).sum();
  }

  private static String figure(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }
}
