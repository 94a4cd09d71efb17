// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import kakure.network.Shape;
import kakure.network.Window;

/**
 * A layer's sizes. A fully connected layer is its whole map's kernel, with a stride of the map, so that backwards every tap belongs to one input pixel, as for any stride.
 *
 * @param in the map read
 * @param out the map of accumulators
 * @param window kernel, stride and padding
 * @param strideY from an output row to the next
 * @param strideX from an output column to the next
 */
record Geometry(Shape in, Shape out, Window window, int strideY, int strideX) {
  /** Pixels of a row that one block of registers covers at most. */
  static final int BLOCK = 16;
  /** What a block's reads may take, in floats: 24 KiB, half a first-level cache of 48 KiB, or most of one of 32. */
  private static final int CHUNK = 6144;

  static Geometry of(Shape in, NetSpec.Item item) {
    return of(in, item.full() ? null : Window.square(item.kernel(), item.stride(), (item.kernel() - 1) / 2), item.outputs());
  }

  /** @param given null for the whole map */
  static Geometry of(Shape in, Window given, int outputs) {
    Window window = given == null ? Window.whole(in) : given;
    return new Geometry(in, window.over(in, outputs), window, given == null ? in.height() : window.stride(), given == null ? in.width() : window.stride());
  }

  int kernelHeight() {
    return window.kernelHeight();
  }

  int kernelWidth() {
    return window.kernelWidth();
  }

  /** The same on all sides. */
  int pad() {
    return window.padTop();
  }

  int taps() {
    return window.taps();
  }

  /** Zeros that the gradient of the accumulators needs around it, so that backwards no pixel needs a check. */
  int gradientBorder() {
    int low = Math.max(before(kernelHeight(), strideY), before(kernelWidth(), strideX));
    int high = Math.max(beyond(in.height(), strideY, out.height()), beyond(in.width(), strideX, out.width()));
    return Math.max(0, Math.max(low, high));
  }

  private int before(int kernel, int stride) {
    return -Math.floorDiv(pad() - kernel + 1 + stride - 1, stride);
  }

  private int beyond(int side, int stride, int outSide) {
    return (side - 1 + pad()) / stride - (outSide - 1);
  }

  /** Pixels per block of a row of {@code width}. */
  static int block(int width) {
    return width % 14 == 0 ? 14 : Math.min(width, BLOCK);
  }

  /** Input channels per chunk, forward. */
  int forwardChunk() {
    int span = (block(out.width()) - 1) * strideX + kernelWidth();
    return out.pixels() == 1 ? in.channels() : Math.max(1, CHUNK / (span * kernelHeight() * Kernels.LANES));
  }

  /** Output channels per chunk, backward. */
  int backwardChunk() {
    int span = block((in.width() + strideX - 1) / strideX) + (kernelWidth() - 1) / strideX;
    return Math.max(1, CHUNK / (span * ((kernelHeight() - 1) / strideY + 1) * Kernels.LANES));
  }

  /** Offsets from input pixel (0, 0) of channel 0 to what each (c, t) reads for output pixel (0, 0). */
  int[] reach(Planes from) {
    int[] reach = new int[in.channels() * taps()];
    for (int c = 0, i = 0; c < in.channels(); c++)
      for (int ky = 0; ky < kernelHeight(); ky++)
        for (int kx = 0; kx < kernelWidth(); kx++, i++) reach[i] = c * from.plane() + (ky - pad()) * from.row() + (kx - pad()) * Kernels.LANES;
    return reach;
  }
}
