// SPDX-License-Identifier: Apache-2.0
package blocks.floating.lammac;

import blocks.floating.FloatPoints;
import blocks.floating.lammultiplier.LamMultiplierSpec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.golden.Compensation;
import kakure.golden.FloatEdges.Overflow;
import kakure.golden.FloatEdges.Subnormals;
import kakure.golden.FloatFormat;
import kakure.spec.BlockSpec;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Parameters;
import kakure.spec.Stimulus;
import kakure.spec.Values;

/** Checks of {@link LamMac}: formats of every kind, registers; sums that are begun, go on and pause; values whose sums stay finite, and any. Law: exact sums of powers of two. */
public final class LamMacSpec implements BlockSpec<LamMac> {
  @Override
  public String name() {
    return "lammac";
  }

  @Override
  public String summary() {
    return "log-approximate multiply-accumulate in a floating-point format";
  }

  @Override
  public LamMac usual() {
    return of("bf16", Compensation.NONE, 7, Overflow.INF, Subnormals.FLUSH, 0);
  }

  @Override
  public LamMac parse(Map<String, String> given) {
    return Parameters.with(usual(), LamMultiplierSpec.kept(given, usual().format()));
  }

  @Override
  public List<LamMac> corners() {
    return List.of(
        of("e2m1", Compensation.NONE, 1, Overflow.INF, Subnormals.FLUSH, 0), of("e4m3", Compensation.CONSTANT, 3, Overflow.SATURATE, Subnormals.KEEP, 1), of("e5m2", Compensation.NONE, 2, Overflow.INF, Subnormals.FLUSH, 2),
        of("bf16", Compensation.MINBIAS, 7, Overflow.INF, Subnormals.FLUSH, 1), of("fp32", Compensation.ZEROMEAN, 12, Overflow.INF, Subnormals.KEEP, 0));
  }

  private static LamMac of(String format, Compensation compensation, int kept, Overflow overflow, Subnormals subnormals, int stages) {
    return new LamMac(FloatFormat.parse(format), compensation, kept, false, overflow, subnormals, stages);
  }

  @Override
  public LamMac random(SplittableRandom rng) {
    var format = FloatPoints.format(rng);
    return new LamMac(format, Compensation.NONE, rng.nextInt(1, format.fractionBits() + 1), rng.nextBoolean(), Overflow.SATURATE, Subnormals.values()[rng.nextInt(2)], rng.nextInt(3));
  }

  @Override
  public Model golden(LamMac block) {
    return new LamMacModel(block);
  }

  /** Half of the values have exponents around 1, so that sums neither vanish nor overflow at once; the rest are any. A first begins each sum, and the run. */
  @Override
  public Stimulus stimulus(LamMac block, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var cycles = new ArrayList<List<BigInteger>>();
    for (int i = 0; i < n; i++) {
      boolean begin = i == 0;
      cycles.add(Values.list(new LamMac.In<>(Values.of(begin || rng.nextInt(5) != 0), Values.of(begin || rng.nextInt(7) == 0), FloatPoints.nearOne(block.format(), rng), FloatPoints.nearOne(block.format(), rng))));
    }
    return new Stimulus.Cycles(cycles);
  }

  @Override
  public List<Law> laws() {
    return List.of(new Law("1 + 2 + 4 + .. + 64 = 127 of products of powers of two in bf16", LamMacSpec::powers));
  }

  private static Optional<String> powers() {
    var block = new LamMacSpec().usual();
    var format = block.format();
    var model = new LamMacModel(block);
    List<BigInteger> out = List.of();
    for (int i = 0; i < 7; i++) {
      var power = Values.of(format.bias() + i << format.fractionBits());
      out = model.step(Values.list(new LamMac.In<>(Values.of(true), Values.of(i == 0), power, Values.of(format.bias() << format.fractionBits()))));
    }
    double got = format.toDouble(out.get(0).longValueExact());
    return got == 127 ? Optional.empty() : Optional.of("got " + got);
  }
}
