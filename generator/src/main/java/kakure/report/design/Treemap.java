// SPDX-License-Identifier: Apache-2.0
package kakure.report.design;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Rectangles whose areas are as figures, each as near to a square as the others leave it (Bruls, Huizing and van Wijk, Squarified Treemaps, 2000). */
final class Treemap {
  /** A rectangle in parts of a map of {@code width} x 1. */
  record Tile(String name, double value, double x, double y, double width, double height) {}

  private final List<Tile> tiles = new ArrayList<>();
  private double x, y, width, height = 1;

  private Treemap(double width) {
    this.width = width;
  }

  /** Tiles, the largest first; what is 0 has none. */
  static List<Tile> of(Map<String, Double> values, double width) {
    double sum = values.values().stream().mapToDouble(v -> v).sum();
    var rest = new ArrayList<>(values.entrySet().stream().filter(e -> e.getValue() > 0).sorted(Comparator.<Map.Entry<String, Double>>comparingDouble(e -> -e.getValue()).thenComparing(Map.Entry::getKey)).toList());
    var map = new Treemap(width);
    while (!rest.isEmpty()) {
      int n = 1;
      while (n < rest.size() && map.worst(rest.subList(0, n + 1), sum / width) <= map.worst(rest.subList(0, n), sum / width)) n++;
      map.row(rest.subList(0, n), sum / width);
      rest.subList(0, n).clear();
    }
    return map.tiles;
  }

  /** The least square of a row along the shorter side. @param density value of a unit of area */
  private double worst(List<Map.Entry<String, Double>> row, double density) {
    double side = Math.min(width, height), depth = sum(row) / density / side, worst = 0;
    for (var e : row) {
      double length = e.getValue() / density / depth;
      worst = Math.max(worst, Math.max(length / depth, depth / length));
    }
    return worst;
  }

  private void row(List<Map.Entry<String, Double>> row, double density) {
    boolean column = width >= height;
    double depth = sum(row) / density / Math.min(width, height), at = 0;
    for (var e : row) {
      double length = e.getValue() / density / depth;
      tiles.add(column ? new Tile(e.getKey(), e.getValue(), x, y + at, depth, length) : new Tile(e.getKey(), e.getValue(), x + at, y, length, depth));
      at += length;
    }
    if (column) {
      x += depth;
      width -= depth;
    } else {
      y += depth;
      height -= depth;
    }
  }

  private static double sum(List<Map.Entry<String, Double>> row) {
    return row.stream().mapToDouble(Map.Entry::getValue).sum();
  }
}
