// SPDX-License-Identifier: Apache-2.0
package blocks.array.xorpe;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.FunctionModel;
import kakure.spec.Law;
import kakure.spec.Longs;

/** Checks of {@link XorPe}: one bit, widths beside powers of two. The law is the reason why inversion replaces negation. */
public final class XorPeSpec implements BlockSpec<XorPe> {
  @Override
  public String name() {
    return "xorpe";
  }

  @Override
  public String summary() {
    return "element of the array: keeps, inverts or drops an activation";
  }

  @Override
  public XorPe usual() {
    return new XorPe(8);
  }

  @Override
  public List<XorPe> corners() {
    return List.of(new XorPe(1), new XorPe(3), new XorPe(8), new XorPe(64));
  }

  @Override
  public XorPe random(SplittableRandom rng) {
    return new XorPe(rng.nextInt(1, 65));
  }

  @Override
  public FunctionModel golden(XorPe block) {
    long ones = Longs.ones(block.actBits());
    return FunctionModel.combinational((in, out) -> out[0] = term(ones, in[0], in[1], in[2]));
  }

  @Override
  public List<Law> laws() {
    return List.of(new Law("term - (2^n - 1) mask sign is the product with a weight of -1, 0 or +1, for every input of 4 bits", XorPeSpec::product));
  }

  private static long term(long ones, long act, long sign, long mask) {
    return mask == 0 ? 0 : sign == 0 ? act : ones - act;
  }

  private static Optional<String> product() {
    for (int i = 0; i < 64; i++) {
      int act = i & 15;
      int sign = i >> 4 & 1;
      int mask = i >> 5;
      int expected = mask * (1 - 2 * sign) * act;
      long actual = term(15, act, sign, mask) - 15 * mask * sign;
      if (actual != expected) return Optional.of("act " + act + ", sign " + sign + ", mask " + mask + ": expected " + expected + ", got " + actual);
    }
    return Optional.empty();
  }
}
