// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.fetch.ActFetch;
import java.util.ArrayList;
import java.util.List;

/**
 * A kernel position as the fetch unit wants it: a displacement in rows and pixels, (dx, dy), and the limits of the map or parity plane it reads.
 *
 * @param row rows from the tile's own, negative too
 * @param rem pixels within a row, 0 to pixels - 1
 * @param dy lines, @param dx columns
 * @param height lines that exist, @param width columns that exist
 */
record Tap(int row, int rem, int dy, int dx, int height, int width) {
  /** The taps of a layer that reads a map so placed, t = ky KW + kx. */
  static List<Tap> of(Layer layer, Placement in) {
    var taps = new ArrayList<Tap>();
    for (int ky = 0; ky < layer.kernelHeight(); ky++) {
      for (int kx = 0; kx < layer.kernelWidth(); kx++) taps.add(of(ky - layer.padTop(), kx - layer.padLeft(), in));
    }
    return taps;
  }

  private static Tap of(int y, int x, Placement in) {
    int height = in.shape().height(), width = in.shape().width();
    int first = 0;
    if (in.planes()) {
      int py = Math.floorMod(y, 2), px = Math.floorMod(x, 2);
      first = (2 * py + px) * in.planeRows();
      height = (height - py + 1) / 2;
      width = (width - px + 1) / 2;
      y = Math.floorDiv(y, 2);
      x = Math.floorDiv(x, 2);
    }
    int displacement = y * in.pitch() + x;
    return new Tap(first + Math.floorDiv(displacement, in.pixels()), Math.floorMod(displacement, in.pixels()), y, x, height, width);
  }

  /** The word that {@code cfg} writes: row [17:0], rem [23:18], dy [30:24], dx [37:31], height [47:38], width [57:48]. */
  long word() {
    long delta = (1 << ActFetch.DELTA) - 1;
    return row & 0x3ffffL | (long) rem << 18 | (dy & delta) << 24 | (dx & delta) << 31 | (long) height << 38 | (long) width << 48;
  }

  /** Whether dx and dy fit their fields. */
  boolean fits() {
    int limit = 1 << ActFetch.DELTA - 1;
    return -limit <= dy && dy < limit && -limit <= dx && dx < limit;
  }
}
