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
}
