// SPDX-License-Identifier: Apache-2.0
package blocks.cim.cimcounters;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import kakure.spec.CycleModel;
import kakure.spec.Values;

/** Golden function of {@link CimCounters}. */
public final class CimCountersModel implements CycleModel {
  private final CimCounters block;
  private final BigInteger units;
  private final long[] counts = new long[8];
  private BigInteger charged;
  private BigInteger supplied;
  private BigInteger lines;
  private BigInteger sensed;

  /** In its state after reset. */
  public CimCountersModel(CimCounters block) {
    this.block = block;
    this.units = Values.ones(block.segments() * block.groups());
    reset();
  }

  @Override
  public void reset() {
    Arrays.fill(counts, 0);
    charged = units; // as if it had been on: none is counted in the first cycle
    supplied = BigInteger.ZERO;
    lines = BigInteger.ZERO;
    sensed = BigInteger.ZERO;
  }

  @Override
  public List<BigInteger> step(List<BigInteger> inputs) {
    CimCounters.In<BigInteger> in = Values.record(block.in(), inputs);
    var pch = units.andNot(in.pchN());
    if (Values.on(in.clear())) Arrays.fill(counts, 0);
    else if (Values.on(in.busy())) {
      add(0, 1);
      add(1, pch.andNot(charged).bitCount());
      if (Values.on(in.bit())) add(2, units.andNot(in.act()).bitCount());
      add(3, in.wl().andNot(lines).bitCount());
      add(4, in.sae().andNot(sensed).bitCount());
      add(5, units.andNot(in.c2()).bitCount());
      add(6, in.c2().andNot(in.c1()).bitCount());
      add(7, in.c2().andNot(supplied).bitCount());
    }
    charged = pch;
    supplied = in.c2();
    lines = in.wl();
    sensed = in.sae();
    return LongStream.of(counts).mapToObj(BigInteger::valueOf).toList();
  }

  private void add(int kind, int events) {
    counts[kind] = Math.min(counts[kind] + events, (1L << block.counterBits()) - 1);
  }
}
