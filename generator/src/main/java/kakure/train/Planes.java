// SPDX-License-Identifier: Apache-2.0
package kakure.train;

/**
 * Where element (c, y, x) of a group of images stands: {@link #at}; the {@link Kernels#LANES} floats from there on are the images.
 *
 * @param channels of the map
 * @param height of the map
 * @param width of the map
 * @param border rows and columns of zeros on each side
 */
record Planes(int channels, int height, int width, int border) {
  /** Aligns vectors to cache lines where the array itself starts a region of the heap, as large ones do in G1 (16 bytes of header); elsewhere it costs nothing. */
  private static final int ORIGIN = 12;

  /** Floats from a row to the next. */
  int row() {
    return (width + 2 * border) * Kernels.LANES;
  }

  /** Floats from a channel to the next. */
  int plane() {
    return (height + 2 * border) * row();
  }

  /** Floats of an array that holds it; may exceed an int if the map is too large. */
  long size() {
    return ORIGIN + (long) channels * (height + 2L * border) * (width + 2L * border) * Kernels.LANES;
  }

  /** Index of the first image's element; y and x may reach into the border. */
  int at(int c, int y, int x) {
    return ORIGIN + c * plane() + (y + border) * row() + (x + border) * Kernels.LANES;
  }

  /** An array of zeros per group. */
  float[][] allocate(int groups) {
    return new float[groups][(int) size()];
  }
}
