// SPDX-License-Identifier: Apache-2.0
package kakure.network.golden;

import java.util.List;
import kakure.network.MaxPool;
import kakure.network.Shape;

/** y[c] = the largest a[c] under the window, of values of 0 or more. */
final class MaxPoolGolden implements GoldenOp {
  private final Windows windows;
  private final boolean halves;
  private final Shape in;
  private final Shape out;

  MaxPoolGolden(MaxPool op, Shape in) {
    windows = new Windows(op.window(), in);
    halves = op.equals(MaxPool.HALVE);
    this.in = in;
    out = op.window().over(in, in.channels());
  }

  @Override
  public int[] apply(List<int[]> inputs) {
    return halves ? halve(inputs.get(0)) : windows.reduce(inputs.get(0), Math::max);
  }

  /** The usual one, without a check for each place: co-simulation waits for it. */
  private int[] halve(int[] map) {
    int[] result = new int[out.elements()];
    int w = in.width();
    int at = 0;
    for (int c = 0; c < out.channels(); c++)
      for (int y = 0; y < out.height(); y++)
        for (int x = 0, i = (c * in.height() + 2 * y) * w; x < out.width(); x++, i += 2)
          result[at++] = Math.max(Math.max(map[i], map[i + 1]), Math.max(map[i + w], map[i + w + 1]));
    return result;
  }
}
