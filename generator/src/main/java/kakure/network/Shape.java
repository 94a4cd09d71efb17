// SPDX-License-Identifier: Apache-2.0
package kakure.network;

/**
 * The shape of a feature map; element (c, y, x) stands at (c height + y) width + x.
 *
 * @param channels 1 to 65,536
 * @param height 1 to 4,096
 * @param width 1 to 4,096
 */
public record Shape(int channels, int height, int width) {
  /** Elements of the largest map that is accepted: 2^26, far above ImageNet's largest. */
  public static final int MAX_ELEMENTS = 1 << 26;

  /** @throws IllegalArgumentException if a side or the number of elements is out of range */
  public Shape {
    if (channels < 1 || channels > 65536 || height < 1 || height > 4096 || width < 1 || width > 4096 || (long) channels * height * width > MAX_ELEMENTS)
      throw new IllegalArgumentException("a map of " + channels + " x " + height + " x " + width + " (channels x height x width): channels must be 1 to 65536, height and width 1 to 4096, elements at most " + MAX_ELEMENTS);
  }

  /** channels x height x width. */
  public int elements() {
    return channels * height * width;
  }

  /** height x width. */
  public int pixels() {
    return height * width;
  }

  /** "32 x 28 x 28". */
  @Override
  public String toString() {
    return channels + " x " + height + " x " + width;
  }
}
