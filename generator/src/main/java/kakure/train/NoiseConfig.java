// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.Locale;
import kakure.BadInput;

/**
 * Noise of the converters that read the lines of a computing memory, as a training meets it: in the forward pass only.
 *
 * @param ones root of the mean square of a conversion's noise, 0 to 45; 0 for none
 * @param rows of a segment, whose ones are converted together: 1 to 1,024
 * @param step what a code stands for
 */
public record NoiseConfig(double ones, int rows, Step step) {
  /** The full scale of a converter whose bits are enough to be exact without noise. */
  public enum Step {
    /** The rows of a segment: a step of half a one or more. */
    GEOMETRIC,
    /** The highest code: a step of one. */
    AUTO
  }


  /** No noise. */
  public static final NoiseConfig NONE = new NoiseConfig(0, 64, Step.GEOMETRIC);

  /** Deviation of the noise of amplitude 1: z = popcount of 32 fair bits - 16. */
  private static final double DEVIATION = Math.sqrt(8);
  private static final int MOST = 45;
  private static final int FAIR = 32;

  /**
   * The noise of these values.
   *
   * @param fullScale "geometric" or "auto"
   * @throws BadInput for another word
   */
  public static NoiseConfig parse(double ones, int rows, String fullScale) {
    for (Step s : Step.values()) if (s.name().toLowerCase(Locale.ROOT).equals(fullScale)) return new NoiseConfig(ones, rows, s);
    throw new BadInput("noise full scale \"" + fullScale + "\": must be geometric or auto");
  }

  /** @throws IllegalArgumentException if a value is out of range */
  public NoiseConfig {
    if (!(ones >= 0 && ones <= MOST)) throw new IllegalArgumentException(String.format(Locale.ROOT, "noise %s: must be 0 to %d ones, the root mean square of a conversion (0.25 is a quarter of a one)", ones, MOST));
    if (rows < 1 || rows > 1024) throw new IllegalArgumentException("segment rows " + rows + ": must be 1 to 1024");
  }

  /** The converter's amplitude A, in 1/256 ones: the nearest, as a macro has no other. */
  public int amplitude() {
    return (int) Math.round(ones * 256 / DEVIATION);
  }

  /**
   * The variance of what a converter reads in the place of n, with B = the bits of {@code rows}, so that without noise it is exact, M = 2^B - 1, and a full scale FS of as many ones as rows, or of M: read = floor((2 code FS + M) / (2 M)) of
   * code = clamp(floor(((256 n + A z) M + 128 FS) / (256 FS)), 0, M), z the ones of 32 fair bits less 16. The mean of n = 0 and n = 1, which lines carry most; there a mean error is the same and cancels between the lines of
   * a pair. Where the step FS / M is one, rounding takes away what stays below half a one; a step of half a one lets a quarter pass.
   */
  public double variance() {
    return (variance(0) + variance(1)) / 2;
  }

  private double variance(int ones) {
    double sum = 0, squares = 0, share = 0x1p-32;
    for (int k = 0; k <= FAIR; k++) {
      int read = read(ones, k - FAIR / 2);
      sum += share * read;
      squares += share * read * read;
      share = share * (FAIR - k) / (k + 1);
    }
    return squares - sum * sum;
  }

  private int read(int ones, int z) {
    long most = (1L << 32 - Integer.numberOfLeadingZeros(rows)) - 1;
    long scale = step == Step.AUTO ? most : rows;
    long code = Math.max(0, Math.min(most, Math.floorDiv((256L * ones + (long) amplitude() * z) * most + 128L * scale, 256L * scale)));
    return (int) ((2 * code * scale + most) / (2 * most));
  }
}
