// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.Locale;
import kakure.BadInput;
import kakure.golden.SignGenerator;
import kakure.network.Mask;

/**
 * A layer's stored weights taken apart: which are kept, and the one magnitude per output channel. Every kept sign is compared with the regenerated one and then dropped.
 *
 * @param mask the weights that are not 0
 * @param magnitude c per output channel, 0 where none is kept; negative where a folded normalisation has turned the whole channel's signs
 */
record KeptWeights(Mask mask, double[] magnitude) {
  /**
   * Takes weights apart, in one pass over their bits that does not branch on them: masks are random.
   *
   * @param stored weight (o, c, t) at (o inputs + c) taps + t
   * @return null if a channel's magnitudes differ, of which {@link #several} tells the first
   * @throws BadInput if signs are not those of this layer and seed
   */
  static KeptWeights of(OnnxGraph graph, int node, int layer, int seed, int outputs, int inputs, int taps, float[] stored) {
    SignGenerator signs = new SignGenerator(SignGenerator.base(seed, layer), inputs);
    double[] magnitude = new double[outputs];
    long[] kept = new long[stored.length + 63 >>> 6];
    int run = inputs * taps;
    int[] words = new int[run];
    boolean damaged = false;
    for (int o = 0; o < outputs; o++) {
      if (o % SignGenerator.GROUP == 0) signs.words(o / SignGenerator.GROUP, taps, words);
      int lane = o % SignGenerator.GROUP;
      int from = o * run;
      int size = size(stored, from, run);
      int count = 0;
      int turned = 0;
      int other = 0;
      long word = kept[from >>> 6];
      for (int k = 0, i = from; k < run; k++, i++) {
        int bits = Float.floatToRawIntBits(stored[i]);
        int own = bits & Integer.MAX_VALUE;
        int one = (own | -own) >>> 31;
        other |= (own ^ size) & -one;
        turned += (bits >>> 31 ^ words[k] >>> lane) & one;
        count += one;
        word |= (long) one << i;
        if ((i & 63) == 63) {
          kept[i >>> 6] = word;
          word = 0;
        }
      }
      if ((from + run & 63) != 0) kept[from + run >>> 6] = word;
      if (other != 0 || !Float.isFinite(Float.intBitsToFloat(size))) return null;
      // a normalisation with a negative scale, folded into the weights, turns a channel as a whole: then its constant is negative and its signs are the generator's
      magnitude[o] = turned > 0 && turned == count ? -Float.intBitsToFloat(size) : Float.intBitsToFloat(size);
      damaged |= turned > 0 && turned < count;
    }
    if (damaged) throw differ(graph, node, layer, seed, outputs, inputs, taps, stored);
    return new KeptWeights(Mask.ofWords(outputs, inputs, taps, kept), magnitude);
  }

  /** The bits of a channel's first magnitude above 0, 0 if it keeps nothing. */
  private static int size(float[] stored, int from, int run) {
    for (int i = from; i < from + run; i++) {
      int own = Float.floatToRawIntBits(stored[i]) & Integer.MAX_VALUE;
      if (own != 0) return own;
    }
    return 0;
  }

  /** Why weights of several magnitudes are refused: the first channel that has them. */
  static BadInput several(OnnxGraph graph, int node, int outputs, int taps, float[] stored) {
    int run = stored.length / outputs;
    for (int o = 0; o < outputs; o++) {
      int size = size(stored, o * run, run);
      for (int k = 0; k < run; k++) {
        float w = stored[o * run + k];
        String place = place(o, k / taps, k % taps);
        if (!Float.isFinite(w)) return graph.bad(node, "weight of " + place + " is " + w);
        if (w != 0 && Float.floatToRawIntBits(Math.abs(w)) != size)
          return graph.bad(node, "output channel " + o + " has weights of several magnitudes, " + Float.intBitsToFloat(size) + " and " + Math.abs(w) + " (" + place + "): the hardware computes +-c of one c per channel, 0 to 8 times that with the signs of the seed, or odd integers times c up to 255 without a 0");
      }
    }
    throw new IllegalStateException("every output channel has one magnitude");
  }

  /** Why weights of the right magnitudes are refused: how many of those kept have another sign than the generator's, and the first. */
  static BadInput differ(OnnxGraph graph, int node, int layer, int seed, int outputs, int inputs, int taps, float[] stored) {
    SignGenerator signs = new SignGenerator(SignGenerator.base(seed, layer), inputs);
    int run = inputs * taps;
    int[] words = new int[run];
    int all = 0;
    int wrong = 0;
    String first = "";
    for (int o = 0; o < outputs; o++) {
      if (o % SignGenerator.GROUP == 0) signs.words(o / SignGenerator.GROUP, taps, words);
      for (int k = 0; k < run; k++) {
        float w = stored[o * run + k];
        if (w == 0) continue;
        all++;
        if ((words[k] >>> o % SignGenerator.GROUP & 1) != 0 == w < 0) continue;
        if (wrong++ == 0) first = place(o, k / taps, k % taps) + " is " + w + ", its sign should be " + (w < 0 ? "+" : "-");
      }
    }
    return graph.bad(node, "the signs of layer " + layer + " are not those that seed " + Integer.toUnsignedString(seed) + " gives: " + wrong + " of " + all + " kept weights differ\n  (" + String.format(Locale.ROOT, "%.1f", 100.0 * wrong / all) + "% differ: "
        + (wrong * 4L > all ? "trained with other random weights; check " + Metadata.SEED + " and the order of the layers" : "the weights were altered after training") + ")\n  first: weight of " + first);
  }

  /** Where a weight is, for messages. */
  static String place(int o, int c, int t) {
    return "output channel " + o + ", input channel " + c + ", tap " + t;
  }
}
