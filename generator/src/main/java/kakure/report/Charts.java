// SPDX-License-Identifier: Apache-2.0
package kakure.report;

import java.awt.Color;
import java.awt.Font;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import kakure.check.Cost;
import kakure.eda.Energy;
import kakure.eda.Lookup;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/** The charts of a report, in light or dark colours. */
final class Charts {
  static final int WIDTH = 720, HEIGHT = 420;
  private static final int MOST_LABELS = 9;

  /** Colours of a page. */
  enum Look {
    LIGHT(new Color(0xffffff), new Color(0x1f2328), new Color(0xd5d9de)),
    DARK(new Color(0x15191e), new Color(0xdde3ea), new Color(0x3a424c));

    final Color ground, ink, lines;

    Look(Color ground, Color ink, Color lines) {
      this.ground = ground;
      this.ink = ink;
      this.lines = lines;
    }
  }

  /** Told apart by who sees few colours, on light and dark ground. */
  private static final Color[] SERIES = {new Color(0x3b7dd8), new Color(0xe08a1e), new Color(0x2a9d77)};

  /** A chart. @param text what it shows, for who does not see it */
  record Drawn(String title, String text, Chart<?, ?> chart) {}

  private final Report report;
  private final Look look;

  Charts(Report report, Look look) {
    this.report = report;
    this.look = look;
  }

  List<Drawn> all() {
    var all = new ArrayList<Drawn>();
    var designs = new ArrayList<>(report.costs().keySet());
    if (designs.size() > 1) {
      all.add(bars("Area", "library's unit", designs, Map.of("area", figures(c -> c.price().area())), false));
      all.add(bars("Delay", "ps", designs, Map.of("delay", figures(c -> c.price().delay())), false));
    }
    var costed = designs.stream().filter(d -> report.costs().get(d).energy().isPresent()).toList();
    var parts = new LinkedHashMap<String, List<Double>>();
    parts.put("within cells", energy(Energy::internal));
    parts.put("nets", energy(Energy::nets));
    parts.put("inputs", energy(Energy::inputs));
    all.add(bars("Energy of an operation", "fJ", costed, parts, true));
    var families = new LinkedHashMap<String, List<Double>>();
    for (Lookup family : report.own().price().lookups()) families.put(family.family(), figures(c -> c.price().lookups().stream().filter(l -> l.family().equals(family.family())).findFirst().orElseThrow().luts()));
    all.add(bars("Look-up tables", "tables", designs, families, false));
    report.errors().ifPresent(e -> {
      all.add(histogram(e));
      all.add(map(e));
    });
    return all;
  }

  private List<Double> energy(ToDoubleFunction<Energy> part) {
    return report.costs().values().stream().flatMap(c -> c.energy().stream()).mapToDouble(part).boxed().toList();
  }

  private List<Double> figures(ToDoubleFunction<Cost> figure) {
    return report.costs().values().stream().mapToDouble(figure).boxed().toList();
  }

  private Drawn bars(String title, String unit, List<String> designs, Map<String, List<Double>> series, boolean stacked) {
    var chart = new CategoryChartBuilder().width(WIDTH).height(HEIGHT).title(title).yAxisTitle(unit).build();
    style(chart.getStyler());
    chart.getStyler().setStacked(stacked).setLegendVisible(series.size() > 1);
    chart.getStyler().setAvailableSpaceFill(designs.size() == 1 ? 0.3 : 0.7);
    series.forEach((name, values) -> chart.addSeries(name, designs, values));
    return new Drawn(title, title + " in " + unit + ": " + text(designs, series), chart);
  }

  private static String text(List<String> designs, Map<String, List<Double>> series) {
    var words = new ArrayList<String>();
    for (int i = 0; i < designs.size(); i++) {
      int at = i;
      words.add(designs.get(i) + " " + String.join(", ", series.entrySet().stream().map(s -> (series.size() > 1 ? s.getKey() + " " : "") + Numbers.text(s.getValue().get(at))).toList()));
    }
    return String.join("; ", words) + ".";
  }

  private Drawn histogram(Errors e) {
    CategoryChart chart = new CategoryChartBuilder().width(WIDTH).height(HEIGHT).title("Relative errors").xAxisTitle("relative error, %").yAxisTitle("share of points, %").build();
    style(chart.getStyler());
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setAvailableSpaceFill(0.98);
    chart.getStyler().setXAxisMaxLabelCount(MOST_LABELS);
    var bins = IntStream.range(0, Errors.BINS).mapToObj(i -> Numbers.text(Math.round(1e5 * e.bin(i)) / 1e3)).toList();
    double all = (double) Errors.GRID * Errors.GRID;
    chart.addSeries("points", bins, e.histogram().stream().map(n -> 100 * n / all).toList());
    return new Drawn("Relative errors", "Histogram of relative errors between " + Numbers.percent(e.least()) + " and " + Numbers.percent(e.greatest()) + ", mean " + Numbers.percent(e.mean()) + ".", chart);
  }

  private Drawn map(Errors e) {
    HeatMapChart chart = new HeatMapChartBuilder().width(WIDTH).height(HEIGHT).title("Relative error, %").xAxisTitle(e.x()).yAxisTitle(e.y()).build();
    style(chart.getStyler());
    chart.getStyler().setXAxisMaxLabelCount(MOST_LABELS);
    double most = 100 * e.map().stream().flatMap(List::stream).mapToDouble(Math::abs).max().orElse(0);
    double range = new BigDecimal(most).round(new MathContext(2, RoundingMode.UP)).doubleValue();
    chart.getStyler().setRangeColors(new Color[] {new Color(0x2b5fb3), new Color(0xf2f2f2), new Color(0xb3402b)}).setMin(-range).setMax(range);
    var places = IntStream.range(0, Errors.CELLS).mapToObj(i -> String.format(Locale.ROOT, "%.2f", (i + 0.5) / Errors.CELLS)).toList();
    var data = new ArrayList<Number[]>();
    for (int j = 0; j < Errors.CELLS; j++) for (int i = 0; i < Errors.CELLS; i++) data.add(new Number[] {i, j, 100 * e.map().get(j).get(i)});
    chart.addSeries("error", places, places, data);
    return new Drawn("Relative error over both axes", "Map of the mean relative error over " + e.x() + " (across) and " + e.y() + " (upwards); farthest from 0, " + Numbers.percent(e.worst()) + ", at " + Numbers.text(e.worstX()) + ", " + Numbers.text(e.worstY()) + ".", chart);
  }

  private void style(AxesChartStyler s) {
    s.setLocale(Locale.ROOT).setChartBackgroundColor(look.ground).setChartFontColor(look.ink).setBaseFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13)).setSeriesColors(SERIES);
    s.setPlotBackgroundColor(look.ground).setPlotBorderColor(look.lines).setLegendBackgroundColor(look.ground).setLegendBorderColor(look.lines).setLegendPosition(Styler.LegendPosition.OutsideE);
    s.setChartTitleBoxVisible(false).setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15)).setXAxisTitleColor(look.ink).setYAxisTitleColor(look.ink);
    s.setAxisTickLabelsColor(look.ink).setPlotGridLinesColor(look.lines).setAxisTickMarksColor(look.lines);
    s.setDecimalPattern("#0.###");
  }
}
