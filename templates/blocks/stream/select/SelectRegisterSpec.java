// SPDX-License-Identifier: Apache-2.0
package blocks.stream.select;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.CycleModel;
import kakure.spec.Model;
import kakure.spec.Stimulus;

/** Checks of {@link SelectRegister}: nothing to choose, numbers of words beside powers of two with choices beyond. */
public final class SelectRegisterSpec implements BlockSpec<SelectRegister> {
  @Override
  public String name() {
    return "select";
  }

  @Override
  public String summary() {
    return "one of many words into a register";
  }

  @Override
  public SelectRegister usual() {
    return new SelectRegister(4, 8);
  }

  @Override
  public List<SelectRegister> corners() {
    return List.of(new SelectRegister(1, 1), new SelectRegister(2, 3), new SelectRegister(5, 9), new SelectRegister(16, 65));
  }

  @Override
  public SelectRegister random(SplittableRandom rng) {
    return new SelectRegister(rng.nextInt(1, 40), rng.nextInt(1, 80));
  }

  @Override
  public Model golden(SelectRegister block) {
    return new Golden(block.inputs());
  }

  /** Random, but for the first cycle, which defines the register. */
  @Override
  public Stimulus stimulus(SelectRegister block, long seed, int n) {
    var cycles = new ArrayList<>(((Stimulus.Cycles) Stimulus.randomCycles(block, seed, n)).inputs());
    if (n > 0) {
      var first = new ArrayList<>(cycles.get(0));
      first.set(0, BigInteger.ONE);
      cycles.set(0, first);
    }
    return new Stimulus.Cycles(cycles);
  }

  private static final class Golden implements CycleModel {
    private final int inputs;
    private BigInteger shown;

    Golden(int inputs) {
      this.inputs = inputs;
    }

    @Override
    public void reset() {
      shown = null;
    }

    @Override
    public List<BigInteger> step(List<BigInteger> in) {
      if (in.get(0).signum() != 0) shown = in.get(2 + Math.min(in.get(1).intValueExact(), inputs - 1));
      return Collections.singletonList(shown);
    }
  }
}
