// SPDX-License-Identifier: Apache-2.0
package blocks.array.array;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.kernel.Block;
import kakure.spec.BlockSpec;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Stimulus;
import kakure.spec.Values;

/** Checks of {@link PackedArray}: those of {@link PlainArray}, whose golden function it shares, and slices of one to eight pixels. */
public final class PackedArraySpec implements BlockSpec<PackedArray> {
  @Override
  public String name() {
    return "packedarray";
  }

  @Override
  public String summary() {
    return "the element array in the form that simulates fast: pixels share words of 64 bits";
  }

  @Override
  public PackedArray usual() {
    return new PackedArray(4, 4, 8, 1, 1);
  }

  @Override
  public List<PackedArray> corners() {
    return List.of(
        new PackedArray(1, 1, 1, 1), new PackedArray(3, 5, 2, 1), new PackedArray(2, 11, 6, 3), new PackedArray(5, 2, 3, 3), new PackedArray(7, 3, 9, 1),
        new PackedArray(4, 16, 8, 2), new PackedArray(2, 1, 1, 1, 2), new PackedArray(12, 5, 3, 1, 4), new PackedArray(8, 9, 6, 3, 8), new PackedArray(3, 6, 2, 1, 1, 16), new PackedArray(4, 5, 2, 2, 2, 31),
        new PackedArray(1, 1, 1, 1, 1, 16, true), new PackedArray(3, 11, 4, 2, 1, 31, true), new PackedArray(4, 7, 2, 2, 2, 24, true), new PackedArray(3, 5, 2, 1, 1, 20, true));
  }

  @Override
  public List<PackedArray> mutated() {
    return List.of(corners().get(1), new PackedArray(12, 5, 3, 1, 4), new PackedArray(3, 5, 2, 1, 1, 20, true));
  }

  @Override
  public PackedArray random(SplittableRandom rng) {
    int drain = rng.nextInt(1, 4);
    int group = 1 << rng.nextInt(4);
    return new PackedArray(group * rng.nextInt(1, group == 1 ? 9 : 4), rng.nextInt(1, 20), drain * rng.nextInt(1, 5), drain, group, rng.nextInt(4) == 0 ? rng.nextInt(16, 32) : ArrayShape.SUM_BITS, rng.nextInt(3) == 0);
  }

  @Override
  public Model golden(PackedArray block) {
    return new ArrayModel(shape(block));
  }

  @Override
  public Stimulus stimulus(PackedArray block, long seed, int n) {
    return ArrayStimulus.sums(shape(block), seed, n);
  }

  private static ArrayShape shape(Block block) {
    return ((PackedArray) block).shape();
  }

  @Override
  public List<Law> laws() {
    return List.of(new Law("255 N_neg taken off, every sum is the sum of m (1 - 2s) a", PackedArraySpec::signedSums));
  }

  private static Optional<String> signedSums() {
    var rng = new SplittableRandom(1);
    var shape = new ArrayShape(3, 6, 4, 2, 1, ArrayShape.SUM_BITS);
    var array = new ArrayModel(shape);
    int weights = shape.tci() * shape.tco();
    var sums = new int[shape.tco()][shape.pixels()];
    var negative = new int[shape.tco()];
    for (int step = 0, steps = 9; step < steps; step++) {
      var act = Stimulus.bits(rng, 8 * shape.tci() * shape.pixels());
      var mask = Stimulus.bits(rng, weights);
      var sign = Stimulus.bits(rng, weights);
      array.step(List.of(Values.of(true), Values.of(step == 0), Values.of(step == steps - 1), act, mask, sign, Values.of(false), Values.of(0)));
      for (int o = 0; o < shape.tco(); o++) {
        for (int c = 0; c < shape.tci(); c++) {
          int m = mask.testBit(c * shape.tco() + o) ? 1 : 0;
          int s = sign.testBit(c * shape.tco() + o) ? 1 : 0;
          negative[o] += m * s;
          for (int p = 0; p < shape.pixels(); p++) sums[o][p] += m * (1 - 2 * s) * Values.slice(act, 8 * (c * shape.pixels() + p), 8).intValueExact();
        }
      }
    }
    for (int o = 0; o < shape.tco(); o++) {
      var none = BigInteger.ZERO;
      var drained = array.step(List.of(none, none, none, none, none, none, BigInteger.ONE, Values.of(o / shape.drain()))).get(0);
      for (int p = 0; p < shape.pixels(); p++) {
        int got = Values.slice(drained, o % shape.drain() * shape.channelBits() + shape.sumLsb(p), 32).intValueExact() - 255 * negative[o];
        if (got != sums[o][p]) return Optional.of("channel " + o + ", pixel " + p + ": expected " + sums[o][p] + ", got " + got);
      }
    }
    return Optional.empty();
  }
}
