// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.Arrays;
import java.util.List;

/**
 * y[o] = clamp((acc[o] mul[o] + add[o] + (r[o] rmul[o] &lt;&lt; rshift[o]) + (1 &lt;&lt; (sh[o]-1))) >> sh[o], 0, 255): a residual addition, before the clamp. acc are sums, or activations that are scaled like them; r is a u8 map read back.
 *
 * @param requantise mul, add and sh
 * @param rmul per channel, the residual's multiplier, 16 bits signed; 1 where a shift does
 * @param rshift per channel, 0 to 31
 */
public record Add(Requantise requantise, int[] rmul, int[] rshift) implements Op {
  /** @throws IllegalArgumentException if the lengths differ or a value is out of range */
  public Add {
    rmul = rmul.clone();
    rshift = rshift.clone();
    if (rmul.length != requantise.channels() || rshift.length != rmul.length) throw new IllegalArgumentException("an addition of " + requantise.channels() + ", " + rmul.length + " and " + rshift.length + " channels (requantise, multiplier and shift of the residual)");
    for (int o = 0; o < rmul.length; o++)
      if (rmul[o] != (short) rmul[o] || rshift[o] < 0 || rshift[o] > 31) throw new IllegalArgumentException("channel " + o + ": residual multiplier " + rmul[o] + " (16 bits signed), shift " + rshift[o] + " (0 to 31): a value is out of range");
  }

  @Override
  public String title() {
    return "an addition";
  }

  @Override
  public List<String> operands() {
    return List.of("sums", "residual");
  }

  @Override
  public Result result(List<Result> inputs) {
    Result sums = inputs.get(0);
    Result residual = inputs.get(1);
    if (!sums.shape().equals(residual.shape())) throw new IllegalArgumentException("adds a map of " + residual.shape() + " to one of " + sums.shape());
    if (!residual.isU8()) throw new IllegalArgumentException("the residual is a map of 0 to 255, not " + residual);
    if (requantise.channels() != sums.shape().channels()) throw new IllegalArgumentException("requantise constants of " + requantise.channels() + " channels, but it gets a map of " + sums.shape());
    return Result.u8(sums.shape());
  }

  /** A copy. */
  @Override
  public int[] rmul() {
    return rmul.clone();
  }

  /** A copy. */
  @Override
  public int[] rshift() {
    return rshift.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Add a && requantise.equals(a.requantise) && Arrays.equals(rmul, a.rmul) && Arrays.equals(rshift, a.rshift);
  }

  @Override
  public int hashCode() {
    return requantise.hashCode() + 31 * (Arrays.hashCode(rmul) + 31 * Arrays.hashCode(rshift));
  }
}
