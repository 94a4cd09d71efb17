// SPDX-License-Identifier: Apache-2.0
package blocks.floating.dotproduct;

import blocks.floating.FloatPoints;
import blocks.floating.Multiplier;
import blocks.floating.lammultiplier.LamMultiplierSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongBinaryOperator;
import kakure.golden.Compensation;
import kakure.golden.FloatEdges.Overflow;
import kakure.golden.FloatEdges.Subnormals;
import kakure.golden.FloatFormat;
import kakure.spec.BlockSpec;
import kakure.spec.FunctionModel;
import kakure.spec.Law;
import kakure.spec.Parameters;

/** Checks of {@link DotProduct}: one lane (no adder), odd ones out at several levels, both multipliers, registers; values whose sums stay finite, and any. */
public final class DotProductSpec implements BlockSpec<DotProduct> {
  @Override
  public String name() {
    return "dotproduct";
  }

  @Override
  public String summary() {
    return "dot product in a floating-point format: multipliers, log-approximate or exact, and a tree of adders";
  }

  @Override
  public DotProduct usual() {
    return of(4, "bf16", Multiplier.LAM, Compensation.NONE, 7, Overflow.INF, Subnormals.FLUSH, 0);
  }

  @Override
  public DotProduct parse(Map<String, String> given) {
    return Parameters.with(usual(), LamMultiplierSpec.kept(given, usual().format()));
  }

  @Override
  public List<DotProduct> corners() {
    return List.of(
        of(1, "e2m1", Multiplier.LAM, Compensation.NONE, 1, Overflow.INF, Subnormals.FLUSH, 0), of(3, "e4m3", Multiplier.LAM, Compensation.CONSTANT, 2, Overflow.SATURATE, Subnormals.FLUSH, 0),
        of(5, "e4m3", Multiplier.EXACT, Compensation.NONE, 3, Overflow.INF, Subnormals.KEEP, 1), of(7, "bf16", Multiplier.LAM, Compensation.MINBIAS, 7, Overflow.INF, Subnormals.FLUSH, 2),
        of(1, "e5m2", Multiplier.EXACT, Compensation.NONE, 2, Overflow.INF, Subnormals.FLUSH, 2));
  }

  private static DotProduct of(int lanes, String format, Multiplier multiplier, Compensation compensation, int kept, Overflow overflow, Subnormals subnormals, int stages) {
    return new DotProduct(lanes, FloatFormat.parse(format), multiplier, compensation, kept, false, overflow, subnormals, stages);
  }

  @Override
  public DotProduct random(SplittableRandom rng) {
    var format = FloatPoints.format(rng);
    return new DotProduct(rng.nextInt(1, 10), format, Multiplier.values()[rng.nextInt(2)], Compensation.NONE, rng.nextInt(1, format.fractionBits() + 1), rng.nextBoolean(), Overflow.SATURATE,
        Subnormals.values()[rng.nextInt(2)], rng.nextInt(3));
  }

  @Override
  public FunctionModel golden(DotProduct block) {
    int lanes = block.lanes();
    var sums = block.adder().arithmetic();
    LongBinaryOperator product = block.multiplier() == Multiplier.EXACT ? block.exact().arithmetic()::product : block.lam().product()::of;
    return FunctionModel.registered(block.latency(), (in, out) -> {
      var terms = new long[lanes];
      for (int i = 0; i < lanes; i++) terms[i] = product.applyAsLong(in[i], in[lanes + i]);
      int n = lanes;
      for (; n > 1; n = (n + 1) / 2) for (int i = 0; i < n; i += 2) terms[i / 2] = i + 1 < n ? sums.sum(terms[i], terms[i + 1]) : terms[i];
      out[0] = terms[0];
    });
  }

  /** Numbers around 1, so that no lane outweighs all others. */
  @Override
  public List<long[]> directed(DotProduct block) {
    var format = block.format();
    var rng = new SplittableRandom(1);
    var all = new ArrayList<long[]>();
    long spread = Math.min(3, format.bias());
    for (int i = 0; i < 4_000; i++) {
      var point = new long[2 * block.lanes()];
      for (int k = 0; k < point.length; k++) {
        long field = format.bias() - spread + rng.nextLong(2 * spread);
        point[k] = format.signed(rng.nextBoolean(), field << format.fractionBits() | rng.nextLong(format.leastNormal()));
      }
      all.add(point);
    }
    return all;
  }

  @Override
  public List<Law> laws() {
    return List.of(new Law("1 x 1 + 2 x 2 + 4 x 4 + 8 x 8 = 85, of powers of two exact by either multiplier", DotProductSpec::squares));
  }

  private static Optional<String> squares() {
    for (var multiplier : Multiplier.values()) {
      var block = of(4, "bf16", multiplier, Compensation.NONE, 7, Overflow.INF, Subnormals.FLUSH, 0);
      var in = new long[8];
      for (int i = 0; i < 8; i++) in[i] = block.format().bias() + i % 4 << block.format().fractionBits();
      var out = new long[1];
      new DotProductSpec().golden(block).apply(in, out);
      if (block.format().toDouble(out[0]) != 85) return Optional.of(multiplier + " gave " + block.format().toDouble(out[0]));
    }
    return Optional.empty();
  }
}
