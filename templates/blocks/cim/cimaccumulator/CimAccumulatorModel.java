// SPDX-License-Identifier: Apache-2.0
package blocks.cim.cimaccumulator;

import blocks.cim.CimMode;
import blocks.cim.CimShape;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import kakure.spec.CycleModel;
import kakure.spec.Values;

/** Golden function of {@link CimAccumulator}: pair by pair, modulo a power of two only where a sum leaves. */
public final class CimAccumulatorModel implements CycleModel {
  private final CimAccumulator block;
  private final CimShape shape;
  private final CimMode[] mode;
  private final BigInteger[] sum;

  /** In its state after reset. */
  public CimAccumulatorModel(CimAccumulator block) {
    this.block = block;
    this.shape = block.shape();
    this.mode = new CimMode[block.groups()];
    this.sum = new BigInteger[shape.pairs()];
  }

  @Override
  public void reset() {
    Arrays.fill(mode, null);
    Arrays.fill(sum, null);
  }

  @Override
  public List<BigInteger> step(List<BigInteger> inputs) {
    CimAccumulator.In<BigInteger> in = Values.record(block.in(), inputs);
    for (int pair = 0; pair < sum.length; pair++) sum[pair] = next(in, pair);
    for (int g = 0; g < mode.length; g++) if (selected(in, g) != null) mode[g] = selected(in, g);
    var all = BigInteger.ZERO;
    for (int pair = sum.length - 1; pair >= 0; pair--) {
      if (sum[pair] == null) return Collections.singletonList(null);
      all = all.shiftLeft(block.sumBits()).or(Values.wrap(sum[pair], block.sumBits()));
    }
    return List.of(all);
  }

  private BigInteger next(CimAccumulator.In<BigInteger> in, int pair) {
    if (Values.on(in.accClr())) return BigInteger.ZERO;
    if (sum[pair] == null) return null;
    if (Values.on(in.accShl())) return sum[pair].shiftLeft(1);
    int g = shape.groupOfPair(pair);
    if (!in.accEn().testBit(g)) return sum[pair];
    if (mode[g] == null) return null;
    var d = BigInteger.valueOf(mode[g].value(count(in.code(), 2 * pair), count(in.code(), 2 * pair + 1), count(in.ref(), g)));
    return Values.on(in.accSub()) ? sum[pair].subtract(d) : sum[pair].add(d);
  }

  private int count(BigInteger counts, int i) {
    return Values.slice(counts, i * block.countBits(), block.countBits()).intValue();
  }

  /** The mode of the selected unit of the lowest segment; null where none is selected. */
  private CimMode selected(CimAccumulator.In<BigInteger> in, int g) {
    for (int s = 0; s < block.segments(); s++) {
      int u = shape.unit(s, g);
      if (in.sel().testBit(u)) return CimMode.values()[Values.slice(in.mode(), 2 * u, 2).intValue()];
    }
    return null;
  }
}
