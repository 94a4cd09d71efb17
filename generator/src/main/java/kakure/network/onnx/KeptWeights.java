// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.Locale;
import kakure.golden.SignGenerator;
import kakure.network.Mask;

/**
 * A layer's stored weights taken apart: which are kept, and the one magnitude per output channel. Every kept sign is compared with the regenerated one and then dropped.
 *
 * @param mask the weights that are not 0
 * @param magnitude c per output channel, 0 where none is kept; negative where a folded normalisation has turned the whole channel's signs
 */
record KeptWeights(Mask mask, double[] magnitude) {
  /** The stored weight (o, c, t). */
  @FunctionalInterface
  interface Stored {
    float at(int o, int c, int t);
  }

  /**
   * Takes weights apart.
   *
   * @throws kakure.BadInput if a channel's magnitudes differ or signs are not those of this layer and seed
   */
  static KeptWeights of(OnnxGraph graph, int node, int layer, int seed, int outputs, int inputs, int taps, Stored stored) {
    double[] magnitude = new double[outputs];
    for (int o = 0; o < outputs; o++)
      for (int c = 0; c < inputs; c++)
        for (int t = 0; t < taps; t++) {
          float w = stored.at(o, c, t);
          if (!Float.isFinite(w)) throw graph.bad(node, "weight of " + place(o, c, t) + " is " + w);
          if (w == 0) continue;
          if (magnitude[o] == 0) magnitude[o] = Math.abs(w);
          if (magnitude[o] != Math.abs(w))
            throw graph.bad(node, "output channel " + o + " has weights of several magnitudes, " + (float) magnitude[o] + " and " + Math.abs(w) + " (" + place(o, c, t) + "): the hardware keeps +-c of one c per channel; multi-level weights are not computed yet");
        }
    Mask mask = Mask.of(outputs, inputs, taps, (o, c, t) -> stored.at(o, c, t) != 0);
    compare(graph, node, layer, seed, mask, stored, magnitude);
    return new KeptWeights(mask, magnitude);
  }

  private static void compare(OnnxGraph graph, int node, int layer, int seed, Mask mask, Stored stored, double[] magnitude) {
    SignGenerator signs = new SignGenerator(SignGenerator.base(seed, layer), mask.inputs());
    int[][] words = new int[mask.inputs()][];
    int differ = 0;
    boolean damaged = false;
    String first = null;
    for (int o = 0; o < mask.outputs(); o++) {
      if (o % SignGenerator.GROUP == 0) for (int c = 0; c < words.length; c++) words[c] = signs.words(o / SignGenerator.GROUP, c, mask.taps());
      int turned = 0;
      for (int c = 0; c < words.length; c++)
        for (int t = 0; t < mask.taps(); t++) {
          if (!mask.kept(o, c, t) || (words[c][t] >>> o % SignGenerator.GROUP & 1) == (stored.at(o, c, t) < 0 ? 1 : 0)) continue;
          turned++;
          if (first == null) first = place(o, c, t) + " is " + stored.at(o, c, t) + ", its sign should be " + (stored.at(o, c, t) < 0 ? "+" : "-");
        }
      differ += turned;
      // a normalisation with a negative scale, folded into the weights, turns a channel as a whole: then its constant is negative and its signs are the generator's
      if (turned > 0 && turned == mask.keptOf(o)) magnitude[o] = -magnitude[o];
      else damaged |= turned > 0;
    }
    if (!damaged) return;
    int kept = mask.count();
    String share = String.format(Locale.ROOT, "%.1f", 100.0 * differ / kept);
    throw graph.bad(node, "the signs of layer " + layer + " are not those that seed " + Integer.toUnsignedString(seed) + " gives: " + differ + " of " + kept + " kept weights differ\n  ("
        + share + "% differ: " + (differ * 4L > kept ? "trained with other random weights; check " + Metadata.SEED + " and the order of the layers" : "the weights were altered after training") + ")\n  first: weight of " + first);
  }

  private static String place(int o, int c, int t) {
    return "output channel " + o + ", input channel " + c + ", tap " + t;
  }
}
