// SPDX-License-Identifier: Apache-2.0
package kakure.report.diagram;

import java.util.List;

/**
 * A diagram with places, in points from the upper left corner.
 *
 * @param width of all
 * @param height of all
 * @param boxes with their places
 * @param lines with their corners
 */
public record Laid(double width, double height, List<Placed> boxes, List<Drawn> lines) {
  /** Copies the lists. */
  public Laid {
    boxes = List.copyOf(boxes);
    lines = List.copyOf(lines);
  }

  /** A box and its rectangle. */
  public record Placed(Box box, double x, double y, double width, double height) {}

  /** A line and its corners, the start and the end among them. */
  public record Drawn(Line line, List<Point> points) {
    /** Copies the list. */
    public Drawn {
      points = List.copyOf(points);
    }

    /** How broad it is drawn. */
    double stroke() {
      return line.bits() < 8 ? 1 : line.bits() < 64 ? 1.6 : 2.6;
    }
  }

  /** A place. */
  public record Point(double x, double y) {}
}
