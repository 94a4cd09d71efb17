// SPDX-License-Identifier: Apache-2.0
package blocks.cim.cimaccumulator;

import blocks.cim.CimShape;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * acc[j] = 0 (clear), 2 acc[j] (shift), acc[j] + d or acc[j] - d, d = nA - nB, nA - 2 nB, 2 nA + 4 nB - 3 nR or 2 nA - nR: what the pair of columns j reads, bit by bit, in the mode of the units it was read from.
 *
 * <p>The mode of a group is that of its selected unit of the lowest segment, as it was when last one was selected; units that are sensed together have one mode. All is modulo 2^{@link #sumBits}, and a sum of exact
 * counts fits.
 *
 * @param rows 1 to 4096, a multiple of segments
 * @param columns 2 to 4096, a multiple of groups; each group has an even number
 * @param segments local lines of a column, 1 to 256
 * @param groups column groups, 1 to 256
 * @param bits of an input, 1 to 16
 */
public record CimAccumulator(int rows, int columns, int segments, int groups, int bits) implements Block {
  /** Checks the ranges. */
  public CimAccumulator {
    new CimShape(rows, columns, segments, groups);
    Ranges.check("bits", bits, 1, 16);
  }

  /** Accumulators of a shape. */
  public static CimAccumulator of(CimShape s, int bits) {
    return new CimAccumulator(s.rows(), s.columns(), s.segments(), s.groups(), bits);
  }

  /**
   * {@code accClr} goes before {@code accShl}, that before {@code accEn}, a bit per group; {@code accSub} subtracts. {@code sel}: units on the global line; {@code mode}: two bits a unit, see
   * {@link blocks.cim.CimMode}. {@code code}, {@code ref}: what a macro read of columns and reference columns.
   */
  public record In<T>(T accEn, T accClr, T accShl, T accSub, T sel, T mode, T code, T ref) {}

  /** {@code acc}: the sums of all pairs, in two's complement; not defined before the first clear. */
  public record Out<T>(T acc) {}

  @Override
  public String moduleName() {
    return ModuleName.of("cim_accumulator", rows, columns, segments, groups).and("bits", bits, 8).text();
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    var count = Type.bits(countBits());
    return new In<>(Type.bits(groups).control(), flag, flag, flag, Type.bits(units()).control(), Type.vec(units(), Type.bits(2)), Type.vec(columns, count), Type.vec(groups, count));
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Type.vec(pairs(), Type.bits(sumBits())));
  }

  @Override
  public boolean resettable() {
    return false;
  }

  /** Places the accumulators and returns their output. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** How the cells are cut. */
  public CimShape shape() {
    return new CimShape(rows, columns, segments, groups);
  }

  public int units() {
    return shape().units();
  }

  public int pairs() {
    return shape().pairs();
  }

  /** Bits of a count of ones. */
  public int countBits() {
    return shape().lineBits();
  }

  /** Bits of a sum: of inputs of {@link #bits} with weights up to 3, and a sign. */
  public int sumBits() {
    return bits + Ranges.bits(3 * rows - 1) + 1;
  }

  /** Zeros that extend a count. */
  public int pad() {
    return sumBits() - countBits();
  }

  /** Pairs of a group. */
  public int groupPairs() {
    return pairs() / groups;
  }
}
