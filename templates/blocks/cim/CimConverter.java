// SPDX-License-Identifier: Apache-2.0
package blocks.cim;

import kakure.golden.SignGenerator;
import kakure.kernel.Ranges;

/**
 * An analog converter of a column, integers only: code = clamp(floor((v M + 128 FS) / (256 FS)), 0, M) with v = 256 n + A z, and read = floor((2 code FS + M) / (2 M)).
 *
 * <p>M = 2^bits - 1, n the ones on the line, z = popcount(r) - 16 of a word r of the converter's xorshift32 lane: mean 0, deviation 2.83.
 * Without noise what is read is n for all n up to FS if and only if 2^bits &gt; FS.
 *
 * @param bits B of a code, 1 to 12
 * @param fullScale FS in ones, 1 to 4096
 * @param noise amplitude A in 1/256 ones, 0 to 4096
 */
public record CimConverter(int bits, int fullScale, int noise) {
  /** Checks the ranges. */
  public CimConverter {
    Ranges.check("converterBits", bits, 1, 12);
    Ranges.check("fullScale", fullScale, 1, 4096);
    Ranges.check("noise", noise, 0, 4096);
  }

  /** The bits that convert without an error what a full scale of so many ones can hold. */
  public static int exactBits(int fullScale) {
    return Ranges.bits(fullScale);
  }

  /** The highest code. */
  public int highest() {
    return (1 << bits) - 1;
  }

  /** The code of {@code ones} on the line, 0 to {@link #highest}; {@code word} is its lane's next. */
  public int code(int ones, int word) {
    long v = 256L * ones + (long) noise * (Integer.bitCount(word) - 16);
    return (int) Math.max(0, Math.min(highest(), Math.floorDiv(v * highest() + 128L * fullScale, 256L * fullScale)));
  }

  /** What is reckoned with in the place of the ones, 0 to {@link #fullScale}. */
  public int read(int code) {
    return (2 * code * fullScale + highest()) / (2 * highest());
  }

  /** Code and back. */
  public int converted(int ones, int word) {
    return read(code(ones, word));
  }

  /**
   * The state of a macro's noise lanes before the first conversion: lane c of layer 0 of a network of this seed. A conversion steps its lane, and takes the word it then holds.
   *
   * @param seed of the whole macro
   * @param lanes one per column, then one per group for its reference column
   */
  public static int[] lanes(int seed, int lanes) {
    var all = new int[lanes];
    for (int c = 0; c < lanes; c++) all[c] = SignGenerator.start(SignGenerator.base(seed, 0), c);
    return all;
  }
}
