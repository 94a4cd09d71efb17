// SPDX-License-Identifier: Apache-2.0
package kakure.network.golden;

import java.util.List;
import kakure.network.AveragePool;
import kakure.network.Requantise;
import kakure.network.Shape;

/** acc[c] = sum of a[c] under the window, requantised where it is. */
final class AveragePoolGolden implements GoldenOp {
  private final Windows windows;
  private final Requantise requantise;

  AveragePoolGolden(AveragePool op, Shape in) {
    windows = new Windows(op.window(), in);
    requantise = op.requantise().orElse(null);
  }

  @Override
  public int[] apply(List<int[]> inputs) {
    int[] values = windows.reduce(inputs.get(0), Integer::sum);
    if (requantise != null) for (int i = 0; i < values.length; i++) values[i] = requantise.apply(i / windows.pixels(), values[i]);
    return values;
  }
}
