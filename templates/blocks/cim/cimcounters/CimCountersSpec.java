// SPDX-License-Identifier: Apache-2.0
package blocks.cim.cimcounters;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Stimulus;
import kakure.spec.Values;

/** Checks of {@link CimCounters}: one row, units beside powers of two, counters so small that they stay at the greatest value. Law: a line that is on for five cycles is one event. */
public final class CimCountersSpec implements BlockSpec<CimCounters> {
  @Override
  public String name() {
    return "cimcounters";
  }

  @Override
  public String summary() {
    return "counts what a computing-in-memory macro did, from its control lines: precharges, pulses, conversions, units off";
  }

  @Override
  public CimCounters usual() {
    return new CimCounters(64, 4, 2, 32);
  }

  @Override
  public List<CimCounters> corners() {
    return List.of(new CimCounters(1, 1, 1, 1), new CimCounters(6, 3, 2, 7), new CimCounters(9, 3, 1, 2), new CimCounters(70, 5, 3, 62));
  }

  @Override
  public CimCounters random(SplittableRandom rng) {
    int segments = rng.nextInt(1, 8);
    return new CimCounters(segments * rng.nextInt(1, 10), segments, rng.nextInt(1, 5), rng.nextInt(1, 40));
  }

  @Override
  public Model golden(CimCounters block) {
    return new CimCountersModel(block);
  }

  /** Lines that stay for some cycles, cleared seldom. */
  @Override
  public Stimulus stimulus(CimCounters b, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var cycles = new ArrayList<List<BigInteger>>();
    var last = new BigInteger[] {Values.ones(b.units()), BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO};
    int[] widths = {b.units(), b.units(), b.units(), b.rows(), b.groups()};
    for (int i = 0; i < n; i++) {
      for (int p = 0; p < last.length; p++) if (rng.nextBoolean()) last[p] = Stimulus.bits(rng, widths[p]);
      cycles.add(Values.list(new CimCounters.In<>(Values.of(rng.nextInt(100) == 0), Values.of(rng.nextInt(8) != 0), Values.of(rng.nextBoolean()), Stimulus.bits(rng, b.units()), last[0], last[1], last[2], last[3], last[4])));
    }
    return new Stimulus.Cycles(cycles);
  }

  @Override
  public List<Law> laws() {
    return List.of(Law.equal("lines on for five cycles are one precharge, pulse, conversion and wake, and five cycles; 1 of 2 units off for five", () -> List.of(5L, 1L, 10L, 1L, 1L, 5L, 0L, 1L), CimCountersSpec::five));
  }

  private static List<Long> five() {
    var model = new CimCountersModel(new CimCounters(2, 2, 1, 8));
    var one = BigInteger.ONE;
    List<BigInteger> counts = List.of();
    for (int i = 0; i < 5; i++) counts = model.step(Values.list(new CimCounters.In<>(BigInteger.ZERO, one, one, BigInteger.ZERO, Values.of(i == 0 ? 3 : 2), one, one, one, one)));
    return counts.stream().map(BigInteger::longValue).toList();
  }
}
