// SPDX-License-Identifier: Apache-2.0
package blocks.engine.requantise;

import java.math.BigInteger;
import kakure.spec.Word;

/**
 * Requantise parameters of an output channel: y = clamp((acc mul + add) &gt;&gt; sh, 0, 255).
 *
 * @param mul factor
 * @param add addend: rounding term, correction of the array's inverted terms and the network's own constant
 * @param sh bits that are shifted out
 */
public record Scale(long mul, long add, int sh) {
  private static final Word.Builder OF = new Word.Builder("requantise parameters");

  /** The fields. */
  public static final Word.Field MUL = OF.signed("mul", 16, "factor");
  public static final Word.Field ADD = OF.signed("add", 42, "addend, rounding term and correction of inverted terms included");
  public static final Word.Field SH = OF.unsigned("sh", 5, "bits that are shifted out");

  /** The whole word, one a beat of {@code rqc}. */
  public static final Word WORD = OF.build();

  /** Checks the ranges: {@code IllegalArgumentException} with field, value and range. */
  public Scale {
    MUL.put(mul);
    ADD.put(add);
    SH.put(sh);
  }

  /** What a word says. */
  public static Scale of(BigInteger word) {
    return of(word.longValue());
  }

  /** What a word says. */
  public static Scale of(long word) {
    return new Scale(MUL.in(word), ADD.in(word), (int) SH.in(word));
  }

  /** The parameters as a word. */
  public long word() {
    return MUL.put(mul) | ADD.put(add) | SH.put(sh);
  }

  /** acc mul + add, exactly. */
  public BigInteger sum(BigInteger acc) {
    return acc.multiply(BigInteger.valueOf(mul)).add(BigInteger.valueOf(add));
  }
}
