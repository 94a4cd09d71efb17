// SPDX-License-Identifier: Apache-2.0
package kakure.network.golden;

import java.util.List;
import kakure.network.Add;
import kakure.network.Shape;

/** y[o] = clamp((acc mul[o] + add[o] + (r rmul[o] &lt;&lt; rshift[o]) + (1 &lt;&lt; (sh[o]-1))) >> sh[o], 0, 255); below 2^55 in magnitude, so exact. */
final class AddGolden implements GoldenOp {
  private final int pixels;
  private final int[] mul;
  private final long[] add;
  private final int[] sh;
  private final int[] rmul;
  private final int[] rshift;

  AddGolden(Add op, Shape in) {
    pixels = in.pixels();
    mul = op.requantise().mul();
    add = op.requantise().add();
    sh = op.requantise().sh();
    rmul = op.rmul();
    rshift = op.rshift();
  }

  @Override
  public int[] apply(List<int[]> inputs) {
    int[] acc = inputs.get(0);
    int[] residual = inputs.get(1);
    int[] values = new int[acc.length];
    for (int i = 0; i < values.length; i++) {
      int o = i / pixels;
      long v = (long) acc[i] * mul[o] + add[o] + ((long) residual[i] * rmul[o] << rshift[o]) + (1L << sh[o] >> 1) >> sh[o];
      values[i] = (int) Math.max(0, Math.min(255, v));
    }
    return values;
  }
}
