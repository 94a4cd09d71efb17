// SPDX-License-Identifier: Apache-2.0
package blocks.engine.drain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * What the write side is told of a layer.
 *
 * @param mode {@link DrainController#RASTER}, {@code POOL}, {@code PLANES} or {@code RAW}
 * @param tiles of pixels per group of output channels
 * @param cout output channels
 * @param base first row of the result
 * @param rows from one group of {@code tci} channels to the next
 * @param planeRows from one parity plane to the next
 * @param pitch pixels from line to line of the sweep
 * @param width columns that are written, @param height lines that are written
 * @param linePixels pixels from line to line of what is written by pairs
 */
public record DrainLayer(int mode, int tiles, int cout, int base, int rows, int planeRows, int pitch, int width, int height, int linePixels) {
  /** The layer on the ports of a controller whose tiles have so many pixels. */
  static DrainLayer of(DrainController.In<BigInteger> in, int pixels) {
    var shape = in.shape();
    var window = in.window();
    return new DrainLayer(
        shape.mode().intValueExact(), shape.tiles().intValueExact(), shape.cout().intValueExact(), shape.base().intValueExact(), shape.rows().intValueExact(), shape.plane().intValueExact(),
        in.pitch().intValueExact(), window.width().intValueExact(), window.height().intValueExact(), window.lineRows().intValueExact() * pixels + window.lineRem().intValueExact());
  }

  /**
   * The part of a tile that lies on one line.
   *
   * @param x of its first pixel, @param y of its line
   * @param lane its first lane
   * @param count lanes that are written: pixels beyond {@code width} and lines beyond {@code height} are not
   */
  public record Cut(int x, int y, int lane, int count) {}

  /** A tile of so many pixels, cut at the ends of lines: the one order in which the write side goes through it. */
  public List<Cut> cuts(int tile, int pixels) {
    var cuts = new ArrayList<Cut>();
    int first = tile * pixels;
    for (int p = first, end; p < first + pixels; p = end) {
      int x = p % pitch, y = p / pitch;
      end = Math.min((y + 1) * pitch, first + pixels);
      cuts.add(new Cut(x, y, p - first, y < height ? Math.max(0, Math.min(width, x + end - p) - x) : 0));
    }
    return cuts;
  }

  /** Position, within its map or plane, of the pair that a cut begins with. */
  public int pair(Cut cut) {
    return cut.y / 2 * linePixels + cut.x / 2;
  }

  /** Whether pixels are laid by pairs. */
  public boolean scatters() {
    return mode == DrainController.POOL || mode == DrainController.PLANES;
  }
}
