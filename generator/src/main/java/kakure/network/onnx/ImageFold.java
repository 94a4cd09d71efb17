// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import kakure.network.Mask;
import kakure.network.Shape;
import kakure.network.Window;

/**
 * A convolution of the image as it is computed where metadata fold it: over a picture that the host lays out anew ({@link kakure.network.Intake}), with the weights in that order. The order of its random signs is that of the folded
 * kernel.
 *
 * @param fold of the picture
 * @param window of the layer over the image
 * @param weights (o, c, t) at (o inputs + c) taps + t
 */
record ImageFold(Window fold, Window window, float[] weights) {
  /** Space to depth: 2x2 pixels of a channel become four channels, rows first. */
  static final String DEPTH = "s2d2";
  /** What the taps see become channels, and the kernel 1x1. */
  static final String TAPS = "taps";

  private static final int MOST_CHANNELS = 4;

  /**
   * Folds a convolution.
   *
   * @param kind {@link #DEPTH} or {@link #TAPS}
   * @param w its window over the picture
   * @param stored weight (o, c, t) at (o inputs + c) taps + t
   * @throws IllegalArgumentException if it cannot be folded so
   */
  static ImageFold of(String kind, Window w, Shape picture, int outputs, float[] stored) {
    if (kind.equals(TAPS)) return new ImageFold(w, Window.square(1, 1, 0), stored);
    if (w.stride() != 2 || picture.channels() > MOST_CHANNELS) throw new IllegalArgumentException(DEPTH + " is for a stride of 2 and an image of at most " + MOST_CHANNELS + " channels, not for stride " + w.stride() + " over " + picture);
    if (picture.height() % 2 != 0 || picture.width() % 2 != 0) throw new IllegalArgumentException(DEPTH + " needs an image of even sides, not " + picture);
    var out = w.over(picture, outputs);
    var rows = Side.of(w.kernelHeight(), w.padTop(), picture.height(), out.height());
    var columns = Side.of(w.kernelWidth(), w.padLeft(), picture.width(), out.width());
    var window = new Window(rows.kernel, columns.kernel, 1, rows.before, columns.before, rows.after, columns.after);
    if ((long) outputs * 4 * picture.channels() * window.taps() > Mask.MAX_WEIGHTS) throw new IllegalArgumentException("has more than " + Mask.MAX_WEIGHTS + " weights when folded");
    return new ImageFold(Window.square(2, 2, 0), window, spread(stored, outputs * picture.channels(), w, window, rows.shift, columns.shift));
  }

  /** Every kernel of the picture as four of half its sides. */
  private static float[] spread(float[] stored, int kernels, Window w, Window window, int down, int right) {
    var weights = new float[kernels * 4 * window.taps()];
    for (int k = 0, i = 0; k < kernels; k++)
      for (int ky = down; ky < down + w.kernelHeight(); ky++)
        for (int kx = right; kx < right + w.kernelWidth(); kx++) weights[(4 * k + ky % 2 * 2 + kx % 2) * window.taps() + ky / 2 * window.kernelWidth() + kx / 2] = stored[i++];
    return weights;
  }

  /**
   * A side of the kernel in pairs of pixels.
   *
   * @param shift 1 where the first pair begins a pixel before the kernel
   */
  private record Side(int kernel, int before, int after, int shift) {
    static Side of(int kernel, int before, int picture, int out) {
      int shift = before % 2, pairs = (kernel + shift + 1) / 2, pad = (before + 1) / 2;
      return new Side(pairs, pad, out - 1 - picture / 2 - pad + pairs, shift);
    }
  }
}
