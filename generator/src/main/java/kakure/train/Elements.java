// SPDX-License-Identifier: Apache-2.0
package kakure.train;

/** What additions and gates do to maps, element by element or lane by lane: plain loops that the compiler makes vectors of, so there is one form of them. Offsets are in floats, n in elements of {@link Kernels#LANES} images. */
final class Elements {
  private static final int LANES = Kernels.LANES;

  private Elements() {}

  /** With v = fma(x, scale, shift): sums[s..] += g, sums[s + LANES..] += g v (fused). */
  static void products(float[] x, int i, float scale, float shift, float[] g, int o, int n, float[] sums, int s) {
    for (int p = 0; p < n * LANES; p += LANES)
      for (int l = 0; l < LANES; l++) {
        float k = g[o + p + l];
        sums[s + l] += k;
        sums[s + LANES + l] = Math.fma(k, Math.fma(x[i + p + l], scale, shift), sums[s + LANES + l]);
      }
  }

  /** y = round(min(max(fma(x, scale, shift) + r, 0), 255)), ties to even. */
  static void add(float[] x, int i, float scale, float shift, float[] r, int j, float[] y, int o, int n) {
    for (int p = 0; p < n * LANES; p++) {
      float v = Math.min(Math.max(Math.fma(x[i + p], scale, shift) + r[j + p], 0f), Rounding.TOP);
      y[o + p] = v + Rounding.HALF - Rounding.HALF;
    }
  }

  /** The straight-through gradient of {@link #add}: g where the sum lies inside (0, 255), else 0, for both summands. */
  static void addGradient(float[] x, int i, float scale, float shift, float[] r, int j, float[] g, int k, float[] gx, int o, float[] gr, int q, int n) {
    for (int p = 0; p < n * LANES; p++) {
      float v = Math.fma(x[i + p], scale, shift) + r[j + p];
      float above = Math.min(Math.max(v * Rounding.STEEP, 0f), 1f);
      float below = Math.min(Math.max((Rounding.TOP - v) * Rounding.STEEP, 0f), 1f);
      float h = g[k + p] * above * below;
      gx[o + p] = h;
      gr[q + p] = h;
    }
  }

  /** y[p] = x[p] times the lane's factor. */
  static void scale(float[] x, int i, float[] factor, int f, float[] y, int o, int n) {
    for (int p = 0; p < n * LANES; p += LANES) for (int l = 0; l < LANES; l++) y[o + p + l] = x[i + p + l] * factor[f + l];
  }

  /** sums[s..] += x. */
  static void total(float[] x, int i, int n, float[] sums, int s) {
    for (int p = 0; p < n * LANES; p += LANES) for (int l = 0; l < LANES; l++) sums[s + l] += x[i + p + l];
  }

  /** sums[s..] += x y (fused). */
  static void dots(float[] x, int i, float[] y, int j, int n, float[] sums, int s) {
    for (int p = 0; p < n * LANES; p += LANES) for (int l = 0; l < LANES; l++) sums[s + l] = Math.fma(x[i + p + l], y[j + p + l], sums[s + l]);
  }

  /** x += the lane's value. */
  static void spread(float[] value, int v, float[] x, int i, int n) {
    for (int p = 0; p < n * LANES; p += LANES) for (int l = 0; l < LANES; l++) x[i + p + l] += value[v + l];
  }
}
