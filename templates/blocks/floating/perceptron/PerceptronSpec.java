// SPDX-License-Identifier: Apache-2.0
package blocks.floating.perceptron;

import blocks.floating.FloatPoints;
import blocks.floating.Products;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

/** Checks of {@link Perceptron}: one hidden unit, numbers beside powers of two, both multipliers, masks; weights and samples around 1. Laws: a step by hand; a numerical gradient in fp32. */
public final class PerceptronSpec implements BlockSpec<Perceptron> {
  @Override
  public String name() {
    return "perceptron";
  }

  @Override
  public String summary() {
    return "trains a perceptron on points of a plane, in hardware alone";
  }

  @Override
  public Perceptron usual() {
    return of(16, "fp32", "lam");
  }

  @Override
  public List<Perceptron> corners() {
    return List.of(of(1, "e4m3", "lam"), of(3, "e5m2", "exact"), of(2, "bf16", "lam:minbias"), of(5, "fp16", "lam:none:adaptive"), of(4, "fp32", "lam:zeromean:12:one"), of(2, "e3m4finite", "exact"));
  }

  private static Perceptron of(int hidden, String format, String products) {
    return new Perceptron(hidden, FloatFormat.parse(format), Products.parse(products));
  }

  @Override
  public Perceptron random(SplittableRandom rng) {
    var products = List.of("exact", "lam", "lam:constant", "lam:none:1:one", "lam:none:adaptive");
    return new Perceptron(rng.nextInt(1, 7), FloatPoints.format(rng), Products.parse(products.get(rng.nextInt(products.size()))));
  }

  @Override
  public Model golden(Perceptron block) {
    return new PerceptronModel(block);
  }

  /** Weights and samples around 1, a rate of 2^-6 or so, so that there is something to learn for many steps; new weights now and then; one value in eight is any. */
  @Override
  public Stimulus stimulus(Perceptron block, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var format = block.format();
    var init = new ArrayList<List<BigInteger>>();
    var samples = new ArrayList<List<BigInteger>>();
    boolean fresh = true;
    for (int i = 0; i < n; i++) {
      if (fresh) init(block, rng, init);
      fresh = rng.nextInt(50) == 0;
      var sample = new ArrayList<>(List.of(FloatPoints.nearOne(format, rng), FloatPoints.nearOne(format, rng), FloatPoints.nearOne(format, rng), Values.of(fresh)));
      if (block.multiplier().adaptive()) sample.add(Values.of(Longs.ones(format.fractionBits()) & -1L << rng.nextInt(format.fractionBits() + 1)));
      samples.add(sample);
    }
    var all = new LinkedHashMap<String, List<List<BigInteger>>>();
    all.put("init", init);
    all.put("sample", samples);
    return new Stimulus.Transactions(all);
  }

  private static void init(Perceptron block, SplittableRandom rng, List<List<BigInteger>> to) {
    var format = block.format();
    to.add(List.of(Values.of(format.signed(true, Math.max(1, format.bias() - 6) << format.fractionBits()))));
    for (int i = 0; i < block.weights(); i++) to.add(List.of(FloatPoints.nearOne(format, rng)));
  }

  @Override
  public List<Law> laws() {
    return List.of(
        new Law("a step by hand: x = (1, 2), W1 = (1 -1; 0.5 0.5; 0 0), w2 = (2, 1, 0.5), t = 3, rate 0.25", PerceptronSpec::byHand),
        new Law("in fp32 a step goes down the numerical gradient of e^2 / 2", PerceptronSpec::gradient));
  }

  /** z = (2, 0), so a = (2, 0), y = 4.5, e = 1.5, e^2 = 2.25; w2 - .25 (3, 0, 1.5); back (3, 0); W1 - .25 (3 0; 6 0; 3 0). */
  private static Optional<String> byHand() {
    var block = of(2, "bf16", "exact");
    var format = block.format();
    var model = new PerceptronModel(block);
    model.set(raw(format, -0.25, 1, -1, 0.5, 0.5, 0, 0, 2, 1, 0.5));
    var made = model.step(raw(format, 1)[0], raw(format, 2)[0], raw(format, 3)[0], 0);
    var got = new ArrayList<Double>(List.of(format.toDouble(made.output()), format.toDouble(made.loss())));
    for (long w : model.weights()) got.add(format.toDouble(w));
    return got.equals(List.of(4.5, 2.25, 0.25, -1.0, -1.0, 0.5, -0.75, 0.0, 1.25, 1.0, 0.125)) ? Optional.empty() : Optional.of("got " + got);
  }

  private static Optional<String> gradient() {
    var block = of(5, "fp32", "exact");
    var format = block.format();
    var rng = new SplittableRandom(4);
    double rate = 1.0 / 1024;
    var weights = new double[block.weights()];
    for (int i = 0; i < weights.length; i++) weights[i] = (float) rng.nextDouble(-1, 1);
    double x0 = 0.75, x1 = -0.5, t = 1;
    var model = new PerceptronModel(block);
    model.set(init(format, rate, weights));
    model.step(raw(format, x0)[0], raw(format, x1)[0], raw(format, t)[0], 0);
    for (int i = 0; i < weights.length; i++) {
      double h = 1e-6, w = weights[i];
      weights[i] = w + h;
      double up = loss(weights, x0, x1, t);
      weights[i] = w - h;
      double down = loss(weights, x0, x1, t);
      weights[i] = w;
      double expected = w - rate * (up - down) / (2 * h), got = format.toDouble(model.weights()[i]);
      if (Math.abs(expected - got) > 1e-6) return Optional.of("weight " + i + ": expected " + expected + ", got " + got);
    }
    return Optional.empty();
  }

  private static double loss(double[] w, double x0, double x1, double t) {
    int n = (w.length - 1) / 4;
    double y = w[w.length - 1];
    for (int h = 0; h < n; h++) y += w[3 * n + h] * Math.max(0, w[h] * x0 + w[n + h] * x1 + w[2 * n + h]);
    return (y - t) * (y - t) / 2;
  }

  private static long[] init(FloatFormat format, double rate, double[] weights) {
    var all = new double[1 + weights.length];
    all[0] = -rate;
    System.arraycopy(weights, 0, all, 1, weights.length);
    return raw(format, all);
  }

  private static long[] raw(FloatFormat format, double... values) {
    var all = new long[values.length];
    for (int i = 0; i < values.length; i++) all[i] = format.ofDouble(values[i], FloatEdges.IEEE);
    return all;
  }
}
