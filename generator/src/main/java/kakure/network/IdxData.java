// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.Arrays;
import java.util.Objects;

/**
 * Labelled grey images, as the IDX files of MNIST form hold them.
 *
 * @param height rows, 1 to 4,096
 * @param width columns, 1 to 4,096
 * @param pixels u8, image after image, row after row
 * @param labels one per image, 0 to 255
 */
public record IdxData(int height, int width, byte[] pixels, byte[] labels) {
  /** Pixel bytes of the largest set that is read: 2^30. */
  public static final long MAX_BYTES = 1L << 30;

  /** @throws IllegalArgumentException if there are not height x width pixels per label */
  public IdxData {
    Objects.requireNonNull(pixels);
    if (height < 1 || height > 4096 || width < 1 || width > 4096) throw new IllegalArgumentException("images of " + height + " x " + width + ": each side must be 1 to 4096");
    if ((long) labels.length * height * width != pixels.length) throw new IllegalArgumentException(pixels.length + " pixels are not " + labels.length + " images of " + height + " x " + width);
  }

  /** Which half of a data set. */
  public enum Part {
    /** Files {@code train-images-idx3-ubyte} and {@code train-labels-idx1-ubyte}. */
    TRAIN("train"),
    /** Files {@code t10k-images-idx3-ubyte} and {@code t10k-labels-idx1-ubyte}. */
    TEST("t10k");

    private final String prefix;

    Part(String prefix) {
      this.prefix = prefix;
    }

    /** Start of the files' names. */
    public String prefix() {
      return prefix;
    }
  }

  /** Images. */
  public int count() {
    return labels.length;
  }

  /** One channel. */
  public Shape shape() {
    return new Shape(1, height, width);
  }

  /** A copy of image i's pixels. */
  public byte[] image(int i) {
    int n = height * width;
    Objects.checkIndex(i, count());
    return Arrays.copyOfRange(pixels, i * n, (i + 1) * n);
  }

  /** Label of image i, 0 to 255. */
  public int label(int i) {
    return labels[i] & 255;
  }

  /** The first {@code n} images, or all of them. */
  public IdxData first(int n) {
    return n >= count() ? this : new IdxData(height, width, Arrays.copyOf(pixels, n * height * width), Arrays.copyOf(labels, n));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IdxData d && height == d.height && width == d.width && Arrays.equals(pixels, d.pixels) && Arrays.equals(labels, d.labels);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(pixels) + 31 * Arrays.hashCode(labels);
  }

  @Override
  public String toString() {
    return count() + " images of " + height + " x " + width;
  }
}
