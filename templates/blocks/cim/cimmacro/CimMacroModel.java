// SPDX-License-Identifier: Apache-2.0
package blocks.cim.cimmacro;

import blocks.cim.CimConverter;
import blocks.cim.CimShape;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import kakure.golden.SignGenerator;
import kakure.spec.CycleModel;
import kakure.spec.Values;

/** Golden function of {@link CimMacro}: cell by cell, a counter per line. A count of {@value #UNKNOWN} is not known yet. */
public final class CimMacroModel implements CycleModel {
  private static final int UNKNOWN = -1;

  private final CimMacro macro;
  private final CimShape shape;
  private final int lines;
  private final BigInteger[] cells;
  private final int[][] local;
  private final int[] global;
  private final int[] read;
  private int[] noise;
  private CimMacro.In<BigInteger> before;

  /** In its state after reset. */
  public CimMacroModel(CimMacro macro) {
    this.macro = macro;
    this.shape = macro.shape();
    this.lines = macro.columns() + macro.groups();
    this.cells = new BigInteger[macro.rows()];
    this.local = new int[macro.segments()][lines];
    this.global = new int[lines];
    this.read = new int[lines];
    reset();
  }

  @Override
  public void reset() {
    Arrays.fill(cells, null);
    for (var counts : local) Arrays.fill(counts, UNKNOWN);
    Arrays.fill(global, UNKNOWN);
    Arrays.fill(read, UNKNOWN);
    noise = CimConverter.lanes(macro.noiseSeed(), lines);
    before = null;
  }

  private int group(int line) {
    return line < macro.columns() ? line / shape.groupColumns() : line - macro.columns();
  }

  @Override
  public List<BigInteger> step(List<BigInteger> inputs) {
    CimMacro.In<BigInteger> in = Values.record(macro.in(), inputs);
    if (before == null) before = in;
    sense(in);
    share(in);
    for (int s = 0; s < macro.segments(); s++) evaluate(in, s);
    if (Values.on(in.wrEn())) cells[in.wrRow().intValueExact()] = in.wrData();
    before = in;
    return Arrays.asList(packed(0, macro.columns()), packed(macro.columns(), lines));
  }

  private void sense(CimMacro.In<BigInteger> in) {
    for (int line = 0; line < lines; line++) {
      if (!in.sae().testBit(group(line)) || before.sae().testBit(group(line))) continue;
      read[line] = macro.analog() ? converted(line, in.range().isEmpty() ? 0 : in.range().get(0).intValueExact()) : global[line];
    }
  }

  private int converted(int line, int range) {
    noise[line] = SignGenerator.step(noise[line]);
    return global[line] == UNKNOWN ? UNKNOWN : macro.converter(range).converted(global[line], noise[line]);
  }

  private void share(CimMacro.In<BigInteger> in) {
    for (int line = 0; line < lines; line++) {
      if (!Values.on(in.gpchN())) global[line] = 0;
      for (int s = 0; s < macro.segments(); s++) {
        int u = shape.unit(s, group(line));
        if (joined(in, u) && !joined(before, u)) global[line] = sum(global[line], local[s][line]);
      }
    }
  }

  private static boolean joined(CimMacro.In<BigInteger> in, int unit) {
    return in.sel().testBit(unit) && !in.iso().testBit(unit);
  }

  private void evaluate(CimMacro.In<BigInteger> in, int s) {
    for (int line = 0; line < lines; line++) {
      int u = shape.unit(s, group(line));
      if (!in.pchN().testBit(u) && in.c2().testBit(u)) local[s][line] = 0;
      if (!in.c1().testBit(u)) continue;
      for (int r = s * shape.segmentRows(); r < (s + 1) * shape.segmentRows(); r++) {
        if (in.wl().testBit(r) && !before.wl().testBit(r)) local[s][line] = sum(local[s][line], cell(r, line));
      }
    }
  }

  private int cell(int row, int line) {
    if (line >= macro.columns()) return 1;
    if (cells[row] == null) return UNKNOWN;
    return cells[row].testBit(line) ? 1 : 0;
  }

  private int sum(int a, int b) {
    return a == UNKNOWN || b == UNKNOWN ? UNKNOWN : a + b & (1 << macro.countBits()) - 1;
  }

  private BigInteger packed(int from, int to) {
    var all = BigInteger.ZERO;
    for (int line = from; line < to; line++) {
      if (read[line] == UNKNOWN) return null;
      all = all.or(BigInteger.valueOf(read[line]).shiftLeft((line - from) * macro.countBits()));
    }
    return all;
  }
}
