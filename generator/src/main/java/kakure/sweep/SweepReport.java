// SPDX-License-Identifier: Apache-2.0
package kakure.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The results of a sweep as rows, a row for each point.
 *
 * @param axes shown, in order
 * @param results in the order of the points
 */
public record SweepReport(List<String> axes, List<Result> results) {
  /** A column of figures. @param key in the results' JSON, @param title with the unit, @param decimals shown, @param factor by which the figure is shown */
  private record Column(String key, String title, int decimals, double factor) {}

  private static final List<Column> COLUMNS = List.of(
      new Column("elements", "elements", 0, 1), new Column("cyclesPerImage", "cycles per image", 0, 1), new Column("utilisation", "utilised, %", 1, 100),
      new Column("correct", "right", 0, 1), new Column("images", "images", 0, 1),
      new Column("planeMacs", "MAC x bits", 0, 1), new Column("transferBits", "weight bits sent", 0, 1),
      new Column("area", "area", 0, 1), new Column("imagesPerSecond", "images/s", 1, 1));

  /** Titles of the columns: axes, the figures that any point has, how it ended. */
  public List<String> titles() {
    var all = new ArrayList<>(axes);
    shown().forEach(c -> all.add(c.title));
    all.add("remark");
    return all;
  }

  /** Whether the column of that number holds figures. */
  public boolean isFigure(int column) {
    return column >= axes.size() && column < axes.size() + shown().size();
  }

  /** The cells of a point, below {@link #titles}. */
  public List<String> cells(Result r) {
    var cells = new ArrayList<String>();
    for (String axis : axes) cells.add(r.point().chosen().getOrDefault(axis, ""));
    for (var c : shown()) {
      var value = of(r, c);
      cells.add(value.isEmpty() ? "-" : String.format(Locale.ROOT, "%." + c.decimals + "f", c.factor * value.getAsDouble()));
    }
    cells.add(r.status() == Result.Status.DONE ? "" : r.status().word() + ": " + r.message().lines().findFirst().orElse(""));
    return cells;
  }

  private List<Column> shown() {
    return COLUMNS.stream().filter(c -> results.stream().anyMatch(r -> of(r, c).isPresent())).toList();
  }

  private static OptionalDouble of(Result r, Column c) {
    if (c.key.equals("imagesPerSecond")) return r.imagesPerSecond();
    if (c.key.equals("correct") && r.figure("accuracy").isEmpty()) return OptionalDouble.empty();
    return r.figure(c.key);
  }

  /** As a file of comma-separated values, RFC 4180, with a line of titles. */
  public String csv() {
    var lines = new ArrayList<List<String>>(List.of(titles()));
    results.forEach(r -> lines.add(cells(r)));
    return lines.stream().map(line -> line.stream().map(SweepReport::field).collect(Collectors.joining(","))).collect(Collectors.joining("\r\n", "", "\r\n"));
  }

  private static String field(String cell) {
    return cell.matches("[^\",\r\n]*") ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
  }
}
