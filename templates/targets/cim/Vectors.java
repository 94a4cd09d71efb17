// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import kakure.network.Linear;
import kakure.network.Shape;
import kakure.network.Window;

/**
 * The input vectors of a layer: what its kernel sees at each place of its output, what lies outside the map being 0.
 *
 * @param window kernel, stride, padding
 * @param in map that is read
 * @param out map that is computed
 */
record Vectors(Window window, Shape in, Shape out) {
  /** A layer's. */
  static Vectors of(Linear layer, Shape in) {
    return new Vectors(layer.window(), in, layer.window().over(in, layer.weights().outputs()));
  }

  int count() {
    return out.pixels();
  }

  /** The vector of a place as bytes. */
  byte[] bytes(int[] map, int pixel) {
    int[] values = of(map, pixel);
    var bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) values[i];
    return bytes;
  }

  /** The vector of a place, channel by channel, a channel's taps side by side. */
  int[] of(int[] map, int pixel) {
    int taps = window.taps(), y0 = pixel / out.width() * window.stride() - window.padTop(), x0 = pixel % out.width() * window.stride() - window.padLeft();
    var values = new int[in.channels() * taps];
    for (int t = 0; t < taps; t++) {
      int y = y0 + t / window.kernelWidth(), x = x0 + t % window.kernelWidth();
      if (y < 0 || y >= in.height() || x < 0 || x >= in.width()) continue;
      for (int c = 0; c < in.channels(); c++) values[c * taps + t] = map[c * in.pixels() + y * in.width() + x];
    }
    return values;
  }
}
