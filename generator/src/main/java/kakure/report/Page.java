// SPDX-License-Identifier: Apache-2.0
package kakure.report;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import kakure.check.Cost;

/**
 * A report as files: a page that needs nothing but itself, and its charts in one picture. The same report gives the same bytes.
 *
 * @param html the page
 * @param png its charts, in light colours
 */
public record Page(String html, byte[] png) {
  /** Copies the array. */
  public Page {
    png = png.clone();
  }

  /** Draws charts and writes the page. */
  public static Page of(Report report) {
    var light = new Charts(report, Charts.Look.LIGHT).all();
    var dark = new Charts(report, Charts.Look.DARK).all();
    return new Page(html(report, light, dark), Pictures.sheet(light, Charts.Look.LIGHT));
  }

  private static String html(Report r, List<Charts.Drawn> light, List<Charts.Drawn> dark) {
    var s = Html.begin(r.own().module(), "");
    s.append("<h1>").append(Html.escape(r.own().module())).append("</h1>\n<p class=\"soft\">").append(Html.escape(r.block() + ": " + r.summary())).append("</p>\n");
    table(s, "Parameters", List.of("parameter", "value"), r.parameters().entrySet().stream().map(p -> List.of(p.getKey(), p.getValue())).toList());
    var columns = new Columns(r);
    var names = new ArrayList<>(List.of("design"));
    names.addAll(columns.names());
    table(s, "Price", names, columns.rows().stream().map(Page::cells).toList());
    table(s, "Energy of an operation, fJ", List.of("design", "within cells", "nets", "inputs", "all", "pins annotated", "operations"), energy(r));
    r.errors().ifPresent(e -> table(s, "Relative error", List.of("over " + Errors.GRID + " x " + Errors.GRID + " points", "value"), errors(e)));
    s.append("<h2>What the figures are</h2>\n<ul>\n");
    for (String remark : r.remarks()) s.append("<li>").append(Html.escape(remark)).append("</li>\n");
    s.append("</ul>\n<h2>Charts</h2>\n");
    for (int i = 0; i < light.size(); i++) figure(s, light.get(i), dark.get(i));
    return Html.end(s);
  }

  private static List<String> cells(Columns.Row row) {
    var cells = new ArrayList<>(List.of(row.label()));
    cells.addAll(row.cells());
    return cells;
  }

  private static List<List<String>> energy(Report r) {
    return r.costs().entrySet().stream().filter(c -> c.getValue().energy().isPresent()).map(Page::energy).toList();
  }

  private static List<String> energy(Map.Entry<String, Cost> cost) {
    var e = cost.getValue().energy().orElseThrow();
    return List.of(cost.getKey(), Numbers.text(e.internal()), Numbers.text(e.nets()), Numbers.text(e.inputs()), Numbers.text(e.total()), e.annotated() + " of " + e.pins(), String.valueOf(e.operations()));
  }

  /** What was found, then what theory says. */
  public static List<List<String>> errors(Errors e) {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("mean", Numbers.percent(e.mean())));
    rows.add(List.of("mean absolute", Numbers.percent(e.meanAbsolute())));
    rows.add(List.of("root mean square", Numbers.percent(e.rootMeanSquare())));
    rows.add(List.of("worst, at " + Numbers.text(e.worstX()) + ", " + Numbers.text(e.worstY()), Numbers.percent(e.worst())));
    e.theory().forEach(t -> rows.add(List.of("theory: " + t.name(), Numbers.percent(t.value()))));
    return rows;
  }

  private static void table(StringBuilder s, String title, List<String> names, List<List<String>> rows) {
    if (rows.isEmpty()) return;
    s.append("<h2>").append(Html.escape(title)).append("</h2>\n");
    Html.table(s, names, rows);
  }

  private static void figure(StringBuilder s, Charts.Drawn light, Charts.Drawn dark) {
    s.append("<figure><picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"").append(data(dark)).append("\"><img width=\"").append(Charts.WIDTH).append("\" height=\"").append(Charts.HEIGHT)
        .append("\" alt=\"").append(Html.escape(light.text())).append("\" src=\"").append(data(light)).append("\"></picture>\n<figcaption>").append(Html.escape(light.title())).append("</figcaption></figure>\n");
  }

  private static String data(Charts.Drawn chart) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(Pictures.png(chart));
  }
}
