// SPDX-License-Identifier: Apache-2.0
package blocks.array.weightselect;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.FunctionModel;
import kakure.spec.Law;

/** Checks of {@link WeightSelect}: a single weight, one channel of either side, words of more than 64 bits. The law is what a stored bit means. */
public final class WeightSelectSpec implements BlockSpec<WeightSelect> {
  private static final int WORD = 64;

  @Override
  public String name() {
    return "weightselect";
  }

  @Override
  public String summary() {
    return "enables and signs of the array: a mask and generated signs, or stored signs and every channel";
  }

  @Override
  public WeightSelect usual() {
    return new WeightSelect(4, 8);
  }

  @Override
  public List<WeightSelect> corners() {
    return List.of(new WeightSelect(1, 1), new WeightSelect(1, 5), new WeightSelect(3, 1), new WeightSelect(2, 3), new WeightSelect(4, 8), new WeightSelect(7, 20));
  }

  @Override
  public WeightSelect random(SplittableRandom rng) {
    return new WeightSelect(rng.nextInt(1, 20), rng.nextInt(1, 40));
  }

  @Override
  public FunctionModel golden(WeightSelect block) {
    int lanes = 1, mask = lanes + words(block.tci()), sign = mask + words(block.weights());
    return FunctionModel.combinational((in, out) -> {
      Arrays.fill(out, 0);
      for (int i = 0; i < block.weights(); i++) {
        boolean kept = bit(in, mask, i), enabled = in[0] == 0 ? kept : bit(in, lanes, i / block.tco()), negative = in[0] == 0 ? bit(in, sign, i) : !kept;
        if (enabled) out[i / WORD] |= 1L << i % WORD;
        if (negative) out[words(block.weights()) + i / WORD] |= 1L << i % WORD;
      }
    });
  }

  private static int words(int bits) {
    return (bits + WORD - 1) / WORD;
  }

  private static boolean bit(long[] words, int first, int i) {
    return (words[first + i / WORD] >>> i % WORD & 1) != 0;
  }

  @Override
  public List<Law> laws() {
    return List.of(new Law("a stored bit u is the weight 2 u - 1, whatever the generator says; a hidden one is m (1 - 2 s)", WeightSelectSpec::weights));
  }

  private static Optional<String> weights() {
    var golden = new WeightSelectSpec().golden(new WeightSelect(1, 1));
    for (int i = 0; i < 8; i++) {
      int stored = i & 1, bit = i >> 1 & 1, sign = i >> 2;
      var out = new long[2];
      golden.apply(new long[] {stored, 1, bit, sign}, out);
      long expected = stored == 1 ? 2 * bit - 1 : bit * (1 - 2 * sign), weight = out[0] * (1 - 2 * out[1]);
      if (weight != expected) return Optional.of("stored " + stored + ", bit " + bit + ", sign " + sign + ": expected " + expected + ", got " + weight);
    }
    return Optional.empty();
  }
}
