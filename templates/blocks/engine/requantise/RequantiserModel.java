// SPDX-License-Identifier: Apache-2.0
package blocks.engine.requantise;

import blocks.array.array.PackedArray;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import kakure.spec.CycleModel;
import kakure.spec.Values;

/**
 * Golden function of {@link Requantiser}: y = clamp(floor((acc mul + add) / 2^sh), 0, 255) in wide integers; raw = acc mul + add modulo 2^32 of one channel. What
 * {@code productEn} takes is seen two enabled edges later; outputs are not defined before their first enable. A serial one ignores enables for as many cycles as a sum has bits.
 */
final class RequantiserModel implements CycleModel {
  private final Requantiser block;
  private final PackedArray layout;
  private List<List<Term>> taken;
  /** What {@code partialEn} kept. */
  private List<List<BigInteger>> partial;
  private BigInteger y;
  private BigInteger raw;
  /** Cycles until a serial one is ready. */
  private int left;

  /** acc mul of a pixel and add, what of the residual is added to that, the least that y is, and the shift. */
  private record Term(BigInteger product, BigInteger add, BigInteger residual, BigInteger least, int sh) {}

  RequantiserModel(Requantiser block) {
    this.block = block;
    this.layout = new PackedArray(1, block.pixels(), block.channels(), block.channels());
  }

  @Override
  public void reset() {
    taken = null;
    partial = null;
    y = null;
    raw = null;
    left = 0;
  }

  @Override
  public List<BigInteger> step(List<BigInteger> values) {
    Requantiser.In<BigInteger> in = Values.record(block.in(), values);
    if (left > 0) {
      left--;
      return outputs();
    }
    boolean later = block.terms() && Values.on(in.later().get(0)), known = taken != null && !(later && partial == null);
    var sums = known ? sums(later) : null;
    if (Values.on(in.resultEn())) y = known ? activations(sums) : null;
    if (Values.on(in.rawEn())) raw = known ? raw(block.residual() && Values.on(in.fold().get(0)), sums.get(block.channels() == 1 ? 0 : in.rawSel().get(0).intValueExact())) : null;
    if (block.terms() && Values.on(in.partialEn().get(0))) partial = sums;
    if (Values.on(in.productEn())) {
      take(in);
      if (block.serial()) left = block.totalBits();
    }
    return outputs();
  }

  private List<BigInteger> outputs() {
    return Values.list(new Requantiser.Out<>(y, raw, block.serial() ? List.of(Values.of(left == 0)) : List.of()));
  }

  private void take(Requantiser.In<BigInteger> in) {
    taken = new ArrayList<>();
    boolean reads = block.residual() && Values.on(in.back().get(0)), largest = reads && Values.on(in.largest().get(0));
    for (int i = 0; i < block.channels(); i++) {
      var parameters = Scale.of(Values.slice(in.scale(), block.scaleBits() * i, Requantiser.SCALE));
      var back = reads ? Back.of(Values.slice(in.scale(), block.scaleBits() * i + Requantiser.SCALE, Back.WORD.width()).longValueExact()) : Back.NONE;
      var channel = new ArrayList<Term>();
      for (int p = 0; p < block.pixels(); p++) {
        var r = reads ? Values.slice(in.row().get(0), 8 * (i * block.pixels() + p), 8) : BigInteger.ZERO;
        channel.add(new Term(Values.slice(in.acc(), layout.accLsb(i, p), block.sumBits()).multiply(BigInteger.valueOf(parameters.mul())), BigInteger.valueOf(parameters.add()), back.term(r), largest ? r : BigInteger.ZERO, parameters.sh()));
      }
      taken.add(channel);
    }
  }

  /** acc mul and, where it is a sum's first, add, else what was kept; modulo what a running sum has bits. */
  private List<List<BigInteger>> sums(boolean later) {
    var sums = new ArrayList<List<BigInteger>>();
    for (int i = 0; i < block.channels(); i++) {
      var channel = new ArrayList<BigInteger>();
      for (int p = 0; p < block.pixels(); p++) {
        var term = taken.get(i).get(p);
        channel.add(Values.signed(Values.wrap(term.product.add(later ? partial.get(i).get(p) : term.add), block.totalBits()), block.totalBits()));
      }
      sums.add(channel);
    }
    return sums;
  }

  private BigInteger activations(List<List<BigInteger>> sums) {
    var all = BigInteger.ZERO;
    for (int i = 0; i < block.channels(); i++) {
      for (int p = 0; p < block.pixels(); p++) {
        var term = taken.get(i).get(p);
        var clamped = sums.get(i).get(p).add(term.residual).shiftRight(term.sh).max(term.least).min(BigInteger.valueOf(255));
        all = all.or(clamped.shiftLeft(8 * (i * block.pixels() + p)));
      }
    }
    return all;
  }

  /** Where lanes are folded, that of pixel 0 is the sum of all. */
  private static BigInteger raw(boolean fold, List<BigInteger> channel) {
    var all = BigInteger.ZERO;
    for (int p = 0; p < channel.size(); p++) {
      var sum = fold && p == 0 ? channel.stream().reduce(BigInteger.ZERO, BigInteger::add) : channel.get(p);
      all = all.or(Values.wrap(sum, 32).shiftLeft(32 * p));
    }
    return all;
  }
}
