// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.fetch.Tap;
import java.util.ArrayList;
import java.util.List;

/** The taps of a layer's kernel over a map that lies somewhere. */
final class KernelTaps {
  /** Limits that no coordinate of a map reaches. */
  private static final int FAR = 1023;

  private KernelTaps() {}

  /** The taps of a layer that reads a map so placed, t = ky KW + kx. */
  static List<Tap> of(Layer layer, Placement in) {
    if (layer.links().fold() && layer.last()) return runs(in);
    if (flat(layer, in)) return List.of(new Tap(0, 0, 0, 0, FAR, FAR));
    var taps = new ArrayList<Tap>();
    for (int t = 0; t < layer.window().taps(); t++) {
      if (layer.links().tap() >= 0 && layer.links().tap() != t) continue;
      int y = t / layer.kernelWidth() - layer.padTop(), x = t % layer.kernelWidth() - layer.padLeft();
      taps.add(layer.out().pixels() == 1 ? ofOnePixel(y, x, in) : of(y, x, in));
    }
    return taps;
  }

  /** Whether a layer takes a map in parity planes as it lies, row by row, and leaves its result likewise. */
  static boolean flat(Layer layer, Placement in) {
    return layer.pointwise() && in.planes() && layer.out().pixels() > 1;
  }

  /** Of a layer that sums up the map by all lanes: a tap for each run of as many pixels, in one line of the map or plane, or beyond it where lines follow each other. */
  private static List<Tap> runs(Placement in) {
    var taps = new ArrayList<Tap>();
    int height = in.shape().height(), width = in.shape().width();
    for (int plane = 0; plane < (in.planes() ? 4 : 1); plane++) {
      int lines = in.planes() ? (height - plane / 2 + 1) / 2 : height, columns = in.planes() ? (width - plane % 2 + 1) / 2 : width;
      boolean through = columns == in.pitch();
      int runs = through ? 1 : lines, length = through ? lines * columns : columns;
      for (int line = 0; line < runs; line++) {
        for (int x = 0; x < length; x += in.pixels()) {
          int at = plane * in.planeRows() * in.pixels() + line * in.pitch() + x;
          taps.add(new Tap(at / in.pixels(), at % in.pixels(), 0, 0, 1, Math.min(in.pixels(), length - x)));
        }
      }
    }
    return taps;
  }

  /** Of a layer that computes a single pixel, which sees one pixel of the map in each tap, or none: where it stands needs no coordinates, so the map may be of any size. */
  private static Tap ofOnePixel(int y, int x, Placement in) {
    if (y < 0 || x < 0 || y >= in.shape().height() || x >= in.shape().width()) return new Tap(0, 0, 0, 0, 0, 0);
    int at = in.position(y, x);
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
