// SPDX-License-Identifier: Apache-2.0
package kakure.network.golden;

import java.util.function.IntBinaryOperator;
import kakure.network.Shape;
import kakure.network.Window;

/** Reduces what each place of a window sees of a channel, from 0 on; places outside the map are left out. */
final class Windows {
  private final Window window;
  private final Shape in;
  private final Shape out;

  Windows(Window window, Shape in) {
    this.window = window;
    this.in = in;
    out = window.over(in, in.channels());
  }

  /** The reduced map. */
  int[] reduce(int[] map, IntBinaryOperator operator) {
    int[] result = new int[out.elements()];
    int at = 0;
    for (int c = 0; c < in.channels(); c++)
      for (int y = 0; y < out.height(); y++) {
        int top = y * window.stride() - window.padTop();
        for (int x = 0; x < out.width(); x++) {
          int left = x * window.stride() - window.padLeft();
          int value = 0;
          for (int iy = Math.max(0, top); iy < Math.min(in.height(), top + window.kernelHeight()); iy++)
            for (int ix = Math.max(0, left); ix < Math.min(in.width(), left + window.kernelWidth()); ix++) value = operator.applyAsInt(value, map[(c * in.height() + iy) * in.width() + ix]);
          result[at++] = value;
        }
      }
    return result;
  }

  /** Pixels of the reduced map. */
  int pixels() {
    return out.pixels();
  }
}
