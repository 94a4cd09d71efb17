// SPDX-License-Identifier: Apache-2.0
package blocks.myfamily.myfolder;

import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import kakure.spec.BlockSpec;
import kakure.spec.CycleModel;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Stimulus;

/** Checks of {@link MyBlock}: one bit, a width that is no power of two, the widest. */
public final class MyBlockSpec implements BlockSpec<MyBlock> {
  @Override
  public String name() {
    return "myfolder";
  }

  @Override
  public String summary() {
    return "sum that starts at 0 with reset";
  }

  @Override
  public MyBlock usual() {
    return new MyBlock(8);
  }

  @Override
  public List<MyBlock> corners() {
    return List.of(new MyBlock(1), new MyBlock(3), new MyBlock(64));
  }

  @Override
  public MyBlock random(SplittableRandom rng) {
    return new MyBlock(rng.nextInt(1, 65));
  }

  @Override
  public Model golden(MyBlock block) {
    return new Golden(block.width());
  }

  @Override
  public Stimulus stimulus(MyBlock block, long seed, int n) {
    return Stimulus.randomCycles(block, seed, n);
  }

  @Override
  public List<Law> laws() {
    return List.of(Law.equal("1 + .. + 100 = 5050, modulo 2^8 = 186", () -> BigInteger.valueOf(186), MyBlockSpec::hundred));
  }

  private static BigInteger hundred() {
    var golden = new Golden(8);
    return IntStream.rangeClosed(1, 100).mapToObj(i -> golden.step(List.of(BigInteger.ONE, BigInteger.valueOf(i))).get(0)).reduce((a, b) -> b).orElseThrow();
  }

  private static final class Golden implements CycleModel {
    private final BigInteger modulus;
    private BigInteger sum = BigInteger.ZERO;

    Golden(int width) {
      modulus = BigInteger.ONE.shiftLeft(width);
    }

    @Override
    public void reset() {
      sum = BigInteger.ZERO;
    }

    @Override
    public List<BigInteger> step(List<BigInteger> in) {
      if (in.get(0).signum() != 0) sum = sum.add(in.get(1)).mod(modulus);
      return List.of(sum);
    }
  }
}
