// SPDX-License-Identifier: Apache-2.0
package blocks.cim.cimtile;

import blocks.cim.CimConverter;
import blocks.cim.CimShape;
import blocks.cim.bitlinecontroller.ControlModel;
import blocks.cim.bitlinecontroller.Operation;
import java.math.BigInteger;
import java.util.Arrays;
import kakure.golden.SignGenerator;
import kakure.spec.Values;

/** The sums of a {@link CimTile}'s operations, from what acts in each bit, the cells and the modes of the units: of what is shared at a time, the ones of each line are read, and weighed by the mode. */
final class TileSums {
  private final CimTile tile;
  private final CimShape shape;
  private final ControlModel control;
  private final int[] noise;

  TileSums(CimTile tile) {
    this.tile = tile;
    this.shape = tile.shape();
    this.control = new ControlModel(tile.controller());
    this.noise = CimConverter.lanes(tile.noiseSeed(), tile.columns() + tile.groups());
  }

  /** The sums of all pairs. */
  BigInteger[] of(TileTables tables, Operation op, int range) {
    var sums = new BigInteger[shape.pairs()];
    Arrays.fill(sums, BigInteger.ZERO);
    for (int b = tile.bits() - 1; b >= 0; b--) {
      for (int p = 0; p < sums.length; p++) sums[p] = sums[p].shiftLeft(1);
      var ones = op.rowOn().and(op.bit(b));
      boolean subtract = op.signed() && b == tile.bits() - 1;
      for (var units : control.plan(op, b).shares()) add(sums, tables, ones, units, range, subtract);
    }
    return sums;
  }

  private void add(BigInteger[] sums, TileTables tables, BigInteger ones, BigInteger units, int range, boolean subtract) {
    for (int g = 0; g < shape.groups(); g++) {
      int first = first(units, g);
      if (first < 0) continue;
      var rows = rows(units, g).and(ones);
      int reference = read(tile.columns() + g, rows.bitCount(), range);
      for (int p = 0; p < sums.length; p++) {
        if (shape.groupOfPair(p) != g) continue;
        int a = read(2 * p, count(tables, rows, 2 * p), range), b = read(2 * p + 1, count(tables, rows, 2 * p + 1), range);
        var d = BigInteger.valueOf(tables.mode[first].value(a, b, reference));
        sums[p] = subtract ? sums[p].subtract(d) : sums[p].add(d);
      }
    }
  }

  /** The selected unit of a group in the lowest segment, -1 where there is none. */
  private int first(BigInteger units, int g) {
    for (int s = 0; s < shape.segments(); s++) if (units.testBit(shape.unit(s, g))) return shape.unit(s, g);
    return -1;
  }

  private BigInteger rows(BigInteger units, int g) {
    var rows = BigInteger.ZERO;
    for (int s = 0; s < shape.segments(); s++) if (units.testBit(shape.unit(s, g))) rows = rows.or(Values.ones(shape.segmentRows()).shiftLeft(s * shape.segmentRows()));
    return rows;
  }

  private static int count(TileTables tables, BigInteger rows, int column) {
    int n = 0;
    for (int r = rows.getLowestSetBit(); r >= 0; r = rows.shiftRight(r + 1).signum() == 0 ? -1 : r + 1 + rows.shiftRight(r + 1).getLowestSetBit()) if (tables.cells[r].testBit(column)) n++;
    return n;
  }

  private int read(int line, int ones, int range) {
    if (!tile.macro().analog()) return ones;
    noise[line] = SignGenerator.step(noise[line]);
    return tile.converter(range).converted(ones, noise[line]);
  }
}
