// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.Arrays;

/**
 * y[o] = clamp((acc mul[o] + add[o] + (1 &lt;&lt; (sh[o]-1))) >> sh[o], 0, 255), arithmetic shift, no rounding term for sh = 0: what turns a layer's accumulators into the next layer's unsigned 8-bit activations.
 *
 * @param mul per output channel, -32,768 to 32,767
 * @param add per output channel, 40 bits signed
 * @param sh per output channel, 0 to 31
 */
public record Requantise(int[] mul, long[] add, int[] sh) {
  /** @throws IllegalArgumentException if the lengths differ or a value is out of range */
  public Requantise {
    mul = mul.clone();
    add = add.clone();
    sh = sh.clone();
    if (add.length != mul.length || sh.length != mul.length) throw new IllegalArgumentException("requantise constants of " + mul.length + ", " + add.length + " and " + sh.length + " channels (mul, add, sh)");
    for (int o = 0; o < mul.length; o++)
      if (mul[o] != (short) mul[o] || add[o] << 24 >> 24 != add[o] || sh[o] < 0 || sh[o] > 31)
        throw new IllegalArgumentException("channel " + o + ": mul " + mul[o] + " (16 bits signed), add " + add[o] + " (40 bits signed), sh " + sh[o] + " (0 to 31): a value is out of range");
  }

  /** Output channels. */
  public int channels() {
    return mul.length;
  }

  /** @return the activation, 0 to 255, of accumulator {@code acc} of output channel {@code o} */
  public int apply(int o, int acc) {
    long y = (long) acc * mul[o] + add[o] + ((1L << sh[o]) >> 1) >> sh[o];
    return (int) Math.max(0, Math.min(255, y));
  }

  /** A copy. */
  @Override
  public int[] mul() {
    return mul.clone();
  }

  /** A copy. */
  @Override
  public long[] add() {
    return add.clone();
  }

  /** A copy. */
  @Override
  public int[] sh() {
    return sh.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Requantise r && Arrays.equals(mul, r.mul) && Arrays.equals(add, r.add) && Arrays.equals(sh, r.sh);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(mul) + 31 * (Arrays.hashCode(add) + 31 * Arrays.hashCode(sh));
  }
}
