// SPDX-License-Identifier: Apache-2.0
package blocks.array.adder;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import kakure.spec.BlockSpec;
import kakure.spec.FunctionModel;
import kakure.spec.Law;
import kakure.spec.Longs;

/** Checks of {@link AdderTree}: one addend (no adder), odd ones out at several levels, and the largest sum. */
public final class AdderTreeSpec implements BlockSpec<AdderTree> {
  @Override
  public String name() {
    return "adder";
  }

  @Override
  public String summary() {
    return "exact sum of any number of unsigned addends, as a tree without registers";
  }

  @Override
  public AdderTree usual() {
    return new AdderTree(16, 8);
  }

  @Override
  public List<AdderTree> corners() {
    return List.of(new AdderTree(1, 1), new AdderTree(1, 8), new AdderTree(2, 1), new AdderTree(3, 5), new AdderTree(13, 7), new AdderTree(16, 8));
  }

  /** The second is a wire. */
  @Override
  public List<AdderTree> mutated() {
    return List.of(new AdderTree(3, 5));
  }

  @Override
  public AdderTree random(SplittableRandom rng) {
    return new AdderTree(rng.nextInt(1, 70), rng.nextInt(1, 33));
  }

  @Override
  public FunctionModel golden(AdderTree tree) {
    return Longs.outputs(tree).size() == 1 ? new Sum(tree.inputs()) : FunctionModel.combinational((in, out) -> {
      long low = 0, carries = 0;
      for (int i = 0; i < tree.inputs(); i++) {
        low += in[i];
        if (Long.compareUnsigned(low, in[i]) < 0) carries++;
      }
      out[0] = low;
      out[1] = carries;
    });
  }

  /** A sum of up to 64 bits. */
  private record Sum(int inputs) implements FunctionModel {
    @Override
    public int latency() {
      return 0;
    }

    @Override
    public void apply(long[] in, long[] out) {
      out[0] = in[0] + others(in);
    }

    @Override
    public void applyRun(long[] in, int n, long[] one, long[] out) {
      long begin = in[0] + others(in);
      for (int i = 0; i < n; i++) out[i] = begin + i;
    }

    private long others(long[] in) {
      long sum = 0;
      for (int i = 1; i < inputs; i++) sum += in[i];
      return sum;
    }
  }

  /** All ones first. */
  @Override
  public List<long[]> directed(AdderTree tree) {
    var ones = new long[tree.inputs()];
    Arrays.fill(ones, Longs.ones(tree.width()));
    return List.of(ones);
  }

  @Override
  public List<Law> laws() {
    return List.of(
        Law.equal("1 + .. + 60 = 60 * 61 / 2", () -> List.of(BigInteger.valueOf(60 * 61 / 2)), () -> sum(new AdderTree(60, 6), LongStream.rangeClosed(1, 60).toArray())),
        Law.equal("3 times 2^64 - 1 takes 66 bits", () -> List.of(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE).multiply(BigInteger.valueOf(3))), () -> sum(new AdderTree(3, 64), -1, -1, -1)));
  }

  private static List<BigInteger> sum(AdderTree tree, long... x) {
    var layout = Longs.outputs(tree);
    var out = new long[layout.size()];
    new AdderTreeSpec().golden(tree).apply(x, out);
    return layout.unpack(out);
  }
}
