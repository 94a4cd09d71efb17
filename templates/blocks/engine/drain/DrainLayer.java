// SPDX-License-Identifier: Apache-2.0
package blocks.engine.drain;

import java.math.BigInteger;

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
    return new DrainLayer(
        in.mode().intValueExact(), in.tiles().intValueExact(), in.cout().intValueExact(), in.base().intValueExact(), in.rows().intValueExact(), in.plane().intValueExact(),
        in.pitch().intValueExact(), in.width().intValueExact(), in.height().intValueExact(), in.lineRows().intValueExact() * pixels + in.lineRem().intValueExact());
  }

  /** Whether pixels are laid by pairs. */
  public boolean scatters() {
    return mode == DrainController.POOL || mode == DrainController.PLANES;
  }
}
