// SPDX-License-Identifier: Apache-2.0
package blocks.array.pick;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import kakure.kernel.Block;
import kakure.spec.BlockSpec;
import kakure.spec.CycleModel;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Parameters;
import kakure.spec.Stimulus;
import kakure.spec.Values;

/** Checks of {@link PickPe}: one bit, widths beside powers of two, all sizes of a group; the choice is one-hot or nothing, as its decoder gives it. */
public final class PickPeSpec implements BlockSpec {
  @Override
  public String name() {
    return "pickpe";
  }

  @Override
  public String summary() {
    return "element of the one-of-G array: keeps or inverts one of G activations";
  }

  @Override
  public Block parse(Map<String, String> parameters) {
    var p = Parameters.of(parameters, "actBits", "group");
    return new PickPe(p.integer("actBits", 8), p.integer("group", 4));
  }

  @Override
  public List<Block> corners() {
    return List.of(new PickPe(1, 2), new PickPe(3, 8), new PickPe(8, 4), new PickPe(64, 2));
  }

  @Override
  public Block random(SplittableRandom rng) {
    return new PickPe(rng.nextInt(1, 65), 2 << rng.nextInt(3));
  }

  @Override
  public Model golden(Block block) {
    var b = (PickPe) block;
    return CycleModel.combinational(in -> List.of(term(b, in)));
  }

  @Override
  public Stimulus stimulus(Block block, long seed, int n) {
    var b = (PickPe) block;
    var rng = new SplittableRandom(seed);
    var cycles = new ArrayList<List<BigInteger>>();
    for (int i = 0; i < n; i++) {
      var in = new ArrayList<BigInteger>();
      for (int j = 0; j < b.group(); j++) in.add(Stimulus.bits(rng, b.actBits()));
      boolean kept = rng.nextInt(8) != 0;
      in.add(kept ? BigInteger.ONE.shiftLeft(rng.nextInt(b.group())) : BigInteger.ZERO);
      in.add(Values.of(kept && rng.nextBoolean()));
      cycles.add(in);
    }
    return new Stimulus.Cycles(cycles);
  }

  @Override
  public List<Law> laws() {
    return List.of(Law.equal(
        "20, the second of 10, 20, negative: term - 255 = -20", () -> -20,
        () -> term(new PickPe(8, 2), List.of(Values.of(10), Values.of(20), Values.of(2), Values.of(1))).intValueExact() - 255));
  }

  private static BigInteger term(PickPe b, List<BigInteger> in) {
    int picked = in.get(b.group()).getLowestSetBit();
    if (picked < 0) return BigInteger.ZERO;
    var ones = BigInteger.ONE.shiftLeft(b.actBits()).subtract(BigInteger.ONE);
    return in.get(b.group() + 1).signum() == 0 ? in.get(picked) : ones.subtract(in.get(picked));
  }
}
