// SPDX-License-Identifier: Apache-2.0
package blocks.cim.cimmacro;

import blocks.cim.CimConverter;
import blocks.cim.CimSensing;
import blocks.cim.CimShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kakure.kernel.Block;
import kakure.kernel.Macro;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * n[c] = sum over joined segments of popcount(word lines &amp; cells): an SRAM that computes on its bitlines, cut into segments and column groups, as a model that simulations use and a layout replaces.
 *
 * <p>Lines are counters that only a precharge resets, and counts are modulo 2^{@link #countBits}. A local line: {@code pch_n} = 0 with {@code c2} = 1 sets it to 0, a word line that rises over a cell of 1
 * adds 1 where {@code c1} = 1. A global line: {@code gpch_n} = 0 sets it to 0, a local line that is joined ({@code sel} = 1 and {@code iso} = 0, and not so in the cycle before) adds what it counts. When
 * {@code sae} of a group rises, its columns are converted. So a phase that is left out gives wrong numbers. Each unit has a reference column of ones.
 *
 * @param rows 1 to 4096, a multiple of segments
 * @param columns 2 to 4096, a multiple of groups; each group has an even number
 * @param segments local lines of a column, 1 to 256
 * @param groups column groups, 1 to 256
 * @param sensing digital: exact counts; analog: by a converter per column and per group's reference column
 * @param converterBits bits of a code, 1 to 12; analog only
 * @param fullScale ones that give the highest code in range 0, 1 to rows; analog only. Range r multiplies it by 2^r; rows / segments and r = pattern never clip where patterns join 1, 2, 4 .. segments
 * @param noise its amplitude in 1/256 ones, 0 to 4096; analog only
 * @param noiseSeed of the lanes of noise, one per converter, 0 to 2^31 - 1; analog only
 */
public record CimMacro(int rows, int columns, int segments, int groups, CimSensing sensing, int converterBits, int fullScale, int noise, int noiseSeed) implements Block, Macro {
  /** Role of such macros. */
  public static final String ROLE = "cim";

  /** Checks the ranges. */
  public CimMacro {
    new CimShape(rows, columns, segments, groups);
    new CimConverter(converterBits, fullScale, noise);
    Ranges.check("fullScale", fullScale, 1, rows);
    Ranges.check("noiseSeed", noiseSeed, 0, Integer.MAX_VALUE);
    long bits = (long) segments * (columns + groups) * Ranges.bits(rows);
    if (bits > Type.MAX_WIDTH) throw new IllegalArgumentException("rows, columns, segments and groups make lines of " + bits + " bits in all, above " + Type.MAX_WIDTH + "; take several macros");
  }

  /** One that counts exactly. */
  public static CimMacro ofDigital(CimShape s) {
    return new CimMacro(s.rows(), s.columns(), s.segments(), s.groups(), CimSensing.DIGITAL, CimConverter.exactBits(s.segmentRows()), s.segmentRows(), 0, 1);
  }

  /** One that converts. */
  public static CimMacro ofAnalog(CimShape s, CimConverter c, int noiseSeed) {
    return new CimMacro(s.rows(), s.columns(), s.segments(), s.groups(), CimSensing.ANALOG, c.bits(), c.fullScale(), c.noise(), noiseSeed);
  }

  /**
   * {@code wrEn} writes {@code wrData} (column 0 in bit 0) into row {@code wrRow}; bits of {@code pchN}, {@code c1}, {@code c2}, {@code iso}, {@code sel} by unit, of {@code wl} by row, of {@code sae} by group;
   * {@code range} of analog macros of which there are several: their full scale, as large as the greatest for what is larger.
   */
  public record In<T>(T wrEn, T wrRow, T wrData, T pchN, T c1, T c2, T iso, T sel, T wl, T gpchN, T sae, List<T> range) {}

  /** {@code code}: what was read of each column, {@code ref}: of each group's reference column, from the cycle after {@code sae} rose to the next time; not defined before. */
  public record Out<T>(T code, T ref) {}

  @Override
  public String moduleName() {
    var name = ModuleName.of("cim_macro", rows, columns, segments, groups);
    if (sensing == CimSensing.ANALOG) name = name.and("bits", converterBits).and("scale", fullScale).and("noise", noise, 0).and("seed", noiseSeed, 1);
    return name.text();
  }

  @Override
  public In<Type> in() {
    var units = Type.bits(shape().units()).control();
    var range = hasRange() ? List.<Type>of(Type.bits(rangeBits()).control()) : List.<Type>of();
    return new In<>(Type.bit().control(), Type.bits(rowBits()), Type.bits(columns), units, units, units, units, units, Type.bits(rows).control(), Type.bit().control(), Type.bits(groups).control(), range);
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Type.vec(columns, Type.bits(countBits())), Type.vec(groups, Type.bits(countBits())));
  }

  /** For the noise only, so that it begins where it is said to. */
  @Override
  public boolean resettable() {
    return noisy();
  }

  @Override
  public String role() {
    return ROLE;
  }

  @Override
  public Map<String, Object> facts() {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("rows", rows);
    facts.put("columns", columns);
    facts.put("segments", segments);
    facts.put("groups", groups);
    facts.put("sensing", sensing.name().toLowerCase(Locale.ROOT));
    if (sensing == CimSensing.ANALOG) {
      facts.put("converterBits", converterBits);
      facts.put("fullScale", fullScale);
    }
    return facts;
  }

  /** Places the macro and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** How the cells are cut. */
  public CimShape shape() {
    return new CimShape(rows, columns, segments, groups);
  }

  /** The converter in a range; a range that is larger than the greatest is as that. */
  public CimConverter converter(int range) {
    return new CimConverter(converterBits, fullScale << Math.min(range, widestRange()), noise);
  }

  /** The greatest range: its full scale is still no more than there are rows. */
  public int widestRange() {
    return 31 - Integer.numberOfLeadingZeros(rows / fullScale);
  }

  /** Analog, and with more full scales than one. */
  public boolean hasRange() {
    return analog() && widestRange() > 0;
  }

  public int rangeBits() {
    return Ranges.bits(widestRange());
  }

  /** The range has values above the greatest. */
  public boolean rangeSpare() {
    return Integer.bitCount(widestRange() + 1) != 1;
  }

  public boolean analog() {
    return sensing == CimSensing.ANALOG;
  }

  public boolean noisy() {
    return analog() && noise > 0;
  }

  /** Bits of a row's number. */
  public int rowBits() {
    return Ranges.bits(rows - 1);
  }

  /** Row numbers beyond the last exist. */
  public boolean spare() {
    return Integer.bitCount(rows) != 1 || rows == 1;
  }

  public int rowLast() {
    return rows - 1;
  }

  /** Bits of a count of ones. */
  public int countBits() {
    return shape().lineBits();
  }

  /** Bits of all columns' counts. */
  public int codeBits() {
    return columns * countBits();
  }

  /** Lines side by side: columns, then a reference column per group. */
  public int lines() {
    return columns + groups;
  }

  public int units() {
    return shape().units();
  }

  public int segmentRows() {
    return shape().segmentRows();
  }

  public int groupColumns() {
    return shape().groupColumns();
  }

  /** Groups, the highest first. */
  public List<Integer> groupsDown() {
    var all = new ArrayList<Integer>();
    for (int g = groups - 1; g >= 0; g--) all.add(g);
    return all;
  }

  public int highest() {
    return converter(0).highest();
  }

  /** Bits of the numerator of a code: (256 n + A popcount(r)) M + 128 FS. */
  public int numeratorBits() {
    return 64 - Long.numberOfLeadingZeros((256L * ((1 << countBits()) - 1) + 32L * noise) * highest() + 128L * (fullScale << widestRange()));
  }

  /** Zeros before 256 n. */
  public int onesPad() {
    return numeratorBits() - countBits() - 8;
  }

  /** What half a step adds. */
  public int half() {
    return 128 * fullScale;
  }

  /** 16 A M: what the mean of a word's ones adds too much. */
  public int excess() {
    return 16 * noise * highest();
  }

  /** States of the lanes of noise before the first conversion. */
  public List<String> noiseStates() {
    var all = new ArrayList<String>();
    for (int state : CimConverter.lanes(noiseSeed, lines())) all.add("32'h" + String.format(Locale.ROOT, "%08x", state));
    return all;
  }
}
