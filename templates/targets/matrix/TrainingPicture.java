// SPDX-License-Identifier: Apache-2.0
package targets.matrix;

import blocks.floating.perceptron.Perceptron;
import blocks.floating.perceptron.PerceptronModel;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What trainings learned, as a PNG: for each kind of data, the samples on the two sides of each multiplier's boundary, and the curves of the loss. */
final class TrainingPicture {
  private static final int WIDTH = 460, HEIGHT = 420;
  /** Half of the plane that is drawn, and points of the grid on a side. */
  private static final double REACH = 1.6;
  private static final int GRID = 70;
  private static final Color[] SIDE = {new Color(0xcfe0f7), new Color(0xf9e3c6)}, SAMPLE = {new Color(0x1f5fb8), new Color(0xb86a0c)}, LOSS = {new Color(0x3b7dd8), new Color(0xe08a1e)};

  private TrainingPicture() {}

  /** The first training of each kind, a row for each: a plane for each multiplier, then the losses. */
  static byte[] png(List<PlaneData.Kind> kinds, Map<Perceptron, List<Trained>> trained) {
    var sheet = new BufferedImage((trained.size() + 1) * WIDTH, kinds.size() * HEIGHT, BufferedImage.TYPE_INT_RGB);
    var g = sheet.createGraphics();
    for (int row = 0; row < kinds.size(); row++) {
      var charts = new ArrayList<XYChart>();
      for (var of : trained.entrySet()) charts.add(plane(of.getKey(), first(kinds.get(row), of.getValue())));
      charts.add(losses(kinds.get(row), trained));
      for (int column = 0; column < charts.size(); column++) g.drawImage(BitmapEncoder.getBufferedImage(charts.get(column)), column * WIDTH, row * HEIGHT, null);
    }
    g.dispose();
    try (var bytes = new ByteArrayOutputStream()) {
      ImageIO.write(sheet, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Trained first(PlaneData.Kind kind, List<Trained> all) {
    return all.stream().filter(t -> t.task().kind() == kind).findFirst().orElseThrow();
  }

  private static XYChart chart(String title, String x, String y) {
    var chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(title).xAxisTitle(x).yAxisTitle(y).build();
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    return chart;
  }

  private static XYChart plane(Perceptron block, Trained trained) {
    var chart = chart(trained.task().kind().word() + ", " + block.multiplier(), "x0", "x1");
    var styler = chart.getStyler();
    styler.setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    styler.setLegendVisible(false);
    styler.setMarkerSize(5);
    styler.setXAxisMin(-REACH).setXAxisMax(REACH).setYAxisMin(-REACH).setYAxisMax(REACH);
    var model = trained.task().model(block, trained.weights());
    for (int side = 0; side < 2; side++) points(chart, "side " + side, grid(block, model, side == 1), SIDE[side], true);
    for (int side = 0; side < 2; side++) points(chart, "samples " + side, samples(trained.task().data(), side == 1), SAMPLE[side], false);
    return chart;
  }

  /** Points of the plane at which the perceptron says this side. */
  private static List<double[]> grid(Perceptron block, PerceptronModel model, boolean positive) {
    var all = new ArrayList<double[]>();
    for (int i = 0; i < GRID; i++) {
      for (int k = 0; k < GRID; k++) {
        double x0 = REACH * (2 * i + 1 - GRID) / GRID, x1 = REACH * (2 * k + 1 - GRID) / GRID;
        if (block.format().negative(PerceptronTask.output(model, block.format(), x0, x1)) != positive) all.add(new double[] {x0, x1});
      }
    }
    return all;
  }

  private static List<double[]> samples(PlaneData data, boolean positive) {
    return IntStream.range(0, data.target().length).filter(i -> data.target()[i] > 0 == positive).mapToObj(i -> data.x()[i]).toList();
  }

  private static void points(XYChart chart, String name, List<double[]> points, Color color, boolean ground) {
    if (points.isEmpty()) return;
    var series = chart.addSeries(name, points.stream().mapToDouble(p -> p[0]).toArray(), points.stream().mapToDouble(p -> p[1]).toArray());
    series.setMarker(ground ? SeriesMarkers.SQUARE : SeriesMarkers.CIRCLE).setMarkerColor(color);
  }

  private static XYChart losses(PlaneData.Kind kind, Map<Perceptron, List<Trained>> trained) {
    var chart = chart(kind.word() + ", mean square of the error", "epoch", "loss");
    chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNE);
    int i = 0;
    for (var of : trained.entrySet()) {
      var losses = first(kind, of.getValue()).losses();
      var series = chart.addSeries(of.getKey().multiplier().toString(), IntStream.rangeClosed(1, losses.size()).mapToDouble(e -> e).toArray(), losses.stream().mapToDouble(l -> l).toArray());
      series.setMarker(SeriesMarkers.NONE).setLineColor(LOSS[i++ % LOSS.length]);
    }
    return chart;
  }
}
