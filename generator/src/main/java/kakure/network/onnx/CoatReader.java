// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.ArrayList;
import java.util.List;
import kakure.golden.SignGenerator;
import kakure.network.Coats;
import kakure.network.Mask;

/**
 * Weights whose signs are the generator's and whose magnitudes are 0 to {@value #MOST} times one constant per output channel: a multicoated supermask, coat k over the weights of at least k.
 *
 * @param coats the masks
 * @param magnitude real value of 1, per output channel
 */
record CoatReader(Coats coats, double[] magnitude) {
  private static final int MOST = 8;
  private static final double TOLERANCE = 1e-4;

  /** Null if the weights are none of these. */
  static CoatReader find(int layer, int seed, int outputs, int inputs, int taps, float[] stored) {
    SignGenerator signs = new SignGenerator(SignGenerator.base(seed, layer), inputs);
    int run = inputs * taps;
    double[] magnitude = new double[outputs];
    int most = 1;
    for (int o = 0; o < outputs; o++) {
      for (int c = 0; c < inputs; c++)
        for (int t = 0; t < taps; t++) {
          float w = stored[(o * inputs + c) * taps + t];
          if (!Float.isFinite(w) || w != 0 && w > 0 != signs.sign(o, c, t) > 0) return null;
          magnitude[o] = Math.max(magnitude[o], Math.abs(w));
        }
      int coats = magnitude[o] == 0 ? 1 : coats(stored, o * run, run, magnitude[o]);
      if (coats == 0) return null;
      magnitude[o] /= coats;
      most = Math.max(most, coats);
    }
    List<Mask> masks = new ArrayList<>();
    for (int k = 1; k <= most; k++) {
      double least = k - .5;
      masks.add(Mask.of(outputs, inputs, taps, (o, c, t) -> Math.abs(stored[(o * inputs + c) * taps + t]) > least * magnitude[o]));
    }
    return new CoatReader(new Coats(masks, layer), magnitude);
  }

  /** Into how many parts the largest magnitude is divided, the least such number; 0 if none makes all whole. */
  private static int coats(float[] stored, int from, int run, double max) {
    for (int coats = 1; coats <= MOST; coats++) {
      int i = from;
      while (i < from + run && whole(stored[i] * coats / max)) i++;
      if (i == from + run) return coats;
    }
    return 0;
  }

  private static boolean whole(double count) {
    return Math.abs(Math.rint(count) - count) <= TOLERANCE;
  }
}
