// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Every loop of the Vector API against its plain Java definition, bit for bit, at lengths around the blocks of registers. */
class KernelsTest {
  private static final int LANES = Kernels.LANES;
  private final Random random = new Random(3);

  private float[] floats(int n, float scale) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) x[i] = (float) random.nextGaussian() * scale;
    return x;
  }

  private float[] integers(int n) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) x[i] = random.nextInt(4) == 0 ? 255 : random.nextInt(3);
    return x;
  }

  /** Runs {@code use} with both and compares the arrays it wrote. */
  private static void same(Consumer<Kernels> use, float[]... written) {
    float[][] before = copy(written);
    use.accept(new ScalarKernels());
    float[][] expected = copy(written);
    for (int i = 0; i < written.length; i++) System.arraycopy(before[i], 0, written[i], 0, written[i].length);
    use.accept(KernelChoice.best());
    assertThat(written).isDeepEqualTo(expected);
    assertThat(expected).isNotEqualTo(before);
  }

  private static float[][] copy(float[][] arrays) {
    float[][] copy = new float[arrays.length][];
    for (int i = 0; i < arrays.length; i++) copy[i] = arrays[i].clone();
    return copy;
  }

  @Test
  void theVectorApiIsUsedHere() {
    assertThat(Trainer.kernels()).startsWith("vector of ");
  }

  @Test
  void gather() {
    float[] in = floats(4000, 1);
    int[] offset = random.ints(20, 0, 20).map(i -> i * LANES).toArray();
    float[] sign = new float[20];
    for (int i = 0; i < 20; i++) sign[i] = random.nextBoolean() ? 1 : -1;
    for (int n = 1; n <= 33; n++) {
      int pixels = n;
      for (int step : new int[] {1, 2}) {
        float[] out = floats((n * step + 1) * LANES, 1);
        same(k -> k.gather(in, 12, step * LANES, offset, sign, 3, 17, out, 5, step * LANES, pixels), out);
      }
    }
  }

  @Test
  void dots() {
    float[] rows = floats(3000, 1);
    float[] columns = floats(3000, 100);
    int[] row = {16, 3, 100, 40, 700};
    int[] column = {1, 55, 800, 16};
    int[] rowPixel = random.ints(50, 0, 2000).toArray();
    int[] columnPixel = random.ints(50, 0, 2000).toArray();
    float[] acc = floats(Products.ROWS * Products.COLUMNS * LANES + 7, 1);
    same(k -> k.dots(rows, row, 1, columns, column, 1, rowPixel, columnPixel, 2, 49, acc, 7), acc);
  }

  @Test
  void rowsOfPixels() {
    for (int n : new int[] {1, 7, 28}) {
      float[] x = floats(n * LANES + 3, 100);
      float[] y = floats(n * LANES + 5, 1);
      float[] sums = floats(2 * LANES + 1, 1);
      same(k -> k.moments(x, 3, n, sums, 1), sums);
      same(k -> k.quantise(x, 3, 1.7f, 20f, y, 5, n), y);
      float[] g = floats(n * LANES + 5, 1);
      same(k -> k.clipGradient(x, 3, 1.7f, 20f, g, 5, n, sums, 1), g, sums);
      same(k -> k.blend(x, 3, 1.7f, .1f, -2f, g, 5, n), g);
      float[] map = integers(4 * n * LANES + 9);
      float[] half = floats(n * LANES + 1, 1);
      same(k -> k.pool(map, 9, 9 + 2 * n * LANES, half, 1, n), half);
      float[] wide = floats(4 * n * LANES + 2, 1);
      same(k -> k.unpool(map, 9, 9 + 2 * n * LANES, half, 1, n, wide, 2, 2 + 2 * n * LANES), wide);
    }
  }

  @Test
  void meaning() {
    Kernels k = new ScalarKernels();
    float[] x = new float[LANES];
    float[] y = new float[LANES];
    float[] values = {-1e9f, -.6f, -.4f, 0, .4f, .5f, .6f, 1.5f, 2.5f, 254.4f, 254.6f, 255, 256, 1e9f, 100, 7};
    System.arraycopy(values, 0, x, 0, LANES);
    k.quantise(x, 0, 1, 0, y, 0, 1);
    assertThat(y).containsExactly(0, 0, 0, 0, 0, 0, 1, 2, 2, 254, 255, 255, 255, 255, 100, 7);
    float[] g = new float[LANES];
    java.util.Arrays.fill(g, 3f);
    k.clipGradient(x, 0, 1, 0, g, 0, 1, new float[2 * LANES], 0);
    assertThat(g).containsExactly(0, 0, 0, 0, 3, 3, 3, 3, 3, 3, 3, 0, 0, 0, 3, 3);
    float[] window = new float[4 * LANES];
    for (int i = 0; i < 4; i++) window[i * LANES] = i == 0 ? 1 : 9; // the first of three maxima gets the gradient
    float[] back = new float[4 * LANES];
    k.unpool(window, 0, 2 * LANES, g, 0, 1, back, 0, 2 * LANES);
    assertThat(back[0]).isZero();
    g[0] = 5;
    k.unpool(window, 0, 2 * LANES, g, 0, 1, back, 0, 2 * LANES);
    assertThat(new float[] {back[0], back[LANES], back[2 * LANES], back[3 * LANES]}).containsExactly(0, 5, 0, 0);
  }
}
