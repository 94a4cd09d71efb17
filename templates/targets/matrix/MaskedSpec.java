// SPDX-License-Identifier: Apache-2.0
package targets.matrix;

import blocks.floating.lammultiplier.LamMultiplier;
import blocks.floating.lammultiplier.LamMultiplierSpec;
import java.util.List;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.FunctionModel;
import kakure.spec.Longs;
import kakure.spec.Space;

/**
 * An adaptive multiplier as it is used for a while: always with the same fraction bits.
 *
 * @param kept how many
 */
record MaskedSpec(int kept) implements BlockSpec<LamMultiplier> {
  private static final LamMultiplierSpec WHOLE = new LamMultiplierSpec();

  @Override
  public String name() {
    return WHOLE.name();
  }

  @Override
  public String summary() {
    return WHOLE.summary();
  }

  @Override
  public LamMultiplier usual() {
    return WHOLE.usual();
  }

  @Override
  public List<LamMultiplier> corners() {
    return WHOLE.corners();
  }

  @Override
  public LamMultiplier random(SplittableRandom rng) {
    return WHOLE.random(rng);
  }

  @Override
  public FunctionModel golden(LamMultiplier block) {
    return WHOLE.golden(block);
  }

  @Override
  public Space space(LamMultiplier block) {
    int fraction = block.format().fractionBits();
    long mask = Longs.ones(fraction) & -1L << fraction - kept;
    return Space.of(block, (chosen, in) -> {
      in[0] = chosen[0];
      in[1] = chosen[1];
      in[2] = mask;
    }, block.bits(), block.bits());
  }
}
