// SPDX-License-Identifier: Apache-2.0
package kakure.network.golden;

import java.util.Arrays;
import java.util.List;
import kakure.network.Gate;
import kakure.network.Shape;

/** y[c] = h[c] > threshold[c] ? a[c] : 0. */
final class GateGolden implements GoldenOp {
  private final int pixels;
  private final int[] threshold;

  GateGolden(Gate op, Shape in) {
    pixels = in.pixels();
    threshold = op.threshold();
  }

  @Override
  public int[] apply(List<int[]> inputs) {
    int[] values = inputs.get(0).clone();
    int[] decision = inputs.get(1);
    for (int c = 0; c < threshold.length; c++) if (decision[c] <= threshold[c]) Arrays.fill(values, c * pixels, (c + 1) * pixels, 0);
    return values;
  }
}
