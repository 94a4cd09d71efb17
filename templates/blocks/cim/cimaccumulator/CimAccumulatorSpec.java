// SPDX-License-Identifier: Apache-2.0
package blocks.cim.cimaccumulator;

import blocks.cim.CimMode;
import blocks.cim.CimShape;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Stimulus;
import kakure.spec.Values;

/** Checks of {@link CimAccumulator}: one pair, groups and counts beside powers of two, all modes, sums that wrap. Law: bit by bit, a dot product. */
public final class CimAccumulatorSpec implements BlockSpec<CimAccumulator> {
  @Override
  public String name() {
    return "cimaccumulator";
  }

  @Override
  public String summary() {
    return "bit-serial sums of pairs of columns, each unit's weights in one of four modes";
  }

  @Override
  public CimAccumulator usual() {
    return new CimAccumulator(64, 64, 4, 2, 8);
  }

  @Override
  public List<CimAccumulator> corners() {
    return List.of(new CimAccumulator(1, 2, 1, 1, 1), new CimAccumulator(6, 12, 3, 2, 3), new CimAccumulator(10, 6, 2, 3, 8), new CimAccumulator(9, 2, 9, 1, 16));
  }

  @Override
  public CimAccumulator random(SplittableRandom rng) {
    int segments = rng.nextInt(1, 6), groups = rng.nextInt(1, 5);
    return new CimAccumulator(segments * rng.nextInt(1, 20), 2 * groups * rng.nextInt(1, 4), segments, groups, rng.nextInt(1, 17));
  }

  @Override
  public Model golden(CimAccumulator block) {
    return new CimAccumulatorModel(block);
  }

  /** Every group selects a unit and all sums are cleared first; then anything, several controls at once too. Now and then counts are as large as they may be. */
  @Override
  public Stimulus stimulus(CimAccumulator b, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var cycles = new ArrayList<List<BigInteger>>();
    for (int i = 0; i < n; i++) {
      boolean large = rng.nextInt(16) == 0;
      var sel = i == 0 ? Values.ones(b.units()) : rng.nextInt(3) == 0 ? Stimulus.bits(rng, b.units()).and(Stimulus.bits(rng, b.units())) : BigInteger.ZERO;
      var code = large ? Values.ones(b.columns() * b.countBits()) : Stimulus.bits(rng, b.columns() * b.countBits());
      var ref = large && rng.nextBoolean() ? BigInteger.ZERO : Stimulus.bits(rng, b.groups() * b.countBits());
      cycles.add(Values.list(new CimAccumulator.In<>(Stimulus.bits(rng, b.groups()), Values.of(i == 0 || rng.nextInt(40) == 0), Values.of(rng.nextInt(4) == 0), Values.of(rng.nextInt(3) == 0),
          sel, Stimulus.bits(rng, 2 * b.units()), code, ref)));
    }
    return new Stimulus.Cycles(cycles);
  }

  @Override
  public List<Law> laws() {
    return List.of(
        new Law("signed inputs of 4 bits times each mode's weights, bit by bit, is their dot product", CimAccumulatorSpec::dotProduct),
        Law.equal("the largest sum of 63 rows of 8 bits, and the smallest, fit 17 bits", () -> 17, () -> new CimAccumulator(63, 2, 1, 1, 8).sumBits()));
  }

  /** One row, so that counts are cells where the bit is 1: every input times every pair of cells in every mode. */
  private static Optional<String> dotProduct() {
    var block = new CimAccumulator(1, 2, 1, 1, 4);
    var shape = new CimShape(1, 2, 1, 1);
    for (var mode : CimMode.values()) {
      for (int cells = 0; cells < 4; cells++) {
        for (int x = -8; x < 8; x++) {
          int got = Values.signed(serial(block, mode, cells, x), block.sumBits()).intValue();
          if (got != x * mode.weight(cells & 1, cells >> 1)) return Optional.of(shape + " " + mode + ", cells " + cells + ", x " + x + ": " + got);
        }
      }
    }
    return Optional.empty();
  }

  private static BigInteger serial(CimAccumulator block, CimMode mode, int cells, int x) {
    var model = new CimAccumulatorModel(block);
    var none = BigInteger.ZERO;
    BigInteger sums = null;
    for (int b = 3; b >= 0; b--) {
      int bit = x >> b & 1;
      var mode2 = Values.of(mode.ordinal());
      var code = Values.of(bit * cells);
      model.step(Values.list(new CimAccumulator.In<>(none, Values.of(b == 3), Values.of(b < 3), none, Values.of(true), mode2, none, none)));
      sums = model.step(Values.list(new CimAccumulator.In<>(Values.of(true), none, none, Values.of(b == 3), none, none, code, Values.of(bit)))).get(0);
    }
    return sums;
  }
}
