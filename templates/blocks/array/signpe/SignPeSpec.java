// SPDX-License-Identifier: Apache-2.0
package blocks.array.signpe;

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

/** Specification of {@link SignPe}. */
public final class SignPeSpec implements BlockSpec {
  @Override
  public String name() {
    return "signpe";
  }

  @Override
  public String summary() {
    return "element of the hidden network: keeps, negates or drops an activation";
  }

  @Override
  public Block parse(Map<String, String> parameters) {
    return new SignPe(Parameters.of(parameters, "actBits").integer("actBits", 8));
  }

  @Override
  public List<Block> corners() {
    return List.of(new SignPe(1), new SignPe(3), new SignPe(8), new SignPe(64));
  }

  @Override
  public Block random(SplittableRandom rng) {
    return new SignPe(rng.nextInt(1, 65));
  }

  @Override
  public Model golden(Block block) {
    return CycleModel.combinational(((SignPe) block)::golden);
  }

  @Override
  public Stimulus stimulus(Block block, long seed, int n) {
    return Stimulus.randomCycles(block, seed, n);
  }

  @Override
  public List<Law> laws() {
    return List.of(new Law("in two's complement the product is that of long arithmetic, for every input of 4 bits", SignPeSpec::product));
  }

  private static Optional<String> product() {
    for (int i = 0; i < 64; i++) {
      int act = i & 15;
      int sign = i >> 4 & 1;
      int mask = i >> 5;
      long expected = mask == 0 ? 0 : sign == 1 ? -act : act;
      var raw = new SignPe(4).golden(List.of(BigInteger.valueOf(act), BigInteger.valueOf(sign), BigInteger.valueOf(mask))).get(0).longValueExact();
      long actual = raw << 59 >> 59;
      if (actual != expected) return Optional.of("act " + act + ", sign " + sign + ", mask " + mask + ": expected " + expected + ", got " + actual);
    }
    return Optional.empty();
  }
}
