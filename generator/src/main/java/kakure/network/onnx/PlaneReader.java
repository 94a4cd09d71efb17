// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.ArrayList;
import java.util.List;
import kakure.network.Mask;
import kakure.network.Planes;

/**
 * Weights that are odd integers times one scale per output channel: bit-serial ones. Where the metadata do not say their code, it is that of the least bits that hold them.
 *
 * @param planes the integers
 * @param step real value of 1, per output channel
 */
record PlaneReader(Planes planes, double[] step) {
  /** How far from an odd integer a weight may be, in steps: rounding of products of float numbers. */
  private static final double TOLERANCE = 1e-4;

  private static final int MOST = 8;

  /**
   * Weights whose code the metadata say.
   *
   * @param stored weight (o, c, t) at (o inputs + c) taps + t
   * @throws kakure.BadInput if a weight is none of that code
   */
  static PlaneReader of(OnnxGraph graph, int node, Precisions.Code code, int inputs, int taps, float[] stored) {
    int[] bits = code.bits();
    double[] step = new double[bits.length];
    int run = inputs * taps;
    for (int o = 0; o < bits.length; o++) {
      step[o] = Math.scalb(code.range(), -bits[o]);
      for (int i = o * run; i < (o + 1) * run; i++)
        if (odd(stored[i] / step[o], (1 << bits[o]) - 1) == 0)
          throw graph.bad(node, "weight of output channel " + o + ", input channel " + (i - o * run) / taps + ", tap " + (i - o * run) % taps + " is " + stored[i] + ", which is " + (float) (stored[i] / step[o]) + " steps of the " + bits[o] + "-bit code that the metadata give: odd integers up to " + ((1 << bits[o]) - 1) + " are; the bits do not fit the file");
    }
    return new PlaneReader(planes(bits, step, inputs, taps, stored), step);
  }

  /** Weights of which nothing is said; null if they are no odd integers times a scale. */
  static PlaneReader find(int outputs, int inputs, int taps, float[] stored) {
    double[] step = new double[outputs];
    int[] bits = new int[outputs];
    int run = inputs * taps;
    for (int o = 0; o < outputs; o++) {
      int most = largest(stored, o * run, run);
      if (most == 0) return null;
      bits[o] = Integer.SIZE - Integer.numberOfLeadingZeros(most);
      double max = 0;
      for (int i = o * run; i < (o + 1) * run; i++) max = Math.max(max, Math.abs(stored[i]));
      step[o] = max / most;
    }
    return new PlaneReader(planes(bits, step, inputs, taps, stored), step);
  }

  /** How many steps the largest of a channel's weights is if all are to be odd, the least such number; 0 if there is none. */
  private static int largest(float[] stored, int from, int run) {
    double max = 0;
    for (int i = from; i < from + run; i++) {
      if (!(Math.abs(stored[i]) > 0) || Float.isInfinite(stored[i])) return 0;
      max = Math.max(max, Math.abs(stored[i]));
    }
    for (int most = 1; most < 1 << MOST; most += 2) {
      int i = from;
      while (i < from + run && odd(stored[i] * most / max, most) != 0) i++;
      if (i == from + run) return most;
    }
    return 0;
  }

  /** The odd integer that this is, 0 if it is none of at most this magnitude. */
  private static int odd(double steps, int most) {
    double nearest = 2 * Math.floor(steps / 2) + 1;
    return Math.abs(nearest - steps) <= TOLERANCE && Math.abs(nearest) <= most ? (int) nearest : 0;
  }

  /** Planes beyond a channel's bits are zeros. */
  private static Planes planes(int[] bits, double[] step, int inputs, int taps, float[] stored) {
    int most = 0;
    for (int b : bits) most = Math.max(most, b);
    List<Mask> planes = new ArrayList<>();
    for (int n = 1; n <= most; n++) {
      int plane = n;
      planes.add(Mask.of(bits.length, inputs, taps, (o, c, t) -> {
        int code = (int) Math.rint(stored[(o * inputs + c) * taps + t] / step[o]) + (1 << bits[o]) - 1 >> 1;
        return plane <= bits[o] && (code >> bits[o] - plane & 1) != 0;
      }));
    }
    return new Planes(planes, bits);
  }
}
