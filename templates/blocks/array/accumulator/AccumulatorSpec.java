// SPDX-License-Identifier: Apache-2.0
package blocks.array.accumulator;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.CycleModel;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Stimulus;
import kakure.spec.Values;

/** Checks of {@link Accumulator}: one bit, no room to grow (sums wrap), the array's shape, sums of one addend. */
public final class AccumulatorSpec implements BlockSpec<Accumulator> {
  @Override
  public String name() {
    return "accumulator";
  }

  @Override
  public String summary() {
    return "running sum with a shadow register that keeps the last one while the next runs";
  }

  @Override
  public Accumulator usual() {
    return new Accumulator(12, 24);
  }

  @Override
  public List<Accumulator> corners() {
    return List.of(new Accumulator(1, 1), new Accumulator(1, 3), new Accumulator(5, 5), new Accumulator(12, 24), new Accumulator(64, 64), new Accumulator(1, 1, true), new Accumulator(3, 9, true), new Accumulator(12, 31, true));
  }

  @Override
  public Accumulator random(SplittableRandom rng) {
    int width = rng.nextInt(1, 65);
    return new Accumulator(rng.nextInt(1, width + 1), width, rng.nextInt(3) == 0);
  }

  @Override
  public Model golden(Accumulator block) {
    return new Golden(block.width(), block.doubles());
  }

  /** Starts with a sum of one addend, so that all is defined; then first, last and gaps at random. */
  @Override
  public Stimulus stimulus(Accumulator block, long seed, int n) {
    var rng = new SplittableRandom(seed);
    int inWidth = block.inWidth();
    var cycles = new ArrayList<List<BigInteger>>();
    for (int i = 0; i < n; i++) {
      var cycle = new ArrayList<>(List.of(Values.of(i == 0 || rng.nextInt(4) != 0), Values.of(i == 0 || rng.nextInt(6) == 0), Values.of(i == 0 || rng.nextInt(5) == 0), Stimulus.bits(rng, inWidth)));
      if (block.doubles()) cycle.add(3, Values.of(rng.nextInt(3) == 0));
      cycles.add(cycle);
    }
    return new Stimulus.Cycles(cycles);
  }

  @Override
  public List<Law> laws() {
    return List.of(Law.equal("1 + .. + 100 = 5050, modulo 2^12 = 954", () -> List.of(BigInteger.valueOf(954)), AccumulatorSpec::hundred),
        Law.equal("bits 1 0 1 1, doubled from bit to bit: 11", () -> List.of(BigInteger.valueOf(11)), AccumulatorSpec::bits));
  }

  private static List<BigInteger> hundred() {
    var golden = new Golden(12, false);
    List<BigInteger> shown = List.of();
    for (int i = 1; i <= 100; i++) shown = golden.step(List.of(Values.of(true), Values.of(i == 1), Values.of(i == 100), BigInteger.valueOf(i)));
    return shown;
  }

  private static List<BigInteger> bits() {
    var golden = new Golden(12, true);
    List<BigInteger> shown = List.of();
    for (int i = 0; i < 4; i++) shown = golden.step(List.of(Values.of(true), Values.of(i == 0), Values.of(i == 3), Values.of(true), BigInteger.valueOf(0b1011 >> 3 - i & 1)));
    return shown;
  }

  private static final class Golden implements CycleModel {
    private final BigInteger modulus;
    private final boolean doubles;
    private BigInteger sum = BigInteger.ZERO;
    private Optional<BigInteger> shadow = Optional.empty();

    Golden(int width, boolean doubles) {
      modulus = BigInteger.ONE.shiftLeft(width);
      this.doubles = doubles;
    }

    @Override
    public void reset() {
      sum = BigInteger.ZERO;
      shadow = Optional.empty();
    }

    @Override
    public List<BigInteger> step(List<BigInteger> in) {
      if (in.get(0).signum() != 0) {
        int times = in.get(1).signum() != 0 ? 0 : doubles && in.get(3).signum() != 0 ? 2 : 1;
        sum = sum.multiply(BigInteger.valueOf(times)).add(in.get(doubles ? 4 : 3)).mod(modulus);
        if (in.get(2).signum() != 0) shadow = Optional.of(sum);
      }
      return Collections.singletonList(shadow.orElse(null));
    }
  }
}
