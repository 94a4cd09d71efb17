// SPDX-License-Identifier: Apache-2.0
package blocks.engine.maxpool;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import kakure.kernel.Block;
import kakure.spec.BlockSpec;
import kakure.spec.CycleModel;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Parameters;
import kakure.spec.Stimulus;

/** Checks of {@link MaxPool}: one channel, an odd number; corner values make equal operands and the sign bit frequent. */
public final class MaxPoolSpec implements BlockSpec {
  @Override
  public String name() {
    return "maxpool";
  }

  @Override
  public String summary() {
    return "maximum of four vectors of unsigned bytes: 2x2 max-pooling over parity planes";
  }

  @Override
  public Block parse(Map<String, String> parameters) {
    return new MaxPool(Parameters.of(parameters, "channels").integer("channels", 16));
  }

  @Override
  public List<Block> corners() {
    return List.of(new MaxPool(1), new MaxPool(3), new MaxPool(16));
  }

  @Override
  public Block random(SplittableRandom rng) {
    return new MaxPool(rng.nextInt(1, 65));
  }

  @Override
  public Model golden(Block block) {
    int channels = ((MaxPool) block).channels();
    return CycleModel.combinational(in -> List.of(maximum(in, channels)));
  }

  @Override
  public Stimulus stimulus(Block block, long seed, int n) {
    return Stimulus.randomCycles(block, seed, n);
  }

  @Override
  public List<Law> laws() {
    return List.of(Law.equal(
        "by hand: 127, 128, 255 and 0 in turn", () -> packed(255, 128, 128), () -> maximum(List.of(packed(127, 128, 0), packed(128, 127, 128), packed(255, 0, 127), packed(0, 1, 126)), 3)));
  }

  private static BigInteger maximum(List<BigInteger> vectors, int channels) {
    var largest = new int[channels];
    for (var vector : vectors) {
      for (int c = 0; c < channels; c++) largest[c] = Math.max(largest[c], vector.shiftRight(8 * c).intValue() & 0xff);
    }
    return packed(largest);
  }

  private static BigInteger packed(int... bytes) {
    var value = BigInteger.ZERO;
    for (int c = bytes.length - 1; c >= 0; c--) value = value.shiftLeft(8).or(BigInteger.valueOf(bytes[c]));
    return value;
  }
}
