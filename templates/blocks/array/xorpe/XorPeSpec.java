// SPDX-License-Identifier: Apache-2.0
package blocks.array.xorpe;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.kernel.Block;
import kakure.spec.BlockSpec;
import kakure.spec.CycleModel;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Parameters;
import kakure.spec.Stimulus;

/** Checks of {@link XorPe}: one bit, widths beside powers of two. The law is the reason why inversion replaces negation. */
public final class XorPeSpec implements BlockSpec {
  @Override
  public String name() {
    return "xorpe";
  }

  @Override
  public String summary() {
    return "element of the array: keeps, inverts or drops an activation";
  }

  @Override
  public Block parse(Map<String, String> parameters) {
    return new XorPe(Parameters.of(parameters, "actBits").integer("actBits", 8));
  }

  @Override
  public List<Block> corners() {
    return List.of(new XorPe(1), new XorPe(3), new XorPe(8), new XorPe(64));
  }

  @Override
  public Block random(SplittableRandom rng) {
    return new XorPe(rng.nextInt(1, 65));
  }

  @Override
  public Model golden(Block block) {
    int bits = ((XorPe) block).actBits();
    return CycleModel.combinational(in -> List.of(term(bits, in)));
  }

  @Override
  public Stimulus stimulus(Block block, long seed, int n) {
    return Stimulus.randomCycles(block, seed, n);
  }

  @Override
  public List<Law> laws() {
    return List.of(new Law("term - (2^n - 1) mask sign is the product with a weight of -1, 0 or +1, for every input of 4 bits", XorPeSpec::product));
  }

  private static BigInteger term(int bits, List<BigInteger> in) {
    var ones = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
    var inverted = in.get(1).signum() == 0 ? in.get(0) : ones.subtract(in.get(0));
    return inverted.multiply(in.get(2));
  }

  private static Optional<String> product() {
    for (int i = 0; i < 64; i++) {
      int act = i & 15;
      int sign = i >> 4 & 1;
      int mask = i >> 5;
      int expected = mask * (1 - 2 * sign) * act;
      int actual = term(4, List.of(BigInteger.valueOf(act), BigInteger.valueOf(sign), BigInteger.valueOf(mask))).intValueExact() - 15 * mask * sign;
      if (actual != expected) return Optional.of("act " + act + ", sign " + sign + ", mask " + mask + ": expected " + expected + ", got " + actual);
    }
    return Optional.empty();
  }
}
