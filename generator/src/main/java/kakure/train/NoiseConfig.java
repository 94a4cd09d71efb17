// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.Locale;

/**
 * Noise of the converters that read the lines of a computing memory, as a training meets it: in the forward pass only.
 *
 * @param ones root of the mean square of a conversion's noise, 0 to 45; 0 for none
 * @param rows of a segment, whose ones are converted together: 1 to 1,024
 */
public record NoiseConfig(double ones, int rows) {
  /** No noise. */
  public static final NoiseConfig NONE = new NoiseConfig(0, 64);

  /** Deviation of the noise of amplitude 1: z = popcount of 32 fair bits - 16. */
  private static final double DEVIATION = Math.sqrt(8);
  private static final int MOST = 45;
  private static final int FAIR = 32;

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
   * The mean square of what noise makes of a conversion with a step of one, whose code is floor((256 n + A z + 128) / 256): the sum over z of P(z) floor((A z + 128) / 256)^2. Rounding takes noise away that stays
   * below half a one, and adds to what does not; that a code is never negative is left out.
   */
  public double meanSquare() {
    double sum = 0, ways = 1;
    for (int k = 0; k <= FAIR; k++) {
      int error = Math.floorDiv(amplitude() * (k - FAIR / 2) + 128, 256);
      sum += ways * error * error;
      ways = ways * (FAIR - k) / (k + 1);
    }
    return sum / (1L << FAIR);
  }
}
