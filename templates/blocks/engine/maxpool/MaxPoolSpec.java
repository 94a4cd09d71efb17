// SPDX-License-Identifier: Apache-2.0
package blocks.engine.maxpool;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.FunctionModel;
import kakure.spec.Law;
import kakure.spec.Longs;

/** Checks of {@link MaxPool}: one channel, an odd number; corner values make equal operands and the sign bit frequent. */
public final class MaxPoolSpec implements BlockSpec<MaxPool> {
  @Override
  public String name() {
    return "maxpool";
  }

  @Override
  public String summary() {
    return "maximum of four vectors of unsigned bytes: 2x2 max-pooling over parity planes";
  }

  @Override
  public MaxPool usual() {
    return new MaxPool(16);
  }

  @Override
  public List<MaxPool> corners() {
    return List.of(new MaxPool(1), new MaxPool(3), new MaxPool(16));
  }

  @Override
  public MaxPool random(SplittableRandom rng) {
    return new MaxPool(rng.nextInt(1, 65));
  }

  @Override
  public FunctionModel golden(MaxPool block) {
    int channels = block.channels(), words = Longs.words(8 * channels);
    return FunctionModel.combinational((in, out) -> {
      Arrays.fill(out, 0);
      for (int c = 0; c < channels; c++) {
        long largest = 0;
        for (int v = 0; v < 4; v++) largest = Math.max(largest, in[v * words + c / 8] >>> 8 * (c % 8) & 0xff);
        out[c / 8] |= largest << 8 * (c % 8);
      }
    });
  }

  @Override
  public List<Law> laws() {
    return List.of(Law.equal("by hand: 127, 128, 255 and 0 in turn", () -> packed(255, 128, 128), () -> maximum(packed(127, 128, 0), packed(128, 127, 128), packed(255, 0, 127), packed(0, 1, 126))));
  }

  private static long maximum(long... vectors) {
    var out = new long[1];
    new MaxPoolSpec().golden(new MaxPool(3)).apply(vectors, out);
    return out[0];
  }

  private static long packed(int... bytes) {
    long value = 0;
    for (int c = bytes.length - 1; c >= 0; c--) value = value << 8 | bytes[c];
    return value;
  }
}
