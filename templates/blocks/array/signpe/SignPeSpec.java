// SPDX-License-Identifier: Apache-2.0
package blocks.array.signpe;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.FunctionModel;
import kakure.spec.Law;
import kakure.spec.Longs;

/** Specification of {@link SignPe}. */
public final class SignPeSpec implements BlockSpec<SignPe> {
  @Override
  public String name() {
    return "signpe";
  }

  @Override
  public String summary() {
    return "element of the hidden network: keeps, negates or drops an activation";
  }

  @Override
  public SignPe usual() {
    return new SignPe(8);
  }

  @Override
  public List<SignPe> corners() {
    return List.of(new SignPe(1), new SignPe(3), new SignPe(8), new SignPe(64));
  }

  @Override
  public SignPe random(SplittableRandom rng) {
    return new SignPe(rng.nextInt(1, 65));
  }

  @Override
  public FunctionModel golden(SignPe b) {
    int bits = b.actBits() + 1;
    return FunctionModel.combinational((in, out) -> {
      long act = in[0];
      boolean negative = in[1] == 1, kept = in[2] == 1;
      out[0] = (kept ? negative ? -act : act : 0) & Longs.ones(Math.min(64, bits));
      if (bits > 64) out[1] = kept && negative && act != 0 ? 1 : 0;
    });
  }

  @Override
  public List<Law> laws() {
    return List.of(new Law("in two's complement the product is that of long arithmetic, for every input of 4 bits", SignPeSpec::product));
  }

  private static Optional<String> product() {
    var golden = new SignPeSpec().golden(new SignPe(4));
    var out = new long[1];
    for (int i = 0; i < 64; i++) {
      int act = i & 15;
      int sign = i >> 4 & 1;
      int mask = i >> 5;
      long expected = mask == 0 ? 0 : sign == 1 ? -act : act;
      golden.apply(new long[] {act, sign, mask}, out);
      long actual = out[0] << 59 >> 59;
      if (actual != expected) return Optional.of("act " + act + ", sign " + sign + ", mask " + mask + ": expected " + expected + ", got " + actual);
    }
    return Optional.empty();
  }
}
