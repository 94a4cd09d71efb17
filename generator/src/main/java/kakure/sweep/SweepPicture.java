// SPDX-License-Identifier: Apache-2.0
package kakure.sweep;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * What a sweep found, as a PNG: cycles over elements, and over area where that is known; both axes are logarithmic, a series for each model and kind of mask. Where bits vary, in the first place the share of right images over cycles, a line for
 * each design.
 */
final class SweepPicture {
  private static final String BITS = "bits";
  /** What a reader knows by its value. */
  private static final List<String> PLAIN = List.of("model", "--array", "masks");
  private static final int WIDTH = 620, HEIGHT = 440;
  private static final Color[] COLORS = {new Color(0x1f5fb8), new Color(0xb86a0c), new Color(0x2e8b57), new Color(0x8a3fb0), new Color(0xb02a4a), new Color(0x4a4a4a)};
  private static final Color NONE = new Color(0, 0, 0, 0);
  private static final Marker[] MARKERS = {SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.DIAMOND, SeriesMarkers.TRIANGLE_UP};

  private SweepPicture() {}

  /** The picture; empty where no point has figures. */
  static Optional<byte[]> png(List<Result> results) {
    var charts = new ArrayList<XYChart>();
    precisions(results).ifPresent(charts::add);
    if (charts.isEmpty() || results.stream().map(r -> r.figure("elements")).distinct().count() > 1) chart(results, "elements", "elements").ifPresent(charts::add);
    chart(results, "area", "area of the logic, without memories, library's unit").ifPresent(charts::add);
    if (charts.isEmpty()) return Optional.empty();
    var sheet = new BufferedImage(charts.size() * WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    var g = sheet.createGraphics();
    for (int i = 0; i < charts.size(); i++) g.drawImage(BitmapEncoder.getBufferedImage(charts.get(i)), i * WIDTH, 0, null);
    g.dispose();
    try (var bytes = new ByteArrayOutputStream()) {
      ImageIO.write(sheet, "png", bytes);
      return Optional.of(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<XYChart> chart(List<Result> results, String key, String title) {
    var series = new LinkedHashMap<String, List<Result>>();
    for (var r : results) {
      if (r.figure(key).isEmpty() || r.figure("cyclesPerImage").isEmpty()) continue;
      String masks = r.point().chosen().getOrDefault("masks", "own");
      series.computeIfAbsent(r.point().chosen().get("model") + (masks.equals("own") ? "" : ", " + masks), k -> new ArrayList<>()).add(r);
    }
    if (series.isEmpty()) return Optional.empty();
    var chart = empty("Cycles of an image", title, "cycles");
    chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
    int i = 0;
    // points alone: designs of one size differ in shape, so a line through them would mean nothing
    for (Map.Entry<String, List<Result>> s : series.entrySet()) draw(chart, s.getKey(), s.getValue(), key, "cyclesPerImage", i++).setLineColor(NONE);
    return Optional.of(chart);
  }

  /** What each precision costs and reaches; empty where no two points differ in it, or nothing was run. */
  private static Optional<XYChart> precisions(List<Result> results) {
    var run = results.stream().filter(r -> r.figure("accuracy").isPresent() && r.figure("cyclesPerImage").isPresent() && r.point().chosen().containsKey(BITS)).toList();
    if (run.stream().map(r -> r.point().chosen().get(BITS)).distinct().count() < 2) return Optional.empty();
    var series = new LinkedHashMap<String, List<Result>>();
    for (var r : run) series.computeIfAbsent(name(r), k -> new ArrayList<>()).add(r);
    var chart = empty("Precisions of one stored copy", "cycles of an image", "share of images that are right");
    int i = 0;
    for (Map.Entry<String, List<Result>> s : series.entrySet()) {
      var drawn = draw(chart, s.getKey(), s.getValue(), "cyclesPerImage", "accuracy", i++);
      drawn.setLineColor(mixed(s.getValue().get(0)) ? NONE : drawn.getMarkerColor());
    }
    return Optional.of(chart);
  }

  /** Whether layers have bits of their own: of such points none is more or less than another, so that no line joins them. */
  private static boolean mixed(Result r) {
    return r.point().chosen().get(BITS).contains("=");
  }

  /** Of the line that a point is on. */
  private static String name(Result r) {
    String design = r.point().chosen().entrySet().stream().filter(c -> !c.getKey().equals(BITS) && !c.getValue().equals("own")).map(c -> PLAIN.contains(c.getKey()) ? c.getValue() : c.getKey() + " " + c.getValue()).collect(Collectors.joining(", "));
    return mixed(r) ? design + ", layers of their own bits" : design;
  }

  private static XYChart empty(String title, String x, String y) {
    var chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(title).xAxisTitle(x).yAxisTitle(y).build();
    chart.getStyler().setChartBackgroundColor(Color.WHITE).setLegendPosition(Styler.LegendPosition.OutsideS);
    chart.getStyler().setMarkerSize(8);
    return chart;
  }

  private static XYSeries draw(XYChart chart, String name, List<Result> results, String x, String y, int number) {
    var sorted = results.stream().sorted(Comparator.comparingDouble(r -> r.figure(x).getAsDouble())).toList();
    var series = chart.addSeries(name, values(sorted, x), values(sorted, y));
    series.setMarker(MARKERS[number % MARKERS.length]).setMarkerColor(COLORS[number % COLORS.length]);
    return series;
  }

  private static double[] values(List<Result> results, String key) {
    return results.stream().mapToDouble(r -> r.figure(key).getAsDouble()).toArray();
  }
}
