// SPDX-License-Identifier: Apache-2.0
package blocks.array.pick;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import kakure.kernel.Ranges;
import kakure.spec.BlockSpec;
import kakure.spec.FunctionModel;
import kakure.spec.Law;
import kakure.spec.Longs;
import kakure.spec.Space;

/** Checks of {@link PickPe}: one bit, widths beside powers of two, all sizes of a group; the choice is one-hot or nothing, as its decoder gives it. */
public final class PickPeSpec implements BlockSpec<PickPe> {
  @Override
  public String name() {
    return "pickpe";
  }

  @Override
  public String summary() {
    return "element of the one-of-G array: keeps or inverts one of G activations";
  }

  @Override
  public PickPe usual() {
    return new PickPe(8, 4);
  }

  @Override
  public List<PickPe> corners() {
    return List.of(new PickPe(1, 2), new PickPe(3, 8), new PickPe(8, 4), new PickPe(64, 2));
  }

  @Override
  public PickPe random(SplittableRandom rng) {
    return new PickPe(rng.nextInt(1, 65), 2 << rng.nextInt(3));
  }

  @Override
  public FunctionModel golden(PickPe b) {
    return FunctionModel.combinational((in, out) -> out[0] = term(b, in));
  }

  /** Activations, which of them is kept (from G on none is), whether the weight is negative: nothing is both dropped and negative. */
  @Override
  public Space space(PickPe b) {
    int group = b.group();
    var widths = new int[group + 2];
    Arrays.fill(widths, 0, group, b.actBits());
    widths[group] = Ranges.bits(group);
    widths[group + 1] = 1;
    return Space.of(b, (chosen, in) -> {
      System.arraycopy(chosen, 0, in, 0, group);
      boolean kept = chosen[group] < group;
      in[group] = kept ? 1L << chosen[group] : 0;
      in[group + 1] = kept ? chosen[group + 1] : 0;
    }, widths);
  }

  @Override
  public List<Law> laws() {
    return List.of(Law.equal(
        "20, the second of 10, 20, negative: term - 255 = -20", () -> -20,
        () -> (int) term(new PickPe(8, 2), new long[] {10, 20, 2, 1}) - 255));
  }

  private static long term(PickPe b, long[] in) {
    long pick = in[b.group()];
    if (pick == 0) return 0;
    long act = in[Long.numberOfTrailingZeros(pick)];
    return in[b.group() + 1] == 0 ? act : Longs.ones(b.actBits()) - act;
  }
}
