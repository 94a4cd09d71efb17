// SPDX-License-Identifier: Apache-2.0
package kakure.network.golden;

import java.util.List;
import kakure.network.MaxPool;
import kakure.network.Shape;

/** y[c] = the largest a[c] under the window, of values of 0 or more. */
final class MaxPoolGolden implements GoldenOp {
  private final Windows windows;

  MaxPoolGolden(MaxPool op, Shape in) {
    windows = new Windows(op.window(), in);
  }

  @Override
  public int[] apply(List<int[]> inputs) {
    return windows.reduce(inputs.get(0), Math::max);
  }
}
