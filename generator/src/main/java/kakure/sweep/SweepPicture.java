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
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What a sweep found, as a PNG: cycles over elements, and over area where that is known; both axes are logarithmic, a series for each model and kind of mask. */
final class SweepPicture {
  private static final int WIDTH = 620, HEIGHT = 440;
  private static final Color[] COLORS = {new Color(0x1f5fb8), new Color(0xb86a0c), new Color(0x2e8b57), new Color(0x8a3fb0), new Color(0xb02a4a), new Color(0x4a4a4a)};
  private static final Marker[] MARKERS = {SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.DIAMOND, SeriesMarkers.TRIANGLE_UP};

  private SweepPicture() {}

  /** The picture; empty where no point has figures. */
  static Optional<byte[]> png(List<Result> results) {
    var charts = new ArrayList<XYChart>();
    chart(results, "elements", "elements").ifPresent(charts::add);
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
    var chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title("Cycles of an image").xAxisTitle(title).yAxisTitle("cycles").build();
    chart.getStyler().setChartBackgroundColor(Color.WHITE).setLegendPosition(Styler.LegendPosition.OutsideS);
    chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true).setMarkerSize(8);
    int i = 0;
    for (Map.Entry<String, List<Result>> s : series.entrySet()) draw(chart, s.getKey(), s.getValue(), key, i++);
    return Optional.of(chart);
  }

  /** Points alone: designs of one size differ in shape, so a line through them would mean nothing. */
  private static void draw(XYChart chart, String name, List<Result> results, String key, int number) {
    var sorted = results.stream().sorted(Comparator.comparingDouble(r -> r.figure(key).getAsDouble())).toList();
    double[] x = sorted.stream().mapToDouble(r -> r.figure(key).getAsDouble()).toArray(), y = sorted.stream().mapToDouble(r -> r.figure("cyclesPerImage").getAsDouble()).toArray();
    var color = COLORS[number % COLORS.length];
    chart.addSeries(name, x, y).setMarker(MARKERS[number % MARKERS.length]).setMarkerColor(color).setLineColor(new Color(0, 0, 0, 0));
  }
}
