// SPDX-License-Identifier: Apache-2.0
package blocks.floating.lammac;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import kakure.golden.FloatArithmetic;
import kakure.golden.LogProduct;
import kakure.spec.CycleModel;
import kakure.spec.Values;

/** Golden function of {@link LamMac}: s = a b, or s + a b rounded, as many cycles later as there are registers. */
final class LamMacModel implements CycleModel {
  private final LamMac block;
  private final LogProduct product;
  private final FloatArithmetic arithmetic;
  private final Deque<LamMac.In<BigInteger>> onTheWay = new ArrayDeque<>();
  private Long sum;

  LamMacModel(LamMac block) {
    this.block = block;
    this.product = block.multiplier().product();
    this.arithmetic = block.adder().arithmetic();
  }

  @Override
  public void reset() {
    onTheWay.clear();
    sum = null;
  }

  @Override
  public List<BigInteger> step(List<BigInteger> values) {
    onTheWay.add(Values.record(block.in(), values));
    if (onTheWay.size() > block.stages()) take(onTheWay.remove());
    return Collections.singletonList(sum == null ? null : new BigInteger(Long.toUnsignedString(sum)));
  }

  private void take(LamMac.In<BigInteger> in) {
    if (!Values.on(in.en())) return;
    long p = product.of(in.a().longValue(), in.b().longValue());
    if (Values.on(in.first())) sum = p;
    else if (sum != null) sum = arithmetic.sum(sum, p);
  }
}
