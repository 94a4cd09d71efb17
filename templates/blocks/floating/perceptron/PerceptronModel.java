// SPDX-License-Identifier: Apache-2.0
package blocks.floating.perceptron;

import blocks.floating.Products;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import kakure.golden.FloatArithmetic;
import kakure.golden.FloatFormat;
import kakure.spec.StreamModel;

/** Golden function of {@link Perceptron}, written as its formulas are. */
public final class PerceptronModel implements StreamModel {
  private final int hidden;
  private final FloatFormat format;
  private final Products.Golden product;
  private final FloatArithmetic arithmetic;
  private final boolean adaptive;
  private final long one;
  private long rate;
  private final long[][] w1;
  private final long[] w2;

  /** Before its weights are set. */
  public PerceptronModel(Perceptron block) {
    this.hidden = block.hidden();
    this.format = block.format();
    this.product = block.multiplier().golden(format);
    this.arithmetic = new PerceptronShape(hidden, format, block.multiplier()).engine().adder().arithmetic();
    this.adaptive = block.multiplier().adaptive();
    this.one = format.bias() << format.fractionBits();
    this.w1 = new long[3][hidden];
    this.w2 = new long[hidden + 1];
  }

  /**
   * What a step makes.
   *
   * @param output y before it
   * @param loss e^2
   */
  public record Made(long output, long loss) {}

  /** Minus the rate, then the weights, in the order of {@code init}. */
  public void set(long[] values) {
    rate = values[0];
    for (int i = 0; i < 3 * hidden; i++) w1[i / hidden][i % hidden] = values[1 + i];
    for (int i = 0; i <= hidden; i++) w2[i] = values[1 + 3 * hidden + i];
  }

  /** The weights, in the order of {@code init}. */
  public long[] weights() {
    var all = new long[4 * hidden + 1];
    for (int i = 0; i < 3 * hidden; i++) all[i] = w1[i / hidden][i % hidden];
    System.arraycopy(w2, 0, all, 3 * hidden, hidden + 1);
    return all;
  }

  /** y of a point. */
  public long output(long x0, long x1, long mask) {
    return output(units(x0, x1, mask), mask);
  }

  private long[] units(long x0, long x1, long mask) {
    var a = new long[hidden + 1];
    for (int h = 0; h < hidden; h++) {
      long z = arithmetic.sum(arithmetic.sum(product.of(w1[0][h], x0, mask), product.of(w1[1][h], x1, mask)), product.of(w1[2][h], one, mask));
      a[h] = format.negative(z) ? 0 : z;
    }
    a[hidden] = one;
    return a;
  }

  private long output(long[] a, long mask) {
    long y = product.of(w2[0], a[0], mask);
    for (int h = 1; h <= hidden; h++) y = arithmetic.sum(y, product.of(w2[h], a[h], mask));
    return y;
  }

  /** A step on a sample. */
  public Made step(long x0, long x1, long target, long mask) {
    var a = units(x0, x1, mask);
    long y = output(a, mask);
    long e = arithmetic.sum(y, arithmetic.negated(target));
    var back = new long[hidden];
    for (int h = 0; h < hidden; h++) back[h] = a[h] == 0 ? 0 : product.of(w2[h], e, mask);
    for (int h = 0; h <= hidden; h++) w2[h] = arithmetic.sum(w2[h], product.of(product.of(a[h], e, mask), rate, mask));
    long[] x = {x0, x1, one};
    for (int k = 0; k < 3; k++) for (int h = 0; h < hidden; h++) w1[k][h] = arithmetic.sum(w1[k][h], product.of(product.of(back[h], x[k], mask), rate, mask));
    return new Made(y, product.of(e, e, mask));
  }

  @Override
  public Map<String, List<List<BigInteger>>> run(Map<String, List<List<BigInteger>>> inputs) {
    var out = new ArrayList<List<BigInteger>>();
    var init = inputs.get("init").iterator();
    boolean set = false;
    for (var s : inputs.get("sample")) {
      if (!set && !set(init)) break;
      var made = step(s.get(0).longValue(), s.get(1).longValue(), s.get(2).longValue(), adaptive ? s.get(4).longValue() : 0);
      out.add(List.of(unsigned(made.output), unsigned(made.loss), packed(weights())));
      set = s.get(3).signum() == 0;
    }
    return Map.of("step", out);
  }

  /** False where too few values are left. */
  private boolean set(Iterator<List<BigInteger>> init) {
    var values = new long[4 * hidden + 2];
    for (int i = 0; i < values.length; i++) {
      if (!init.hasNext()) return false;
      values[i] = init.next().get(0).longValue();
    }
    set(values);
    return true;
  }

  private BigInteger packed(long[] values) {
    var all = BigInteger.ZERO;
    for (int i = 0; i < values.length; i++) all = all.or(unsigned(values[i]).shiftLeft(i * format.bits()));
    return all;
  }

  private static BigInteger unsigned(long value) {
    return new BigInteger(Long.toUnsignedString(value));
  }
}
