// SPDX-License-Identifier: Apache-2.0
package kakure.report.diagram;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A diagram as a part of a page, whose style sheet has its colours: classes {@code unit}, {@code macro}, {@code array}, {@code port} of boxes, and {@code net} of lines. */
public final class Svg {
  private static final double ARROW = 7;
  /** Pixels below which a large diagram is not shrunk, as nobody could read it: what is around it scrolls. */
  private static final double LEGIBLE = 736;

  private Svg() {}

  /** The text. @param description what it shows, for who does not see it */
  public static String of(Laid laid, String description) {
    var s = new StringBuilder(String.format(Locale.ROOT, "<svg class=\"diagram\" role=\"img\" aria-label=\"%s\" width=\"%.0f\" height=\"%.0f\" style=\"min-width:%.0fpx\" viewBox=\"0 0 %.0f %.0f\">%n", escape(description), laid.width(), laid.height(), Math.min(LEGIBLE, laid.width()), laid.width(), laid.height()));
    laid.lines().forEach(l -> line(s, l));
    laid.boxes().forEach(b -> box(s, b));
    return s.append("</svg>\n").toString();
  }

  private static void line(StringBuilder s, Laid.Drawn drawn) {
    var points = drawn.points().stream().map(p -> String.format(Locale.ROOT, "%.1f,%.1f", p.x(), p.y())).collect(Collectors.joining(" "));
    s.append(String.format(Locale.ROOT, "<g class=\"net\"><title>%s</title><polyline points=\"%s\" stroke-width=\"%.1f\"/><polygon points=\"%s\"/></g>%n", escape(drawn.line().said()), points, drawn.stroke(), corners(arrow(drawn))));
  }

  /** The three corners of a line's head. */
  static List<Laid.Point> arrow(Laid.Drawn drawn) {
    var points = drawn.points();
    var end = points.get(points.size() - 1);
    var before = points.get(points.size() - 2);
    double length = Math.max(1e-9, Math.hypot(end.x() - before.x(), end.y() - before.y()));
    double dx = (end.x() - before.x()) / length * ARROW, dy = (end.y() - before.y()) / length * ARROW;
    return List.of(end, new Laid.Point(end.x() - dx - dy / 2, end.y() - dy + dx / 2), new Laid.Point(end.x() - dx + dy / 2, end.y() - dy - dx / 2));
  }

  private static String corners(List<Laid.Point> points) {
    return points.stream().map(p -> String.format(Locale.ROOT, "%.1f,%.1f", p.x(), p.y())).collect(Collectors.joining(" "));
  }

  private static void box(StringBuilder s, Laid.Placed b) {
    var box = b.box();
    if (!box.link().isEmpty()) s.append("<a href=\"").append(escape(box.link())).append("\">");
    s.append(String.format(Locale.ROOT, "<g class=\"box %s\"><rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"%d\"/>", box.kind().name().toLowerCase(Locale.ROOT), b.x(), b.y(), b.width(), b.height(), box.kind() == Box.Kind.PORT ? 12 : 4));
    double middle = b.x() + b.width() / 2;
    boolean two = !box.subtitle().isEmpty();
    s.append(String.format(Locale.ROOT, "<text class=\"title\" x=\"%.1f\" y=\"%.1f\">%s</text>", middle, b.y() + (two ? 18 : b.height() / 2 + 4.5), escape(box.title())));
    if (two) s.append(String.format(Locale.ROOT, "<text class=\"sub\" x=\"%.1f\" y=\"%.1f\">%s</text>", middle, b.y() + 34, escape(box.subtitle())));
    s.append("</g>").append(box.link().isEmpty() ? "" : "</a>").append('\n');
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }
}
