// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.ArrayList;
import java.util.List;
import kakure.golden.SignGenerator;
import kakure.network.Coats;
import kakure.network.Mask;

/**
 * Weights whose magnitudes are 0 to {@value #MOST} times one constant per output channel: a multicoated supermask, coat k over the weights of at least k, where the signs are the generator's.
 *
 * @param coats the masks
 * @param magnitude real value of 1, per output channel; negative where a folded normalisation has turned the whole channel's signs
 * @param signed whether the signs of every channel are the generator's, or all turned
 */
record CoatReader(Coats coats, double[] magnitude, boolean signed) {
  private static final int MOST = 8;
  private static final double TOLERANCE = 1e-4;

  /**
   * Takes weights apart.
   *
   * @param stored weight (o, c, t) at (o inputs + c) taps + t
   * @return null if the magnitudes are none of these
   */
  static CoatReader find(int layer, int seed, int outputs, int inputs, int taps, float[] stored) {
    SignGenerator signs = new SignGenerator(SignGenerator.base(seed, layer), inputs);
    int run = inputs * taps;
    int[] words = new int[run];
    boolean[] turned = new boolean[outputs];
    boolean signed = true;
    double[] magnitude = new double[outputs];
    int most = 1;
    for (int o = 0; o < outputs; o++) {
      if (o % SignGenerator.GROUP == 0) signs.words(o / SignGenerator.GROUP, taps, words);
      int kept = 0;
      int wrong = 0;
      for (int k = 0; k < run; k++) {
        float w = stored[o * run + k];
        if (!Float.isFinite(w)) return null;
        if (w == 0) continue;
        kept++;
        if ((words[k] >>> o % SignGenerator.GROUP & 1) != 0 != w < 0) wrong++;
        magnitude[o] = Math.max(magnitude[o], Math.abs(w));
      }
      turned[o] = kept > 0 && wrong == kept;
      signed &= wrong == 0 || turned[o];
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
    for (int o = 0; o < outputs; o++) if (turned[o]) magnitude[o] = -magnitude[o];
    return new CoatReader(new Coats(masks, layer), magnitude, signed);
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
