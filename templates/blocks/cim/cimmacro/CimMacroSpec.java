// SPDX-License-Identifier: Apache-2.0
package blocks.cim.cimmacro;

import blocks.cim.CimConverter;
import blocks.cim.CimShape;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Parameters;
import kakure.spec.Stimulus;
import kakure.spec.Values;

/** Checks of {@link CimMacro}: one row, one unit, units beside powers of two; lines that are charged too seldom; converters that clip, are coarse, are noisy. Laws: the converter's table, and analog is digital where it is exact. */
public final class CimMacroSpec implements BlockSpec<CimMacro> {
  @Override
  public String name() {
    return "cimmacro";
  }

  @Override
  public String summary() {
    return "model of an SRAM that computes on segmented bitlines, exact or with noisy converters; a layout replaces it by file list";
  }

  @Override
  public CimMacro usual() {
    return CimMacro.ofDigital(new CimShape(64, 64, 4, 2));
  }

  /** A full scale that is not given is a segment's rows. */
  @Override
  public CimMacro parse(Map<String, String> given) {
    if (given.containsKey("fullScale")) return Parameters.with(usual(), given);
    var all = new LinkedHashMap<>(given);
    all.put("fullScale", "1");
    var block = Parameters.with(usual(), all);
    all.put("fullScale", String.valueOf(block.segmentRows()));
    return Parameters.with(usual(), all);
  }

  @Override
  public List<CimMacro> corners() {
    return List.of(CimMacro.ofDigital(new CimShape(1, 2, 1, 1)), CimMacro.ofDigital(new CimShape(6, 12, 3, 2)), analog(1, 2, 1, 1, 1, 1, 90), analog(12, 6, 3, 3, 3, 5, 200), analog(9, 4, 1, 2, 4, 9, 0), analog(10, 4, 5, 1, 2, 1, 77),
        CimMacro.ofDigital(new CimShape(7, 6, 1, 1)));
  }

  private static CimMacro analog(int rows, int columns, int segments, int groups, int bits, int fullScale, int noise) {
    return CimMacro.ofAnalog(new CimShape(rows, columns, segments, groups), new CimConverter(bits, fullScale, noise), 7);
  }

  @Override
  public CimMacro random(SplittableRandom rng) {
    int segments = rng.nextInt(1, 5), groups = rng.nextInt(1, 4);
    var shape = new CimShape(segments * rng.nextInt(1, 10), 2 * groups * rng.nextInt(1, 4), segments, groups);
    if (rng.nextBoolean()) return CimMacro.ofDigital(shape);
    return CimMacro.ofAnalog(shape, new CimConverter(rng.nextInt(1, 7), rng.nextInt(1, shape.rows() + 1), rng.nextBoolean() ? 0 : rng.nextInt(1, 400)), rng.nextInt(1, 1000));
  }

  @Override
  public Model golden(CimMacro block) {
    return new CimMacroModel(block);
  }

  /** All rows are written and all lines charged and read once; then every control line moves at random, precharges too seldom. */
  @Override
  public Stimulus stimulus(CimMacro b, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var cycles = new ArrayList<List<BigInteger>>();
    var all = Values.ones(b.units());
    var none = BigInteger.ZERO;
    BigInteger c1 = all, c2 = all, iso = none;
    for (int i = 0; i < n; i++) {
      int start = i - b.rows();
      if (start > 2 && rng.nextInt(6) == 0) {
        c1 = Stimulus.bits(rng, b.units()).or(Stimulus.bits(rng, b.units()));
        c2 = Stimulus.bits(rng, b.units()).or(Stimulus.bits(rng, b.units()));
        iso = Stimulus.bits(rng, b.units()).and(Stimulus.bits(rng, b.units()));
      }
      boolean write = start < 0 || rng.nextInt(8) == 0;
      var row = Values.of(start < 0 ? i : rng.nextInt(b.rows()));
      var pch = start == 0 ? none : start < 2 || rng.nextInt(4) != 0 ? all : Stimulus.bits(rng, b.units());
      var sel = start < 1 || rng.nextInt(3) == 0 ? none : Stimulus.bits(rng, b.units());
      var wl = start < 1 || rng.nextInt(3) == 0 ? none : Stimulus.bits(rng, b.rows());
      var gpch = Values.of(start != 0 && (start < 3 || rng.nextInt(4) != 0));
      var sae = start < 2 ? none : start == 2 ? Values.ones(b.groups()) : Stimulus.bits(rng, b.groups());
      var range = b.hasRange() ? List.of(Stimulus.bits(rng, b.rangeBits())) : List.<BigInteger>of();
      cycles.add(Values.list(new CimMacro.In<>(Values.of(write), row, Stimulus.bits(rng, b.columns()), pch, c1, c2, iso, sel, wl, gpch, sae, range)));
    }
    return new Stimulus.Cycles(cycles);
  }

  @Override
  public List<Law> laws() {
    return List.of(
        new Law("without noise, what is read is the ones if and only if 2^B > FS", CimMacroSpec::exact),
        new Law("analog with exact converters and no noise equals digital", CimMacroSpec::analogIsDigital),
        Law.equal("FS 64, B 4, A 256 with z = -3 reads 0 of 1 one, with z = 5 reads 9 of 2", () -> List.of(0, 9), () -> List.of(new CimConverter(4, 64, 256).converted(1, 0xe026d14a), new CimConverter(4, 64, 256).converted(2, 0x7bfe05ed))));
  }

  private static Optional<String> exact() {
    for (int fullScale = 2; fullScale <= 256; fullScale++) {
      for (int bits = 1; bits <= 9; bits++) {
        var converter = new CimConverter(bits, fullScale, 0);
        boolean same = true;
        for (int n = 0; n <= fullScale; n++) same &= converter.converted(n, 0) == n;
        if (same != 1 << bits > fullScale) return Optional.of("FS " + fullScale + ", B " + bits);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> analogIsDigital() {
    var spec = new CimMacroSpec();
    var shape = new CimShape(12, 6, 3, 3);
    var digital = CimMacro.ofDigital(shape);
    var analog = CimMacro.ofAnalog(shape, new CimConverter(4, 15 / 2 + 5, 0), 1);
    var one = new CimMacroModel(digital);
    var other = new CimMacroModel(analog);
    for (var cycle : ((Stimulus.Cycles) spec.stimulus(analog, 5, 500)).inputs()) {
      var expected = one.step(cycle);
      var got = other.step(cycle);
      for (int p = 0; p < got.size(); p++) if (expected.get(p) != null && above(shape, expected.get(p)) && !expected.get(p).equals(got.get(p))) return Optional.of("digital " + expected + ", analog " + got);
    }
    return Optional.empty();
  }

  /** No count is more than there are rows, as none is of lines that were charged in time. */
  private static boolean above(CimShape shape, BigInteger counts) {
    for (int lsb = 0; lsb < counts.bitLength(); lsb += shape.lineBits()) if (Values.slice(counts, lsb, shape.lineBits()).intValue() > shape.rows()) return false;
    return true;
  }
}
