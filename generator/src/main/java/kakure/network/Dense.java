// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.Arrays;

/**
 * w(o, c, t) as it is stored: signed integers of a few bits, such as a gate's 8. Another stored format is another kind of weights.
 *
 * @param outputs output channels
 * @param inputs input channels
 * @param taps per input channel
 * @param bits of a weight, 2 to 16
 * @param values w(o, c, t) at (o inputs + c) taps + t, each of {@code bits} bits, two's complement
 */
public record Dense(int outputs, int inputs, int taps, int bits, int[] values) implements Weights {
  private static final int ACCUMULATOR = 32;

  /** @throws IllegalArgumentException if there are not outputs x inputs x taps values, or one is out of range */
  public Dense {
    values = values.clone();
    if (bits < 2 || bits > 16) throw new IllegalArgumentException("dense weights of " + bits + " bits: must be 2 to 16");
    if (outputs < 1 || inputs < 1 || taps < 1 || (long) outputs * inputs > Mask.MAX_WEIGHTS || (long) outputs * inputs * taps != values.length)
      throw new IllegalArgumentException(values.length + " values are not " + outputs + " x " + inputs + " x " + taps + " weights (outputs x inputs x taps)");
    for (int i = 0; i < values.length; i++)
      if (values[i] < -(1 << bits - 1) || values[i] >= 1 << bits - 1) throw new IllegalArgumentException("weight " + i + " is " + values[i] + ", which does not fit " + bits + " bits");
  }

  @Override
  public String title() {
    return "stored weights";
  }

  @Override
  public long reach(int o) {
    long sum = 0;
    for (int i = o * inputs * taps; i < (o + 1) * inputs * taps; i++) sum += Math.abs(values[i]);
    return sum;
  }

  @Override
  public int accumulatorBits() {
    return ACCUMULATOR;
  }

  @Override
  public Rows rows(int seed) {
    int n = inputs * taps;
    return (o, to) -> System.arraycopy(values, o * n, to, 0, n);
  }

  /** A copy. */
  @Override
  public int[] values() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Dense d && outputs == d.outputs && inputs == d.inputs && taps == d.taps && bits == d.bits && Arrays.equals(values, d.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values) + 31 * (outputs + 31 * (inputs + 31 * taps));
  }
}
