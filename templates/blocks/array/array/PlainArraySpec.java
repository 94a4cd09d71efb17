// SPDX-License-Identifier: Apache-2.0
package blocks.array.array;

import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Stimulus;

/** Checks of {@link PlainArray}: a single element, pixels in one, two and three parts of a word, everything beside powers of two, several channels a drain, groups of each size, sums that double. */
public final class PlainArraySpec implements BlockSpec<PlainArray> {
  @Override
  public String name() {
    return "plainarray";
  }

  @Override
  public String summary() {
    return "the element array in its plain form: an element per module, with adder trees, accumulators and drain";
  }

  @Override
  public PlainArray usual() {
    return new PlainArray(4, 4, 8, 1, 1);
  }

  @Override
  public List<PlainArray> corners() {
    return List.of(new PlainArray(1, 1, 1, 1), new PlainArray(3, 5, 2, 1), new PlainArray(2, 9, 6, 3), new PlainArray(5, 2, 3, 3), new PlainArray(2, 1, 1, 1, 2), new PlainArray(12, 3, 2, 1, 4), new PlainArray(16, 2, 4, 2, 8), new PlainArray(32, 1, 2, 1), new PlainArray(2, 6, 1, 1, 1, 16), new PlainArray(4, 5, 2, 2, 2, 31), new PlainArray(1, 1, 1, 1, 1, 16, true), new PlainArray(3, 9, 4, 2, 1, 31, true), new PlainArray(3, 5, 2, 1, 1, 20, true));
  }

  @Override
  public List<PlainArray> mutated() {
    return List.of(corners().get(1), new PlainArray(12, 3, 2, 1, 4), new PlainArray(3, 5, 2, 1, 1, 20, true));
  }

  @Override
  public PlainArray random(SplittableRandom rng) {
    int drain = rng.nextInt(1, 4);
    int group = 1 << rng.nextInt(4);
    return new PlainArray(group * rng.nextInt(1, group == 1 ? 7 : 4), rng.nextInt(1, 13), drain * rng.nextInt(1, 4), drain, group, rng.nextInt(4) == 0 ? rng.nextInt(16, 32) : ArrayShape.SUM_BITS, rng.nextInt(3) == 0);
  }

  @Override
  public Model golden(PlainArray block) {
    return new ArrayModel(block.shape());
  }

  @Override
  public Stimulus stimulus(PlainArray block, long seed, int n) {
    return ArrayStimulus.sums(block.shape(), seed, n);
  }

  @Override
  public List<Law> laws() {
    return List.of(Law.equal("255 N_neg taken off, a sum is that of signed weights: 10 - 20 + 0 = -10", () -> -10, PlainArraySpec::byHand),
        Law.equal("one of 4 channels 10 20 30 40, index 2, negative: -30", () -> -30, PlainArraySpec::oneOfFour),
        Law.equal("planes ++-, +-+, --+ of weights 5, 3 and -5, doubled from plane to plane, over 10 20 30: 5 10 + 3 20 - 5 30 = -40", () -> -40, PlainArraySpec::planes));
  }

  private static int oneOfFour() {
    var model = new ArrayModel(new ArrayShape(4, 1, 1, 1, 4, ArrayShape.SUM_BITS));
    var act = BigInteger.valueOf(40L << 24 | 30 << 16 | 20 << 8 | 10);
    var one = BigInteger.ONE;
    var zero = BigInteger.ZERO;
    model.step(List.of(one, one, one, act, BigInteger.valueOf(0b101), BigInteger.valueOf(0b0100), zero, zero));
    return model.step(List.of(zero, zero, zero, zero, zero, zero, one, zero)).get(0).intValueExact() - 255;
  }

  /** Three channels, three planes: 4 b_1 + 2 b_2 + b_3; 255 is taken off for each -, as often as its plane is doubled. */
  private static int planes() {
    var model = new ArrayModel(new ArrayShape(3, 1, 1, 1, 1, ArrayShape.SUM_BITS, true));
    var act = BigInteger.valueOf(30 << 16 | 20 << 8 | 10);
    var one = BigInteger.ONE;
    var zero = BigInteger.ZERO;
    int[] negative = {0b100, 0b110, 0b001};   // bit c: channel c's weight of the plane is -1
    int inverted = 0;
    for (int k = 0; k < negative.length; k++) {
      var first = k == 0 ? one : zero;
      var last = k == negative.length - 1 ? one : zero;
      model.step(List.of(one, first, last, one, act, BigInteger.valueOf(0b111), BigInteger.valueOf(negative[k]), zero, zero));
      inverted = 2 * inverted + Integer.bitCount(negative[k]);
    }
    return model.step(List.of(zero, zero, zero, zero, zero, zero, zero, one, zero)).get(0).intValueExact() - 255 * inverted;
  }

  private static int byHand() {
    var model = new ArrayModel(new ArrayShape(3, 1, 1, 1, 1, ArrayShape.SUM_BITS));
    var act = BigInteger.valueOf(30 << 16 | 20 << 8 | 10);
    var one = BigInteger.ONE;
    var zero = BigInteger.ZERO;
    model.step(List.of(one, one, one, act, BigInteger.valueOf(0b011), BigInteger.valueOf(0b110), zero, zero));
    return model.step(List.of(zero, zero, zero, zero, zero, zero, one, zero)).get(0).intValueExact() - 255;
  }
}
