// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.Objects;
import kakure.network.Images;
import kakure.network.Shape;

/**
 * Labelled images.
 *
 * @param shape of an image
 * @param pixels unsigned bytes, image after image, each as {@link Shape} orders it; not copied
 * @param labels unsigned bytes, one per image; not copied
 */
public record Samples(Shape shape, byte[] pixels, byte[] labels) {
  /** @throws IllegalArgumentException if the numbers of pixels and labels do not fit */
  public Samples {
    Objects.requireNonNull(shape);
    if ((long) labels.length * shape.elements() != pixels.length) throw new IllegalArgumentException(labels.length + " labels need " + (long) labels.length * shape.elements() + " pixels of images of " + shape + ", not " + pixels.length);
  }

  /** The images of a data set. */
  public static Samples of(Images data) {
    return new Samples(data.shape(), data.pixels(), data.labels());
  }

  /** Images. */
  public int count() {
    return labels.length;
  }
}
