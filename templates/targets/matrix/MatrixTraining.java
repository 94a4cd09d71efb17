// SPDX-License-Identifier: Apache-2.0
package targets.matrix;

import blocks.floating.matrixengine.MatrixEngine;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import kakure.kernel.Block;
import kakure.target.Case;
import kakure.target.Link;
import kakure.target.Plan;
import kakure.target.Ratio;
import kakure.target.Step;
import kakure.target.Trace;

/**
 * Training of a perceptron on the matrix engine, led by a host: of each step, on a few samples at once, the forward products, the input gradient, the weight gradients and the updates.
 *
 * <p>The host holds the weights, rectifies, and takes the difference to the targets; what each step begins with follows from the golden steps before it, so steps may be run on several simulators.
 */
final class MatrixTraining implements Plan {
  private final MatrixEngine engine;
  private final List<List<Product>> products = new ArrayList<>();
  private final List<Double> losses = new ArrayList<>();
  private final int hidden;
  private long[][] w1;
  private long[][] w2;

  /**
   * A training.
   *
   * @param engine of a format of at most 32 bits, its multiplier not adaptive
   * @param batch samples of a step, a divisor of {@link PerceptronTask#SAMPLES}
   */
  MatrixTraining(MatrixEngine engine, PerceptronTask task, int batch) {
    this.engine = engine;
    this.hidden = task.hidden();
    var format = engine.format();
    if (format.bits() > 32) throw new IllegalArgumentException("training on the matrix engine takes formats of 32 bits or fewer, and " + format + " has " + format.bits());
    if (engine.multiplier().adaptive()) throw new IllegalArgumentException("training on the matrix engine keeps the same fraction bits throughout: leave adaptive out");
    var init = task.init(format);
    w1 = new long[3][hidden];
    w2 = new long[hidden + 1][1];
    for (int i = 0; i < 3 * hidden; i++) w1[i / hidden][i % hidden] = init[1 + i];
    for (int i = 0; i <= hidden; i++) w2[i][0] = init[1 + 3 * hidden + i];
    var samples = task.samples(format);
    double loss = 0;
    for (int from = 0; from + batch <= samples.size(); from += batch) {
      var made = step(samples.subList(from, from + batch), init[0]);
      products.add(made);
      for (var e : made.get(3).b()) loss += Math.pow(format.toDouble(e[0]), 2);
      if ((from + batch) % PerceptronTask.SAMPLES != 0) continue;
      losses.add(loss / PerceptronTask.SAMPLES);
      loss = 0;
    }
  }

  private List<Product> step(List<PerceptronTask.Sample> samples, long rate) {
    var format = engine.format();
    long one = format.bias() << format.fractionBits();
    var x = samples.stream().map(s -> new long[] {s.x0(), s.x1(), one}).toArray(long[][]::new);
    var forward1 = new Product("forward 1", x, w1, Optional.empty(), 0);
    var z = forward1.golden(engine);
    var units = new long[x.length][hidden + 1];
    for (int i = 0; i < x.length; i++) {
      for (int h = 0; h < hidden; h++) units[i][h] = format.negative(z[i][h]) ? 0 : z[i][h];
      units[i][hidden] = one;
    }
    var forward2 = new Product("forward 2", units, w2, Optional.empty(), 0);
    var y = forward2.golden(engine);
    var arithmetic = engine.adder().arithmetic();
    var error = new long[x.length][1];
    for (int i = 0; i < x.length; i++) error[i][0] = arithmetic.sum(y[i][0], arithmetic.negated(samples.get(i).target()));
    var back = new Product("input gradient", error, transposed(w2), Optional.empty(), 0);
    var gradient = back.golden(engine);
    var inner = new long[x.length][hidden];
    for (int i = 0; i < x.length; i++) for (int h = 0; h < hidden; h++) inner[i][h] = units[i][h] == 0 ? 0 : gradient[i][h];
    var weights2 = new Product("weight gradient 2", transposed(units), error, Optional.of(w2), rate);
    var weights1 = new Product("weight gradient 1", transposed(x), inner, Optional.of(w1), rate);
    w2 = weights2.updated(engine, weights2.golden(engine));
    w1 = weights1.updated(engine, weights1.golden(engine));
    return List.of(forward1, forward2, back, weights2, weights1);
  }

  private static long[][] transposed(long[][] m) {
    var t = new long[m[0].length][m.length];
    for (int r = 0; r < m.length; r++) for (int c = 0; c < m[0].length; c++) t[c][r] = m[r][c];
    return t;
  }

  /** Weights after the last step, in the order of a perceptron's {@code init}. */
  long[] weights() {
    var all = new long[4 * hidden + 1];
    for (int i = 0; i < 3 * hidden; i++) all[i] = w1[i / hidden][i % hidden];
    for (int i = 0; i <= hidden; i++) all[3 * hidden + i] = w2[i][0];
    return all;
  }

  /** Mean square of the error in each epoch. */
  List<Double> losses() {
    return losses;
  }

  /** Steps of training. */
  int count() {
    return products.size();
  }

  /** What {@link #of} takes for a step. */
  static byte[] input(int step) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(step).array();
  }

  @Override
  public Block top() {
    return engine;
  }

  @Override
  public String extent() {
    return engine.rows() + "x" + engine.columns() + "x" + engine.depth();
  }

  @Override
  public List<Step> steps() {
    double elements = (double) engine.rows() * engine.columns() * engine.depth();
    return products.get(0).stream().map(p -> new Step(p.name(), p.macs(), p.macs() / elements, p.beats(engine), List.of())).toList();
  }

  @Override
  public long plannedCycles() {
    return products.get(0).stream().mapToLong(p -> p.beats(engine)).sum();
  }

  @Override
  public List<String> summary() {
    return List.of(count() + " steps of training, led by the host");
  }

  @Override
  public List<Ratio> ratios() {
    return List.of();
  }

  @Override
  public List<String> counters() {
    return List.of("cycles");
  }

  @Override
  public void setup(Link link) {
    // weights are sent with each product that needs them
  }

  @Override
  public Case of(byte[] input) {
    return new TrainingStep(engine, products.get(ByteBuffer.wrap(input).getInt()));
  }

  @Override
  public OptionalInt label(Trace trace) {
    return OptionalInt.empty();
  }

  @Override
  public int patience() {
    return 1_000;
  }
}
