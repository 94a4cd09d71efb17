// SPDX-License-Identifier: Apache-2.0
package blocks.array.pick;

import java.util.List;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.FunctionModel;
import kakure.spec.Law;

/** Checks of {@link PickDecode}: all three sizes of a group. */
public final class PickDecodeSpec implements BlockSpec<PickDecode> {
  @Override
  public String name() {
    return "pickdecode";
  }

  @Override
  public String summary() {
    return "a one-of-G index decoded for all pixels: one-hot choice and the kept weight's sign";
  }

  @Override
  public PickDecode usual() {
    return new PickDecode(4);
  }

  @Override
  public List<PickDecode> corners() {
    return List.of(new PickDecode(2), new PickDecode(4), new PickDecode(8));
  }

  @Override
  public PickDecode random(SplittableRandom rng) {
    return new PickDecode(2 << rng.nextInt(3));
  }

  @Override
  public FunctionModel golden(PickDecode block) {
    return FunctionModel.combinational((in, out) -> picked(in[0] == 1, (int) in[1], in[2], out));
  }

  @Override
  public List<Law> laws() {
    return List.of(Law.equal("channel 2 of signs 0b0100 is picked, and negative", () -> List.of(4L, 1L), () -> picked(true, 2, 4)));
  }

  private static void picked(boolean enable, int index, long signs, long[] out) {
    out[0] = enable ? 1L << index : 0;
    out[1] = enable ? signs >> index & 1 : 0;
  }

  private static List<Long> picked(boolean enable, int index, long signs) {
    var out = new long[2];
    picked(enable, index, signs, out);
    return List.of(out[0], out[1]);
  }
}
