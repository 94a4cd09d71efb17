// SPDX-License-Identifier: Apache-2.0
package blocks.engine.drain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import kakure.spec.Values;

/**
 * What the write side is told of a layer.
 *
 * @param mode {@link DrainController#RASTER}, {@code POOL}, {@code PLANES} or {@code RAW}
 * @param tiles of pixels per group of output channels
 * @param cout output channels of the array
 * @param base first row of the result
 * @param rows from one group of {@code tci} channels to the next
 * @param planeRows from one parity plane to the next
 * @param pitch pixels from line to line of the sweep
 * @param width columns that are written, @param height lines that are written
 * @param linePixels pixels from line to line of what is written by pairs
 * @param overlap whether {@code POOL} takes windows of 3 x 3 in steps of two, from the line and the column before a pair on, in place of 2 x 2
 * @param terms beats of the array that make one of the result: channels o, o + drain, ... of the array are terms of one
 */
public record DrainLayer(int mode, int tiles, int cout, int base, int rows, int planeRows, int pitch, int width, int height, int linePixels, boolean overlap, int terms) {
  /** Where a beat of the array is one of the result. */
  public DrainLayer(int mode, int tiles, int cout, int base, int rows, int planeRows, int pitch, int width, int height, int linePixels, boolean overlap) {
    this(mode, tiles, cout, base, rows, planeRows, pitch, width, height, linePixels, overlap, 1);
  }

  /** Where pooled windows are pairs of pairs. */
  public DrainLayer(int mode, int tiles, int cout, int base, int rows, int planeRows, int pitch, int width, int height, int linePixels) {
    this(mode, tiles, cout, base, rows, planeRows, pitch, width, height, linePixels, false);
  }

  /** The layer on the ports of a controller whose tiles have so many pixels. */
  static DrainLayer of(DrainController.In<BigInteger> in, int pixels) {
    var shape = in.shape();
    var window = in.window();
    return new DrainLayer(
        shape.mode().intValueExact(), shape.tiles().intValueExact(), shape.cout().intValueExact(), shape.base().intValueExact(), shape.rows().intValueExact(), shape.plane().intValueExact(),
        in.pitch().intValueExact(), window.width().intValueExact(), window.height().intValueExact(), window.lineRows().intValueExact() * pixels + window.lineRem().intValueExact(), shape.overlap().stream().anyMatch(Values::on), 1 + shape.terms().stream().mapToInt(BigInteger::intValueExact).sum());
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

  /** Position, within its map or plane, of the pair that a cut begins with, in the first or a further one of its {@link #lines}. */
  public int pair(Cut cut, int line) {
    return (cut.y / 2 + line) * linePixels + cut.x / 2;
  }

  /** Whether something stays of the first row that a cut is merged into: what lies before its first pair, or of a pair or window that was begun. Rows of so many pixels. */
  public boolean stays(Cut cut, int line, int pixels) {
    return stays(pair(cut, line) % pixels, cut.x, cut.y);
  }

  /** The same of pairs from position {@code rem} of a row on, whose first pixel is in column x of line y. */
  boolean stays(int rem, int x, int y) {
    return rem != 0 || x % 2 == 1 || overlaps() || mode == DrainController.POOL && y % 2 == 1;
  }

  /** Whether pooled windows overlap. */
  public boolean overlaps() {
    return overlap && mode == DrainController.POOL;
  }

  /** Lines of the result that a cut goes to: one; where windows overlap, an odd line ends one of them and, unless it is the last, begins the next. */
  public int lines(Cut cut) {
    return overlaps() && cut.y % 2 == 1 && cut.y + 1 < height ? 2 : 1;
  }

  /** Whether lines before a cut's went to that line of the result. */
  public boolean merges(Cut cut, int line) {
    return overlaps() ? line == 0 && cut.y > 0 : cut.y % 2 == 1;
  }

  /** Whether the line ends with the last pixel of a cut. */
  public boolean ends(Cut cut) {
    return cut.x + cut.count == width;
  }

  /** Whether the last pixel of a cut is in the window of a pair behind it, too. */
  public boolean spills(Cut cut) {
    return overlaps() && (cut.x + cut.count) % 2 == 0 && !ends(cut);
  }

  /** Whether pixels are laid by pairs. */
  public boolean scatters() {
    return mode == DrainController.POOL || mode == DrainController.PLANES;
  }
}
