// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What a study found, as a PNG: accuracy over bits, a line for each full scale, beside accuracy over noise; the exact accuracy is dashed in both. */
final class AnalogPicture {
  private static final int WIDTH = 520, HEIGHT = 400;
  private static final Color[] COLORS = {new Color(0x1f5fb8), new Color(0xb86a0c), new Color(0x2e8b57), new Color(0x8a3fb0), new Color(0xb02a4a), new Color(0x4a4a4a)};
  private static final Marker[] MARKERS = {SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.DIAMOND, SeriesMarkers.TRIANGLE_UP};
  private static final Color EXACT = new Color(0x888888);

  private AnalogPicture() {}

  /** The picture. */
  static byte[] png(AnalogResults results) {
    var charts = List.of(bits(results), noise(results));
    var sheet = new BufferedImage(charts.size() * WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    var g = sheet.createGraphics();
    for (int i = 0; i < charts.size(); i++) g.drawImage(BitmapEncoder.getBufferedImage(charts.get(i)), i * WIDTH, 0, null);
    g.dispose();
    try (var bytes = new ByteArrayOutputStream()) {
      ImageIO.write(sheet, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static XYChart bits(AnalogResults results) {
    var chart = chart("No noise, " + results.exact().tile().shape().segmentRows() + " rows a segment, by full scale", "bits of a code");
    int i = 0;
    for (var scale : results.scaled().stream().map(AnalogResults.Scaled::scale).distinct().toList()) {
      var points = results.scaled().stream().filter(s -> s.scale().equals(scale)).sorted((a, b) -> Integer.compare(a.bits(), b.bits())).toList();
      line(chart, scale.word(), points.stream().mapToDouble(AnalogResults.Scaled::bits).toArray(), points.stream().mapToDouble(s -> results.percent(s.right())).toArray(), i++);
    }
    int[] bits = results.scaled().stream().mapToInt(AnalogResults.Scaled::bits).sorted().toArray();
    exact(chart, results, bits[0], bits[bits.length - 1]);
    return chart;
  }

  private static XYChart noise(AnalogResults results) {
    var chart = chart("Noise, " + results.exact().tile().converterBits() + " bits for all rows of a line", "noise of a conversion, ones (root mean square)");
    var points = results.noisy().stream().sorted((a, b) -> Double.compare(a.ones(), b.ones())).toList();
    line(chart, "with noise", points.stream().mapToDouble(AnalogResults.Noisy::ones).toArray(), points.stream().mapToDouble(n -> results.percent(n.right())).toArray(), 0);
    exact(chart, results, points.get(0).ones(), points.get(points.size() - 1).ones());
    return chart;
  }

  private static XYChart chart(String title, String x) {
    var chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(title).xAxisTitle(x).yAxisTitle("right, %").build();
    var styler = chart.getStyler();
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setLegendPosition(Styler.LegendPosition.InsideSE);
    styler.setYAxisMin(0.0).setYAxisMax(100.0);
    styler.setMarkerSize(8);
    return chart;
  }

  private static void line(XYChart chart, String name, double[] x, double[] y, int number) {
    var color = COLORS[number % COLORS.length];
    chart.addSeries(name, x, y).setMarker(MARKERS[number % MARKERS.length]).setMarkerColor(color).setLineColor(color);
  }

  /** A single point gets no line: its ends would be one. */
  private static void exact(XYChart chart, AnalogResults results, double from, double to) {
    double y = results.percent(results.exactRight());
    var series = chart.addSeries("exact", new double[] {from, to}, new double[] {y, y});
    series.setMarker(SeriesMarkers.NONE).setLineColor(EXACT);
    series.setLineStyle(new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 10, new float[] {5, 4}, 0));
  }
}
