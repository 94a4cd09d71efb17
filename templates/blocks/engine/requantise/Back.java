// SPDX-License-Identifier: Apache-2.0
package blocks.engine.requantise;

import java.math.BigInteger;
import kakure.spec.Word;

/**
 * What of a row that is read back is added to an output channel's sums: r mul &lt;&lt; sh, before the shift and the clamp.
 *
 * @param mul the residual's factor, 0 where nothing is added
 * @param sh bits that the product is moved up
 */
public record Back(long mul, int sh) {
  private static final Word.Builder OF = new Word.Builder("residual parameters");

  /** The fields. */
  public static final Word.Field MUL = OF.signed("back_mul", 16, "factor of what is read back; 0: nothing is added");
  public static final Word.Field SH = OF.unsigned("back_sh", 5, "bits that the product is moved up");

  /** The whole word, above the 64 bits of {@link Scale} in a beat of {@code rqc}. */
  public static final Word WORD = OF.build();

  /** Nothing is added. */
  public static final Back NONE = new Back(0, 0);

  /** Checks the ranges: {@code IllegalArgumentException} with field, value and range. */
  public Back {
    MUL.put(mul);
    SH.put(sh);
  }

  /** What a word says. */
  public static Back of(long word) {
    return new Back(MUL.in(word), (int) SH.in(word));
  }

  /** The parameters as a word. */
  public long word() {
    return MUL.put(mul) | SH.put(sh);
  }

  /** r mul &lt;&lt; sh, exactly. */
  public BigInteger term(BigInteger r) {
    return r.multiply(BigInteger.valueOf(mul)).shiftLeft(sh);
  }
}
