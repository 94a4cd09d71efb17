// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.fetch.Tap;
import java.util.ArrayList;
import java.util.List;

/** The taps of a layer's kernel over a map that lies somewhere. */
final class KernelTaps {
  private KernelTaps() {}

  /** The taps of a layer that reads a map so placed, t = ky KW + kx. */
  static List<Tap> of(Layer layer, Placement in) {
    var taps = new ArrayList<Tap>();
    for (int ky = 0; ky < layer.kernelHeight(); ky++) {
      for (int kx = 0; kx < layer.kernelWidth(); kx++) {
        int y = ky - layer.padTop(), x = kx - layer.padLeft();
        taps.add(layer.out().pixels() == 1 ? ofOnePixel(y, x, in) : of(y, x, in));
      }
    }
    return taps;
  }

  /** Of a layer that computes a single pixel, which sees one pixel of the map in each tap, or none: where it stands needs no coordinates, so the map may be of any size. */
  private static Tap ofOnePixel(int y, int x, Placement in) {
    if (y < 0 || x < 0 || y >= in.shape().height() || x >= in.shape().width()) return new Tap(0, 0, 0, 0, 0, 0);
    int at = y * in.pitch() + x;
    return new Tap(at / in.pixels(), at % in.pixels(), 0, 0, 1, 1);
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
}
