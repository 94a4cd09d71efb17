// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import kakure.network.Shape;

/**
 * Where a map lies in an activation memory. A row holds {@code pixels} pixels of tci channels; a channel group is {@code groupRows} rows.
 *
 * <p>Raster: pixel p = y pitch + x is position p mod pixels of row p div pixels. Planes: pixel (y, x) is pixel (y div 2) pitch + x div 2 of parity plane
 * 2 (y mod 2) + x mod 2, and a plane is {@code planeRows} rows: what a layer of stride 2 reads. One of these planes by itself is a map in raster order whose channel groups are as far apart as those of the map that it belongs to.
 *
 * @param shape of the map
 * @param planes whether it lies in four parity planes
 * @param pitch pixels from line to line, of the map or of a plane
 * @param pixels pixels of a row
 * @param groupRows rows from one channel group to the next
 */
public record Placement(Shape shape, boolean planes, int pitch, int pixels, int groupRows) {
  /** A map in raster order whose lines follow each other at the given pitch. */
  public static Placement raster(Shape shape, int pitch, int pixels) {
    return new Placement(shape, false, pitch, pixels, rowsOf(shape.height(), pitch, pixels));
  }

  /** A map in parity planes. */
  public static Placement planes(Shape shape, int pixels) {
    int pitch = (shape.width() + 1) / 2;
    return new Placement(shape, true, pitch, pixels, 4 * rowsOf((shape.height() + 1) / 2, pitch, pixels));
  }

  /** One of four parity planes that are equally large, its pixels alone. */
  static Placement plane(Shape shape, int pixels) {
    return new Placement(shape, false, shape.width(), pixels, 4 * rowsOf(shape.height(), shape.width(), pixels));
  }

  private static int rowsOf(int lines, int pitch, int pixels) {
    return (lines * pitch + pixels - 1) / pixels;
  }

  /** Lines of the map or of a plane. */
  public int lines() {
    return planes ? (shape.height() + 1) / 2 : shape.height();
  }

  /** Rows of a parity plane; of the whole map where it lies in raster order. */
  public int planeRows() {
    return rowsOf(lines(), pitch, pixels);
  }

  /** Rows of all channels, {@code tci} of them a row. */
  public long rows(int tci) {
    return (long) ((shape.channels() + tci - 1) / tci) * groupRows;
  }

  /** Where pixel (y, x) of the map lies, counted in pixels from the first of its channel group. */
  int position(int y, int x) {
    return planes ? (2 * (y % 2) + x % 2) * planeRows() * pixels + y / 2 * pitch + x / 2 : y * pitch + x;
  }

  /** Pixel (y, x) of the map that lies at position {@code lane} of row {@code row} of a channel group, as y * width + x; -1 where there is none. */
  public int pixelAt(int row, int lane) {
    int plane = planes ? row / planeRows() : 0;
    int p = (planes ? row % planeRows() : row) * pixels + lane;
    int y = p / pitch;
    int x = p % pitch;
    if (planes) {
      y = 2 * y + plane / 2;
      x = 2 * x + plane % 2;
    }
    return plane < 4 && y < shape.height() && x < shape.width() ? y * shape.width() + x : -1;
  }
}
