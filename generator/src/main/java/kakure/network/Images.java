// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.Arrays;
import java.util.Objects;

/**
 * Images of one shape, labelled or not.
 *
 * @param shape of an image: 1 channel for grey, 3 for red, green and blue
 * @param pixels u8, image after image, each as {@link Shape} orders it; not copied
 * @param labels one per image, 0 to 255, or none at all; not copied
 */
public record Images(Shape shape, byte[] pixels, byte[] labels) {
  /** Pixel bytes of the largest set that is read: 2^30. */
  public static final long MAX_BYTES = 1L << 30;

  /** @throws IllegalArgumentException if there are not as many pixels as the labels need */
  public Images {
    Objects.requireNonNull(shape);
    boolean unlabelled = labels.length == 0 && pixels.length % shape.elements() == 0;
    if (!unlabelled && (long) labels.length * shape.elements() != pixels.length) throw new IllegalArgumentException(pixels.length + " pixels are not " + labels.length + " images of " + shape);
  }

  /** Images of one channel. */
  public static Images grey(int height, int width, byte[] pixels, byte[] labels) {
    return new Images(new Shape(1, height, width), pixels, labels);
  }

  /** Images. */
  public int count() {
    return pixels.length / shape.elements();
  }

  /** Whether it is known what they show. */
  public boolean labelled() {
    return labels.length > 0;
  }

  /** A copy of image i's pixels. */
  public byte[] image(int i) {
    int n = shape.elements();
    Objects.checkIndex(i, count());
    return Arrays.copyOfRange(pixels, i * n, (i + 1) * n);
  }

  /** Label of image i, 0 to 255. @throws IndexOutOfBoundsException where there are none */
  public int label(int i) {
    return labels[i] & 255;
  }

  /** The first {@code n} images, or all of them. */
  public Images first(int n) {
    return n >= count() ? this : new Images(shape, Arrays.copyOf(pixels, n * shape.elements()), Arrays.copyOf(labels, Math.min(n, labels.length)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Images d && shape.equals(d.shape) && Arrays.equals(pixels, d.pixels) && Arrays.equals(labels, d.labels);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(pixels) + 31 * Arrays.hashCode(labels);
  }

  @Override
  public String toString() {
    return count() + " images of " + shape;
  }
}
