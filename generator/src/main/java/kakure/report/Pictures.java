// SPDX-License-Identifier: Apache-2.0
package kakure.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;

/** Charts as PNG. The same charts give the same bytes wherever the same fonts are. */
final class Pictures {
  private static final int COLUMNS = 2;

  private Pictures() {}

  static byte[] png(Charts.Drawn chart) {
    return png(BitmapEncoder.getBufferedImage(chart.chart()));
  }

  /** All charts side by side, two in a row. */
  static byte[] sheet(List<Charts.Drawn> charts, Charts.Look look) {
    int columns = Math.min(COLUMNS, charts.size()), rows = (charts.size() + columns - 1) / columns;
    var sheet = new BufferedImage(columns * Charts.WIDTH, rows * Charts.HEIGHT, BufferedImage.TYPE_INT_RGB);
    var g = sheet.createGraphics();
    g.setColor(look.ground);
    g.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    for (int i = 0; i < charts.size(); i++) g.drawImage(BitmapEncoder.getBufferedImage(charts.get(i).chart()), i % columns * Charts.WIDTH, i / columns * Charts.HEIGHT, null);
    g.dispose();
    return png(sheet);
  }

  private static byte[] png(BufferedImage image) {
    try (var bytes = new ByteArrayOutputStream()) {
      ImageIO.write(image, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
