// SPDX-License-Identifier: Apache-2.0
package kakure.report.diagram;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/** A diagram as a picture, on a light ground. The same diagram gives the same bytes wherever the same fonts are. */
public final class Png {
  private static final double SCALE = 1.5;
  /** A picture of more would not be looked at. */
  private static final double MOST_PIXELS = 24e6;
  private static final Color GROUND = Color.WHITE, INK = new Color(0x1f2328), SOFT = new Color(0x5b6570), NET = new Color(0x7a8591);

  private Png() {}

  /** The file. */
  public static byte[] of(Laid laid) {
    double scale = Math.min(SCALE, Math.sqrt(MOST_PIXELS / Math.max(1, laid.width() * laid.height())));
    var image = new BufferedImage(Math.max(1, (int) Math.ceil(laid.width() * scale)), Math.max(1, (int) Math.ceil(laid.height() * scale)), BufferedImage.TYPE_INT_RGB);
    var g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(GROUND);
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    g.scale(scale, scale);
    laid.lines().forEach(l -> line(g, l));
    laid.boxes().forEach(b -> box(g, b));
    g.dispose();
    try (var bytes = new ByteArrayOutputStream()) {
      ImageIO.write(image, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void line(Graphics2D g, Laid.Drawn drawn) {
    g.setColor(NET);
    g.setStroke(new BasicStroke((float) drawn.stroke()));
    g.draw(path(drawn.points()));
    g.fill(path(Svg.arrow(drawn)));
  }

  private static Path2D path(List<Laid.Point> points) {
    var path = new Path2D.Double();
    path.moveTo(points.get(0).x(), points.get(0).y());
    points.subList(1, points.size()).forEach(p -> path.lineTo(p.x(), p.y()));
    return path;
  }

  private static void box(Graphics2D g, Laid.Placed b) {
    double round = b.box().kind() == Box.Kind.PORT ? 24 : 8;
    var outline = new RoundRectangle2D.Double(b.x(), b.y(), b.width(), b.height(), round, round);
    g.setColor(fill(b.box().kind()));
    g.fill(outline);
    g.setColor(SOFT);
    g.setStroke(new BasicStroke(1));
    g.draw(outline);
    boolean two = !b.box().subtitle().isEmpty();
    text(g, b.box().title(), new Font(Font.SANS_SERIF, Font.BOLD, 13), INK, b, two ? 18 : b.height() / 2 + 4.5);
    text(g, b.box().subtitle(), new Font(Font.SANS_SERIF, Font.PLAIN, 11), SOFT, b, 34);
  }

  private static Color fill(Box.Kind kind) {
    return switch (kind) {
      case UNIT -> new Color(0xe8f0fb);
      case MACRO -> new Color(0xfdf0de);
      case ARRAY -> new Color(0xdff3ea);
      case PORT -> new Color(0xf4f6f8);
    };
  }

  private static void text(Graphics2D g, String text, Font font, Color colour, Laid.Placed b, double down) {
    g.setFont(font);
    g.setColor(colour);
    g.drawString(text, (float) (b.x() + (b.width() - g.getFontMetrics().stringWidth(text)) / 2), (float) (b.y() + down));
  }
}
