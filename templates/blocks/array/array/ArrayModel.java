// SPDX-License-Identifier: Apache-2.0
package blocks.array.array;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import kakure.spec.CycleModel;

/**
 * Golden function of the array, one for all forms: n[o][p] = (first ? 0 : twice ? 2 acc[o][p] : acc[o][p]) + sum over g of enable[g][o] (act[c][p] ^ sign[c][o]), modulo 2^sumBits,
 * where c = g * group + index[g][o]. For the free array (group = 1) that is the sum over c of mask[c][o] (act[c][p] ^ sign[c][o]).
 *
 * <p>Where en is 1, acc becomes n and, where last is 1 too, the shadow becomes n; where drainEn is 1, the shadow of the selected channels (as it was before this edge)
 * leaves.
 */
final class ArrayModel implements CycleModel {
  private final ArrayShape shape;
  private final int[][] acc;
  private final int[][] shadow;
  private boolean shadowDefined;
  private BigInteger drained;

  ArrayModel(ArrayShape shape) {
    this.shape = shape;
    this.acc = new int[shape.tco()][shape.pixels()];
    this.shadow = new int[shape.tco()][shape.pixels()];
  }

  @Override
  public void reset() {
    shadowDefined = false;
    drained = null;
  }

  @Override
  public List<BigInteger> step(List<BigInteger> in) {
    int data = shape.doubles() ? 4 : 3;
    if (in.get(data + 3).signum() != 0) drained = shadowDefined ? drain(in.get(data + 4).intValueExact()) : null;
    int times = in.get(1).signum() != 0 ? 0 : shape.doubles() && in.get(3).signum() != 0 ? 2 : 1;
    if (in.get(0).signum() != 0) accumulate(times, in.get(2).signum() != 0, in.get(data), in.get(data + 1), in.get(data + 2));
    return Collections.singletonList(drained);
  }

  private void accumulate(int times, boolean last, BigInteger act, BigInteger mask, BigInteger sign) {
    for (int o = 0; o < shape.tco(); o++) {
      for (int p = 0; p < shape.pixels(); p++) {
        int sum = times * acc[o][p];
        for (int g = 0; g < shape.groups(); g++) {
          if (!mask.testBit(shape.enableAt(g, o))) continue;
          int c = g * shape.group() + index(mask, g, o);
          int a = act.shiftRight(8 * (c * shape.pixels() + p)).intValue() & 0xff;
          sum += sign.testBit(c * shape.tco() + o) ? 255 - a : a;
        }
        acc[o][p] = sum & (1 << shape.sumBits()) - 1;   // sums of 31 bits, doubled, wrap in 32: the lower bits are right
        if (last) shadow[o][p] = acc[o][p];
      }
    }
    shadowDefined |= last;
  }

  private int index(BigInteger mask, int g, int o) {
    int index = 0;
    for (int b = 0; b < shape.indexBits(); b++) if (mask.testBit(shape.indexAt(b, g, o))) index |= 1 << b;
    return index;
  }

  private BigInteger drain(int sel) {
    var word = BigInteger.ZERO;
    for (int i = 0; i < shape.drain(); i++) {
      for (int p = 0; p < shape.pixels(); p++) {
        word = word.or(BigInteger.valueOf(shadow[sel * shape.drain() + i][p]).shiftLeft(i * shape.channelBits() + shape.sumLsb(p)));
      }
    }
    return word;
  }
}
