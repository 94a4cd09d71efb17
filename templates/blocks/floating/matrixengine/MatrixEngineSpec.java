// SPDX-License-Identifier: Apache-2.0
package blocks.floating.matrixengine;

import blocks.floating.FloatPoints;
import blocks.floating.Products;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.golden.FloatEdges;
import kakure.golden.FloatFormat;
import kakure.spec.BlockSpec;
import kakure.spec.Law;
import kakure.spec.Longs;
import kakure.spec.Model;
import kakure.spec.Stimulus;
import kakure.spec.Values;

/** Checks of {@link MatrixEngine}: one element; rows, columns and depths beside powers of two; all kinds of beats in any order after a first; both multipliers and masks, sums in the format and exact. Laws: what rounding loses; a product of small integers. */
public final class MatrixEngineSpec implements BlockSpec<MatrixEngine> {
  @Override
  public String name() {
    return "matrixengine";
  }

  @Override
  public String summary() {
    return "matrix products and weight updates in a floating-point format, log-approximate or exact";
  }

  @Override
  public MatrixEngine usual() {
    return of(4, 4, 1, "bf16", "lam");
  }

  @Override
  public List<MatrixEngine> corners() {
    return List.of(of(1, 1, 1, "e4m3", "lam"), of(3, 2, 1, "e5m2", "exact"), of(2, 3, 3, "bf16", "lam:minbias"), of(1, 2, 5, "e4m3", "lam:constant:2:one"), of(2, 1, 2, "fp16", "lam:none:adaptive"), of(2, 2, 1, "e3m4finite", "exact"),
        exact(2, 1, 1, "e4m3", "lam"), exact(1, 2, 3, "fp16", "exact"));
  }

  private static MatrixEngine of(int rows, int columns, int depth, String format, String products) {
    return new MatrixEngine(rows, columns, depth, FloatFormat.parse(format), Products.parse(products));
  }

  private static MatrixEngine exact(int rows, int columns, int depth, String format, String products) {
    return new MatrixEngine(rows, columns, depth, FloatFormat.parse(format), Products.parse(products), MatrixEngine.Accumulate.EXACT);
  }

  @Override
  public MatrixEngine random(SplittableRandom rng) {
    var products = List.of("exact", "lam", "lam:constant", "lam:none:1:one", "lam:none:adaptive");
    var format = FloatPoints.format(rng);
    var accumulate = format.exponentBits() <= 6 && rng.nextBoolean() ? MatrixEngine.Accumulate.EXACT : MatrixEngine.Accumulate.FORMAT;
    return new MatrixEngine(rng.nextInt(1, 5), rng.nextInt(1, 5), rng.nextInt(1, 4), format, Products.parse(products.get(rng.nextInt(products.size()))), accumulate);
  }

  @Override
  public Model golden(MatrixEngine block) {
    return new MatrixModel(block);
  }

  /** Numbers around 1 and, one in eight, any bits; the first beat is a first, since sums are not defined before, and the last is emitted, so that nothing stays inside. */
  @Override
  public Stimulus stimulus(MatrixEngine block, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var beats = new ArrayList<List<BigInteger>>();
    for (int i = 0; i < n; i++) {
      int kind = i == 0 ? 0 : rng.nextInt(4);
      var beat = new ArrayList<>(List.of(Values.of(kind == 0), Values.of(kind == 1), Values.of(i == n - 1 || rng.nextInt(3) == 0)));
      beat.add(values(block, rng, block.rows() * block.depth()));
      beat.add(values(block, rng, block.depth() * block.columns()));
      beat.add(values(block, rng, block.rows() * block.columns()));
      int fraction = block.format().fractionBits();
      if (block.multiplier().adaptive()) beat.add(Values.of(Longs.ones(fraction) & -1L << rng.nextInt(fraction + 1)));
      beats.add(beat);
    }
    return new Stimulus.Transactions(Map.of("op", beats));
  }

  private static BigInteger values(MatrixEngine block, SplittableRandom rng, int n) {
    var all = BigInteger.ZERO;
    for (int i = 0; i < n; i++) all = all.shiftLeft(block.format().bits()).or(FloatPoints.nearOne(block.format(), rng));
    return all;
  }

  @Override
  public List<Law> laws() {
    return List.of(
        new Law("1 and 255 times 1/512 make 1.5 where sums are exact, and 1 where each is rounded to bf16", MatrixEngineSpec::loss),
        new Law("(1 2; 3 4) (5 6; 7 8) = (19 22; 43 50), and with -1/2 of it added to ones (-8.5 -10; -20.5 -24), exact in bf16", MatrixEngineSpec::small));
  }

  private static Optional<String> loss() {
    var got = new ArrayList<Double>();
    for (var block : List.of(exact(1, 1, 1, "bf16", "exact"), of(1, 1, 1, "bf16", "exact"))) {
      var model = new MatrixModel(block);
      for (int i = 0; i < 256; i++) model.multiply(raw(block.format(), 1), raw(block.format(), i == 0 ? 1 : 1 / 512.0), i == 0, 0);
      got.add(block.format().toDouble(model.sum(0, 0)));
    }
    return got.equals(List.of(1.5, 1.0)) ? Optional.empty() : Optional.of("got " + got);
  }

  private static Optional<String> small() {
    var block = of(2, 2, 1, "bf16", "exact");
    var format = block.format();
    var model = new MatrixModel(block);
    model.multiply(raw(format, 1, 3), raw(format, 5, 6), true, 0);
    model.multiply(raw(format, 2, 4), raw(format, 7, 8), false, 0);
    var got = new ArrayList<Double>();
    for (int i = 0; i < 4; i++) got.add(format.toDouble(model.sum(i / 2, i % 2)));
    model.update(raw(format, 1, 1, 1, 1), raw(format, -0.5)[0], 0);
    for (int i = 0; i < 4; i++) got.add(format.toDouble(model.sum(i / 2, i % 2)));
    return got.equals(List.of(19.0, 22.0, 43.0, 50.0, -8.5, -10.0, -20.5, -24.0)) ? Optional.empty() : Optional.of("got " + got);
  }

  private static long[] raw(FloatFormat format, double... values) {
    var all = new long[values.length];
    for (int i = 0; i < values.length; i++) all[i] = format.ofDouble(values[i], FloatEdges.IEEE);
    return all;
  }
}
