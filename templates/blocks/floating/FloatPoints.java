// SPDX-License-Identifier: Apache-2.0
package blocks.floating;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeSet;
import kakure.golden.FloatFormat;

/** Where operations of a floating-point format are tried before random points: all pairs of the values at which something begins or ends. */
public final class FloatPoints {
  private FloatPoints() {}

  /** Every pair of the format's corner values, both signs, mixed: whoever takes the first few has some of each kind. */
  public static List<long[]> pairs(FloatFormat format) {
    var values = corners(format);
    var all = new ArrayList<long[]>();
    for (long a : values) for (long b : values) all.add(new long[] {a, b});
    Collections.shuffle(all, new Random(1));
    return all;
  }

  /** Zero, subnormals, the least normals, values around 1, the largest ones, infinity and NaN, in both signs. */
  public static List<Long> corners(FloatFormat format) {
    long one = format.bias() << format.fractionBits();
    var magnitudes = new TreeSet<Long>();
    for (long at : new long[] {0, format.leastNormal(), one, format.limit(), format.magnitudeMask()}) {
      for (int near = -2; near <= 2; near++) magnitudes.add(at + near & format.magnitudeMask());
    }
    magnitudes.add(format.fractionMask() >>> 1);
    magnitudes.add(one | format.fractionMask() >>> 1);
    magnitudes.add(one | 1L << format.fractionBits() - 1);
    magnitudes.add((one >>> 1) & ~format.fractionMask() | format.fractionMask());
    var all = new ArrayList<Long>();
    for (long magnitude : magnitudes) {
      all.add(magnitude);
      all.add(magnitude | format.signMask());
    }
    return all;
  }

  /** A random value, six times in eight with an exponent around that of 1, so that sums of products stay finite and see many terms, and once just above the least normal number, where differences vanish. */
  public static BigInteger nearOne(FloatFormat format, SplittableRandom rng) {
    long raw = rng.nextLong() & (format.signMask() | format.magnitudeMask());
    long spread = Math.min(4, format.bias()), choice = rng.nextInt(8);
    long field = choice == 1 ? 1 + rng.nextLong(2) : format.bias() - spread + rng.nextLong(2 * spread);
    if (choice != 0) raw = raw & (format.signMask() | format.fractionMask()) | field << format.fractionBits();
    return new BigInteger(Long.toUnsignedString(raw));
  }

  /** A random format of 4 to 40 bits. */
  public static FloatFormat format(SplittableRandom rng) {
    return new FloatFormat(rng.nextInt(2, 12), rng.nextInt(1, 29), FloatFormat.Specials.values()[rng.nextInt(3)]);
  }
}
