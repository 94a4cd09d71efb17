// SPDX-License-Identifier: Apache-2.0
package kakure.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import kakure.check.Cost;
import kakure.eda.Lookup;

/** The figures of a report as a table: a row for each design, and one for each ratio. */
public final class Columns {
  private final Report report;
  private final List<Column> columns = new ArrayList<>();

  /** @param value NaN where a design has none */
  private record Column(String name, ToDoubleFunction<Cost> value) {}

  /** A row. @param label of the design, @param cells texts, as many as there are names */
  public record Row(String label, List<String> cells) {}

  /** The table of a report. */
  public Columns(Report report) {
    this.report = report;
    columns.add(new Column("area", c -> c.price().area()));
    columns.add(new Column("cells", c -> c.price().cells()));
    columns.add(new Column("delay ps", c -> c.price().delay()));
    columns.add(new Column("energy fJ", c -> c.energy().map(e -> e.total()).orElse(Double.NaN)));
    var families = report.own().price().lookups();
    for (int i = 0; i < families.size(); i++) {
      int at = i;
      columns.add(new Column(families.get(i).family() + " LUT", lookup(at, Lookup::luts)));
      if (i == 0) columns.add(new Column("carry", lookup(at, Lookup::carries)));
      if (i == families.size() - 1) columns.add(new Column("DSP", lookup(at, Lookup::multipliers)));
    }
  }

  private static ToDoubleFunction<Cost> lookup(int family, ToDoubleFunction<Lookup> value) {
    return c -> value.applyAsDouble(c.price().lookups().get(family));
  }

  /** Names of the columns behind the label. */
  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /** A row for each design, then for each design beside the block what the block takes of it. */
  public List<Row> rows() {
    var rows = new ArrayList<Row>();
    report.costs().forEach((label, cost) -> rows.add(row(label, c -> text(c.value.applyAsDouble(cost)))));
    for (Map.Entry<String, Cost> other : report.beside().entrySet()) rows.add(row(report.block() + " / " + other.getKey(), c -> ratio(c, other.getValue())));
    return rows;
  }

  private Row row(String label, Function<Column, String> text) {
    return new Row(label, IntStream.range(0, columns.size()).mapToObj(i -> text.apply(columns.get(i))).toList());
  }

  private String ratio(Column c, Cost other) {
    double ratio = c.value.applyAsDouble(report.own()) / c.value.applyAsDouble(other);
    return text(ratio);
  }

  private static String text(double value) {
    return Double.isFinite(value) ? Numbers.text(value) : "-";
  }
}
