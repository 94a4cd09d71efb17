// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.Arrays;

/**
 * acc[o] = sum over c, t of m w a[c], and both its gradients. Forward and backward visit kept weights only; the weights' own gradient needs all of them.
 *
 * <p>Forward sums are integers below 2^24 in magnitude ({@link Net} sees to it), hence exact in any order.
 */
final class Convolution {
  private final Geometry geometry;
  private final Planes from;
  private final Planes acc;
  private final Planes grad;
  private final Weights weights;
  private final Products products;
  private final Slopes slopes;
  private final int[] reach;
  private final Taps forward;
  private final Taps[] backward;
  private final WeightGradient gradient;

  /**
   * @param from layout of the activations read, its border at least the padding
   * @param acc layout of the accumulators
   * @param grad layout of their gradient, its border {@link Geometry#gradientBorder}
   * @param first whether no gradient of the activations is wanted
   * @param products of the forward pass, and of both gradients where the multiplier counts as exact
   * @param slopes of both gradients otherwise; null for none
   */
  Convolution(Geometry geometry, Planes from, Planes acc, Planes grad, Weights weights, boolean first, Products products, Slopes slopes) {
    this.geometry = geometry;
    this.from = from;
    this.acc = acc;
    this.grad = grad;
    this.weights = weights;
    this.products = products;
    this.slopes = slopes;
    reach = geometry.reach(from);
    forward = new Taps(weights.count(), acc.channels(), ceil(from.channels(), geometry.forwardChunk()));
    backward = new Taps[first ? 0 : geometry.strideY() * geometry.strideX()];
    for (int i = 0; i < backward.length; i++) backward[i] = new Taps(tapsOfPhase(i).length * acc.channels() * from.channels(), from.channels(), ceil(acc.channels(), geometry.backwardChunk()));
    gradient = new WeightGradient(geometry, from, acc, grad, reach, weights, products, slopes);
  }

  private static int ceil(int n, int d) {
    return (n + d - 1) / d;
  }

  /** The taps that join input pixels of one phase, (y mod stride) strideX + (x mod stride), to outputs. */
  private int[] tapsOfPhase(int phase) {
    int y = phase / geometry.strideX() + geometry.pad();
    int x = phase % geometry.strideX() + geometry.pad();
    int[] taps = new int[geometry.taps()];
    int n = 0;
    for (int t = 0; t < taps.length; t++)
      if ((y - t / geometry.kernelWidth()) % geometry.strideY() == 0 && (x - t % geometry.kernelWidth()) % geometry.strideX() == 0) taps[n++] = t;
    return Arrays.copyOf(taps, n);
  }

  /** Makes the lists of kept weights of forward pass and, unless this is the first layer, backward pass. */
  void prepare() {
    forward.forward(weights, reach, geometry.forwardChunk() * geometry.taps());
    for (int phase = 0; phase < backward.length; phase++) {
      int[] taps = tapsOfPhase(phase);
      int[] offsets = new int[taps.length];
      for (int i = 0; i < taps.length; i++) {
        int y = (phase / geometry.strideX() + geometry.pad() - taps[i] / geometry.kernelWidth()) / geometry.strideY();
        int x = (phase % geometry.strideX() + geometry.pad() - taps[i] % geometry.kernelWidth()) / geometry.strideX();
        offsets[i] = y * grad.row() + x * Kernels.LANES;
      }
      backward[phase].backward(weights, taps, offsets, grad.plane(), geometry.backwardChunk());
    }
  }

  /** One output row of all channels of a group. */
  void forwardRow(float[] in, float[] out, int y) {
    int block = Geometry.block(acc.width());
    for (int x = 0; x < acc.width(); x += block) {
      int n = Math.min(block, acc.width() - x);
      for (int o = 0; o < acc.channels(); o++) Arrays.fill(out, acc.at(o, y, x), acc.at(o, y, x) + n * Kernels.LANES, 0f);
      gatherPositive(in, from.at(0, y * geometry.strideY(), x * geometry.strideX()), out, acc.at(0, y, x), n);
    }
  }

  /** The gradient of a group's activations {@code in}, written into the inside of {@code inGrad}, of layout {@code to}, or added to what is there. */
  void backward(float[] outGrad, float[] in, float[] inGrad, Planes to, boolean adds) {
    if (!adds) clear(inGrad, to);
    for (int phase = 0; phase < backward.length; phase++) {
      int firstX = phase % geometry.strideX();
      int width = ceil(to.width() - firstX, geometry.strideX());
      int block = Geometry.block(Math.max(1, width));
      for (int y = phase / geometry.strideX(), j = 0; y < to.height(); y += geometry.strideY(), j++)
        for (int x = 0; x < width; x += block) {
          int at = firstX + x * geometry.strideX();
          int n = Math.min(block, width - x);
          if (slopes == null) gather(backward[phase], outGrad, grad.at(0, j, x), 1, inGrad, to.at(0, y, at), to.plane(), geometry.strideX(), n);
          else slopes(backward[phase], outGrad, grad.at(0, j, x), in, from.at(0, y, at), inGrad, to.at(0, y, at), to.plane(), n);
        }
    }
  }

  private static void clear(float[] map, Planes of) {
    for (int c = 0; c < of.channels(); c++)
      for (int y = 0; y < of.height(); y++) Arrays.fill(map, of.at(c, y, 0), of.at(c, y, of.width()), 0f);
  }

  private void gatherPositive(float[] in, int i, float[] out, int o, int n) {
    int step = geometry.strideX() * Kernels.LANES;
    for (int list = 0, q = 0; q < forward.chunks; q++)
      for (int p = 0; p < forward.places; p++, list++)
        if (forward.start[list] < forward.start[list + 1])
          products.gatherPositive(in, i, step, forward.offset, forward.weight, forward.start[list], forward.start[list + 1], out, o + p * acc.plane(), Kernels.LANES, n);
  }

  private void gather(Taps taps, float[] in, int i, int inStep, float[] out, int o, int plane, int outStep, int n) {
    for (int list = 0, q = 0; q < taps.chunks; q++)
      for (int p = 0; p < taps.places; p++, list++)
        if (taps.start[list] < taps.start[list + 1])
          products.gather(in, i, inStep * Kernels.LANES, taps.offset, taps.weight, taps.start[list], taps.start[list + 1], out, o + p * plane, outStep * Kernels.LANES, n);
  }

  private void slopes(Taps taps, float[] outGrad, int i, float[] in, int v, float[] out, int o, int plane, int n) {
    int step = geometry.strideX() * Kernels.LANES;
    for (int list = 0, q = 0; q < taps.chunks; q++)
      for (int p = 0; p < taps.places; p++, list++)
        slopes.gather(outGrad, i, Kernels.LANES, taps.offset, taps.weight, taps.start[list], taps.start[list + 1], in, v + p * from.plane(), step, out, o + p * plane, step, n);
  }

  /** Of its weights. */
  WeightGradient gradient() {
    return gradient;
  }
}
