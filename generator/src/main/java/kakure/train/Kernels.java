// SPDX-License-Identifier: Apache-2.0
package kakure.train;

/**
 * The loops that cost the time, over groups of {@value #LANES} images: element i of a map is the {@value #LANES} floats from i on, one per image.
 *
 * <p>Every implementation works lane by lane in the same order with the same roundings (fused multiply-add where {@code fma} is written), so all give
 * the same bytes. No loop sums across lanes. Offsets are in floats; steps are multiples of {@value #LANES}.
 */
interface Kernels extends Products {
  /** Images per group. */
  int LANES = 16;

  /** What runs, for the user: "scalar" or the vector width. */
  String name();

  /** sums[s..] += x, sums[s + LANES..] += x x (fused), over n elements of x. */
  void moments(float[] x, int i, int n, float[] sums, int s);

  /** y = round(min(max(fma(x, scale, shift), 0), 255)), ties to even. */
  void quantise(float[] x, int i, float scale, float shift, float[] y, int o, int n);

  /**
   * The straight-through gradient of {@link #quantise}: with v = fma(x, scale, shift), g = 0 where v is not inside (0, 255);
   * sums[s..] += g, sums[s + LANES..] += g v (fused).
   */
  void clipGradient(float[] x, int i, float scale, float shift, float[] g, int o, int n, float[] sums, int s);

  /** g = fma(g, a, fma(x, b, c)). */
  void blend(float[] x, int i, float a, float b, float c, float[] g, int o, int n);

  /** y[p] = max of the 2 x 2 window at top[2p], top[2p + 1], bottom[2p], bottom[2p + 1]. */
  void pool(float[] x, int top, int bottom, float[] y, int o, int n);

  /** gx = gy where x is the first maximum of its 2 x 2 window (row by row), else 0; x holds integers. */
  void unpool(float[] x, int top, int bottom, float[] gy, int o, int n, float[] gx, int gTop, int gBottom);
}
