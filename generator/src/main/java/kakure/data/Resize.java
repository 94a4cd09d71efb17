// SPDX-License-Identifier: Apache-2.0
package kakure.data;

import kakure.network.Shape;

/**
 * y[j] = sum over i of w(j, i) x[i], rows and then columns: a triangle as wide as a pixel of the smaller image, so that nothing between the pixels of a reduced image is lost. Weights are rounded to 22 bits and sums to u8 after
 * either direction, as Pillow's resize(BILINEAR) does it, which most who train use.
 */
final class Resize {
  private static final int BITS = 22;

  /** Weights of the pixels {@code first} and on, for every pixel of the result. */
  private record Line(int[] first, int[][] weights) {}

  private Resize() {}

  /** The image in another size, of as many channels. */
  static byte[] apply(byte[] from, Shape in, Shape out) {
    int rows = in.channels() * in.height();
    byte[] wide = in.width() == out.width() ? from : new byte[rows * out.width()];
    if (wide != from) {
      Line line = line(in.width(), out.width());
      for (int r = 0; r < rows; r++)
        for (int x = 0; x < out.width(); x++) wide[r * out.width() + x] = sum(line, x, from, r * in.width(), 1);
    }
    if (in.height() == out.height()) return wide;
    byte[] to = new byte[out.elements()];
    Line line = line(in.height(), out.height());
    for (int c = 0; c < in.channels(); c++)
      for (int y = 0; y < out.height(); y++)
        for (int x = 0; x < out.width(); x++) to[(c * out.height() + y) * out.width() + x] = sum(line, y, wide, c * in.height() * out.width() + x, out.width());
    return to;
  }

  private static byte sum(Line line, int j, byte[] from, int base, int step) {
    int[] w = line.weights()[j];
    int at = base + line.first()[j] * step;
    int sum = 1 << BITS - 1;
    for (int i = 0; i < w.length; i++, at += step) sum += w[i] * (from[at] & 255);
    return (byte) Math.min(255, sum >> BITS);
  }

  private static Line line(int in, int out) {
    var line = new Line(new int[out], new int[out][]);
    double scale = (double) in / out;
    double support = Math.max(scale, 1);
    for (int j = 0; j < out; j++) {
      double centre = (j + .5) * scale;
      int first = Math.max(0, (int) (centre - support + .5));
      int end = Math.min(in, (int) (centre + support + .5));
      double[] w = new double[end - first];
      double all = 0;
      for (int i = 0; i < w.length; i++) all += w[i] = Math.max(0, 1 - Math.abs((i + first - centre + .5) / support));
      line.first()[j] = first;
      line.weights()[j] = new int[w.length];
      for (int i = 0; i < w.length; i++) line.weights()[j][i] = (int) (.5 + w[i] / all * (1 << BITS));
    }
    return line;
  }
}
