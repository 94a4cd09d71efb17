// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.Arrays;
import kakure.network.Trichromatic;

/**
 * Weights that the metadata call trichromatic: 0, +-R and +-2 R.
 *
 * @param weights the integers
 * @param step real value of 1, which is half a weight, per output channel
 */
record TrichromaticReader(Trichromatic weights, double[] step) {
  /** How far from a multiple of R a weight may be, in Rs: rounding of products of float numbers. */
  private static final double TOLERANCE = 1e-4;

  /**
   * Takes weights apart.
   *
   * @param range R
   * @param stored weight (o, c, t) at (o inputs + c) taps + t
   * @throws kakure.BadInput if a weight is none of these
   */
  static TrichromaticReader of(OnnxGraph graph, int node, double range, int outputs, int inputs, int taps, float[] stored) {
    for (int i = 0; i < stored.length; i++) {
      double steps = stored[i] / range;
      if (!(Math.abs(steps) <= 2 + TOLERANCE && Math.abs(Math.rint(steps) - steps) <= TOLERANCE))
        throw graph.bad(node, "weight of output channel " + i / taps / inputs + ", input channel " + i / taps % inputs + ", tap " + i % taps + " is " + stored[i] + ", which is " + (float) steps + " times the magnitude " + range + " that the metadata give: trichromatic weights are 0, +-1 and +-2 times as large");
    }
    double[] step = new double[outputs];
    Trichromatic weights = Trichromatic.of(outputs, inputs, taps, (o, c, t) -> (int) Math.rint(stored[(o * inputs + c) * taps + t] / range));
    Arrays.fill(step, range * weights.unit(0));
    return new TrichromaticReader(weights, step);
  }
}
