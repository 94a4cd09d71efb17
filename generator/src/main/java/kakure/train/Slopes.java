// SPDX-License-Identifier: Apache-2.0
package kakure.train;

/**
 * The sums of gradients times a multiplier's own derivative, which depends on both of its operands. Arrays lie as in {@link Products}.
 *
 * <p>dp/da(a, b) is written D(a, b): it stands where for the exact product b does.
 */
interface Slopes {
  /** As {@link Products#gather}, of in[i + offset[j] + p inStep] times D(value[v + p valueStep], weight[j]). */
  void gather(float[] in, int i, int inStep, int[] offset, float[] weight, int from, int to, float[] value, int v, int valueStep, float[] out, int o, int outStep, int n);

  /** As {@link Products#dots}, of rows times D(weight[w + COLUMNS r + k], columns). */
  void dots(
      float[] rows, int[] row, int rowAt, float[] columns, int[] column, int columnAt, int[] rowPixel, int[] columnPixel, float[] weight, int w, int from, int to, float[] acc, int at);
}
