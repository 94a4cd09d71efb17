// SPDX-License-Identifier: Apache-2.0
package blocks.array.pick;

import java.math.BigInteger;
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

/** Checks of {@link PickDecode}: all three sizes of a group. */
public final class PickDecodeSpec implements BlockSpec {
  @Override
  public String name() {
    return "pickdecode";
  }

  @Override
  public String summary() {
    return "a one-of-G index decoded for all pixels: one-hot choice and the kept weight's sign";
  }

  @Override
  public Block parse(Map<String, String> parameters) {
    return new PickDecode(Parameters.of(parameters, "group").integer("group", 4));
  }

  @Override
  public List<Block> corners() {
    return List.of(new PickDecode(2), new PickDecode(4), new PickDecode(8));
  }

  @Override
  public Block random(SplittableRandom rng) {
    return new PickDecode(2 << rng.nextInt(3));
  }

  @Override
  public Model golden(Block block) {
    return CycleModel.combinational(in -> picked(in.get(0).signum() != 0, in.get(1).intValueExact(), in.get(2)));
  }

  @Override
  public Stimulus stimulus(Block block, long seed, int n) {
    return Stimulus.randomCycles(block, seed, n);
  }

  @Override
  public List<Law> laws() {
    return List.of(Law.equal("channel 2 of signs 0b0100 is picked, and negative", () -> List.of(Values.of(4), Values.of(1)), () -> picked(true, 2, Values.of(4))));
  }

  private static List<BigInteger> picked(boolean enable, int index, BigInteger signs) {
    return List.of(enable ? BigInteger.ONE.shiftLeft(index) : BigInteger.ZERO, Values.of(enable && signs.testBit(index)));
  }
}
