// SPDX-License-Identifier: Apache-2.0
package blocks.array.adder;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import kakure.kernel.Block;
import kakure.spec.BlockSpec;
import kakure.spec.CycleModel;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Parameters;
import kakure.spec.Stimulus;

/** Checks of {@link AdderTree}: one addend (no adder), odd ones out at several levels, and the largest sum. */
public final class AdderTreeSpec implements BlockSpec {
  @Override
  public String name() {
    return "adder";
  }

  @Override
  public String summary() {
    return "exact sum of any number of unsigned addends, as a tree without registers";
  }

  @Override
  public Block parse(Map<String, String> parameters) {
    var p = Parameters.of(parameters, "inputs", "width");
    return new AdderTree(p.integer("inputs", 16), p.integer("width", 8));
  }

  @Override
  public List<Block> corners() {
    return List.of(new AdderTree(1, 1), new AdderTree(1, 8), new AdderTree(2, 1), new AdderTree(3, 5), new AdderTree(13, 7), new AdderTree(16, 8));
  }

  /** The second is a wire. */
  @Override
  public List<Block> mutated() {
    return List.of(new AdderTree(3, 5));
  }

  @Override
  public Block random(SplittableRandom rng) {
    return new AdderTree(rng.nextInt(1, 70), rng.nextInt(1, 33));
  }

  @Override
  public Model golden(Block block) {
    return CycleModel.combinational(x -> List.of(sum(x)));
  }

  /** All ones first, then random addends. */
  @Override
  public Stimulus stimulus(Block block, long seed, int n) {
    var tree = (AdderTree) block;
    var cycles = new ArrayList<>(((Stimulus.Cycles) Stimulus.randomCycles(block, seed, n)).inputs());
    if (n > 0) cycles.set(0, Collections.nCopies(tree.inputs(), BigInteger.ONE.shiftLeft(tree.width()).subtract(BigInteger.ONE)));
    return new Stimulus.Cycles(cycles);
  }

  @Override
  public List<Law> laws() {
    return List.of(Law.equal("1 + .. + 60 = 60 * 61 / 2", () -> BigInteger.valueOf(60 * 61 / 2), () -> sum(LongStream.rangeClosed(1, 60).mapToObj(BigInteger::valueOf).toList())));
  }

  private static BigInteger sum(List<BigInteger> x) {
    return x.stream().reduce(BigInteger.ZERO, BigInteger::add);
  }
}
