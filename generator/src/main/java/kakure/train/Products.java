// SPDX-License-Identifier: Apache-2.0
package kakure.train;

/**
 * The sums of products of a layer's passes: of weights and activations forward, of weights and gradients backward, of gradients and activations for the weights' own gradient. Exact ones are the {@link Kernels}';
 * other multipliers' products are another implementation, handed to a layer in their place. How images and offsets lie is said at {@link Kernels}.
 */
interface Products {
  /** Output channels and columns that {@link #dots} takes at once. */
  int ROWS = 4;

  int COLUMNS = 3;

  /** out[o + p outStep] += sum over j in [from, to) of sign[j] in[i + offset[j] + p inStep], fused, for p in [0, n); j ascending. Of hidden weights, sign is +1 or -1. */
  void gather(float[] in, int i, int inStep, int[] offset, float[] sign, int from, int to, float[] out, int o, int outStep, int n);

  /** {@link #gather} of values none of which has the sign bit: activations and images. */
  default void gatherPositive(float[] in, int i, int inStep, int[] offset, float[] sign, int from, int to, float[] out, int o, int outStep, int n) {
    gather(in, i, inStep, offset, sign, from, to, out, o, outStep, n);
  }

  /**
   * acc[at + (COLUMNS r + k) LANES] = fma chain over i in [from, to) of rows[row[r] + rowPixel[i]] and columns[column[k] + columnPixel[i]], which has no sign bit, for r in [0, ROWS), k in [0, COLUMNS);
   * {@code row} and {@code column} are read from {@code rowAt} and {@code columnAt} on.
   */
  void dots(
      float[] rows, int[] row, int rowAt, float[] columns, int[] column, int columnAt, int[] rowPixel, int[] columnPixel, int from, int to, float[] acc, int at);
}
