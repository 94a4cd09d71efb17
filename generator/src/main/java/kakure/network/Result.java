// SPDX-License-Identifier: Apache-2.0
package kakure.network;

/**
 * What a node hands on: a map of integers, and between which two they lie.
 *
 * @param shape of the map
 * @param least value that an element can have
 * @param most value that an element can have
 */
public record Result(Shape shape, int least, int most) {
  /** @throws IllegalArgumentException if {@code least} is above {@code most} */
  public Result {
    if (least > most) throw new IllegalArgumentException("values from " + least + " to " + most);
  }

  /** Activations: unsigned, 8 bits. */
  public static Result u8(Shape shape) {
    return new Result(shape, 0, 255);
  }

  /** Whether an element takes an unsigned byte. */
  public boolean isU8() {
    return least >= 0 && most <= 255;
  }

  /** "32 x 28 x 28 of 0 to 255". */
  @Override
  public String toString() {
    return shape + " of " + least + " to " + most;
  }
}
