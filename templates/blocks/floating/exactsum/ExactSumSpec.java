// SPDX-License-Identifier: Apache-2.0
package blocks.floating.exactsum;

import blocks.floating.FloatPoints;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.golden.FloatEdges;
import kakure.golden.FloatFormat;
import kakure.spec.BlockSpec;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Stimulus;
import kakure.spec.Values;

/** Checks of {@link ExactSum}: formats of every kind, sums that cancel, sums longer than the accumulator, all special values. Laws: sums of doubles without error; any order gives the same. */
public final class ExactSumSpec implements BlockSpec<ExactSum> {
  @Override
  public String name() {
    return "exactsum";
  }

  @Override
  public String summary() {
    return "floating-point sums without error, rounded once where they are read";
  }

  @Override
  public ExactSum usual() {
    return of(2, "fp16", 20);
  }

  @Override
  public List<ExactSum> corners() {
    return List.of(of(1, "e2m1", 1), of(1, "e4m3", 1), of(3, "e5m2", 2), of(2, "e2m3finite", 2), of(5, "e3m4finite", 3), of(4, "bf16", 16), of(2, "e2m9fn", 2), of(1, "fp32", 32));
  }

  @Override
  public List<ExactSum> mutated() {
    return List.of(corners().get(1), corners().get(2), corners().get(3));
  }

  private static ExactSum of(int terms, String format, int guard) {
    return new ExactSum(terms, FloatFormat.parse(format), guard);
  }

  @Override
  public ExactSum random(SplittableRandom rng) {
    int terms = rng.nextInt(1, 9);
    return new ExactSum(terms, new FloatFormat(rng.nextInt(2, 7), rng.nextInt(1, 24), FloatFormat.Specials.values()[rng.nextInt(3)]), rng.nextInt(4, 24));
  }

  @Override
  public Model golden(ExactSum block) {
    return new ExactSumModel(block);
  }

  /** Of the sums, some see special values, some the largest numbers until they are too long, some numbers and, two cycles later, their opposites with something small. A first begins each, and the run. */
  @Override
  public Stimulus stimulus(ExactSum block, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var cycles = new ArrayList<List<BigInteger>>();
    var before = new ArrayList<List<BigInteger>>();
    int kind = 0;
    for (int i = 0; i < n; i++) {
      boolean first = i == 0 || rng.nextInt(9) == 0;
      if (first) kind = rng.nextInt(6);
      var terms = i > 1 && kind > 2 && rng.nextInt(3) == 0 ? opposite(block.format(), before.get(i - 2), rng) : terms(block, kind, rng);
      before.add(terms);
      cycles.add(Values.list(new ExactSum.In<>(Values.of(first || rng.nextInt(6) != 0), Values.of(first), terms)));
    }
    return new Stimulus.Cycles(cycles);
  }

  private static List<BigInteger> terms(ExactSum block, int kind, SplittableRandom rng) {
    var format = block.format();
    var corners = FloatPoints.corners(format);
    long sign = rng.nextInt(5) == 0 ? format.signMask() : 0;
    var all = new ArrayList<BigInteger>();
    for (int i = 0; i < block.terms(); i++) {
      long corner = corners.get(rng.nextInt(corners.size())), large = format.largest() - rng.nextLong(2) * (format.fractionMask() >>> 1);
      all.add(kind == 0 ? Values.of(corner) : kind < 3 ? Values.of(kind == 1 ? large ^ sign : large | format.signMask() ^ sign) : FloatPoints.nearOne(format, rng));
    }
    return all;
  }

  private static List<BigInteger> opposite(FloatFormat format, List<BigInteger> terms, SplittableRandom rng) {
    return terms.stream().map(t -> t.flipBit(format.bits() - 1)).map(t -> rng.nextInt(6) == 0 ? t.flipBit(0) : t).toList();
  }

  @Override
  public List<Law> laws() {
    return List.of(new Law("sums of a thousand bf16 numbers are those of java.math.BigDecimal, rounded once, in any order", ExactSumSpec::decimal));
  }

  private static Optional<String> decimal() {
    var block = of(1, "bf16", 20);
    var format = block.format();
    var rng = new SplittableRandom(1);
    for (int run = 0; run < 40; run++) {
      var terms = new ArrayList<Long>();
      for (int i = 0; i < 1000; i++) terms.add(format.signed(rng.nextBoolean(), rng.nextLong(100L << 7, 150L << 7)));
      var forth = new ExactSumModel(block);
      var back = new ExactSumModel(block);
      var exact = BigDecimal.ZERO;
      for (int i = 0; i < terms.size(); i++) {
        forth.add(i == 0, terms.get(i));
        back.add(i == 0, terms.get(terms.size() - 1 - i));
        exact = exact.add(new BigDecimal(format.toDouble(terms.get(i))));
      }
      // The decimal is exact and a double holds 45 bits more than the format, so rounding twice errs only where the double lands on a tie that the decimal does not.
      double once = exact.doubleValue();
      boolean tie = new BigDecimal(once).compareTo(exact) != 0 && (Double.doubleToRawLongBits(once) & (1L << 44) - 1) == 0;
      if (!tie && forth.value() != format.ofDouble(once, FloatEdges.IEEE)) return Optional.of("run " + run + ": " + exact);
      if (forth.value() != back.value()) return Optional.of("run " + run + ": another sum backwards");
    }
    return Optional.empty();
  }
}
