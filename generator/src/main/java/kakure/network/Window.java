// SPDX-License-Identifier: Apache-2.0
package kakure.network;

/**
 * What a layer's kernel sees: out (y, x), tap t = ky kernelWidth + kx reads in (y stride + ky - padTop, x stride + kx - padLeft), 0 outside the map.
 *
 * @param kernelHeight 1 to 4,096
 * @param kernelWidth 1 to 4,096
 * @param stride 1 to 16, the same both ways
 * @param padTop 0 to kernelHeight - 1
 * @param padLeft 0 to kernelWidth - 1
 * @param padBottom 0 to kernelHeight - 1
 * @param padRight 0 to kernelWidth - 1
 */
public record Window(int kernelHeight, int kernelWidth, int stride, int padTop, int padLeft, int padBottom, int padRight) {
  /** @throws IllegalArgumentException if a value is out of range */
  public Window {
    if (kernelHeight < 1 || kernelHeight > 4096 || kernelWidth < 1 || kernelWidth > 4096) throw new IllegalArgumentException("kernel " + kernelHeight + "x" + kernelWidth + ": each side must be 1 to 4096");
    if (stride < 1 || stride > 16) throw new IllegalArgumentException("stride " + stride + ": must be 1 to 16");
    if (padTop < 0 || padTop >= kernelHeight || padBottom < 0 || padBottom >= kernelHeight || padLeft < 0 || padLeft >= kernelWidth || padRight < 0 || padRight >= kernelWidth)
      throw new IllegalArgumentException("padding " + padTop + "," + padLeft + "," + padBottom + "," + padRight + " (top, left, bottom, right) of a " + kernelHeight + "x" + kernelWidth + " kernel: each must be 0 or more and less than the kernel's side");
  }

  /** A square kernel, padded alike on all sides. */
  public static Window square(int kernel, int stride, int pad) {
    return new Window(kernel, kernel, stride, pad, pad, pad, pad);
  }

  /** The window of a fully connected layer behind this map: the whole of it, at one place. */
  public static Window whole(Shape in) {
    return new Window(in.height(), in.width(), 1, 0, 0, 0, 0);
  }

  /** kernelHeight x kernelWidth. */
  public int taps() {
    return kernelHeight * kernelWidth;
  }

  /**
   * The shape that {@code channels} such kernels make of a map.
   *
   * @throws IllegalArgumentException if the kernel is larger than the padded map, or a map is larger than {@link Shape#MAX_ELEMENTS}
   */
  public Shape over(Shape in, int channels) {
    int height = in.height() + padTop + padBottom - kernelHeight;
    int width = in.width() + padLeft + padRight - kernelWidth;
    if (height < 0 || width < 0) throw new IllegalArgumentException("a " + kernelHeight + "x" + kernelWidth + " kernel is larger than its padded map of " + in);
    if ((long) in.channels() * (height + kernelHeight) * (width + kernelWidth) > Shape.MAX_ELEMENTS) throw new IllegalArgumentException("a map of " + in + " with its padding of " + padTop + "," + padLeft + "," + padBottom + "," + padRight + " is larger than " + Shape.MAX_ELEMENTS + " elements");
    return new Shape(channels, height / stride + 1, width / stride + 1);
  }
}
