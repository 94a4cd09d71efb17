// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import kakure.network.MaxPool;
import kakure.network.Shape;
import kakure.network.Window;

/**
 * Max-pooling that the write side does while it lays a layer's result, at no pass of its own: 2 x 2 in steps of two, or, on an engine that can, 3 x 3 in steps of two from a line and a column before the map on.
 *
 * @param node its name
 * @param window of the network
 */
record Pool(String node, Window window) {
  /** Whether windows overlap: a line, or a column, of the map is in two of them. */
  boolean overlaps() {
    return window.kernelHeight() > window.stride();
  }

  /** The pooling of this node behind a layer that gives such a map, if the write side does it. @param overlap whether windows may overlap */
  static boolean fits(MaxPool pool, Shape map, boolean overlap) {
    return pool.equals(MaxPool.HALVE) && map.pixels() > 1 || overlap && overlapping(pool.window()) && map.height() > 1 && map.width() > 1;
  }

  /** Windows around pixels of even lines and columns: beyond the map's end they reach by one at most. */
  private static boolean overlapping(Window w) {
    return w.kernelHeight() == 3 && w.kernelWidth() == 3 && w.stride() == 2 && w.padTop() == 1 && w.padLeft() == 1 && w.padBottom() <= 1 && w.padRight() <= 1;
  }
}
