// SPDX-License-Identifier: Apache-2.0
package kakure.host;

import java.util.SplittableRandom;

/**
 * The image that the test bench runs.
 *
 * @param bytes as the hardware reads them, channels x height x width
 * @param source where it is from, for the index: "seed 1", a file's name
 */
public record TestImage(byte[] bytes, String source) {
  private static final long SEED = 1;

  /** An image of so many bytes, all made from a fixed seed. */
  public static TestImage made(int bytes) {
    var image = new byte[bytes];
    new SplittableRandom(SEED).nextBytes(image);
    return new TestImage(image, "seed " + SEED);
  }
}
