// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kakure.network.Mask;
import kakure.network.RealPlanes;

/** Weights that are sums of +-a_k, one sign of each plane, where the metadata say the scales a_k of every output channel. */
final class ScaledReader {
  /** How far from a sum a weight may be, in sums of all scales: rounding of products of float numbers. */
  private static final double TOLERANCE = 1e-4;

  private ScaledReader() {}

  /**
   * Takes weights apart: each is the nearest sum, the first of equally near ones, where bit k of a sum's number says whether a_k is added.
   *
   * @param scales a_k per output channel, one to eight of each
   * @param stored weight (o, c, t) at (o inputs + c) taps + t
   * @throws kakure.BadInput if a weight is none of these sums
   */
  static RealPlanes of(OnnxGraph graph, int node, double[][] scales, int inputs, int taps, float[] stored) {
    int run = inputs * taps;
    byte[] codes = new byte[stored.length];
    for (int o = 0; o < scales.length; o++) {
      Sums sums = Sums.of(scales[o]);
      double most = TOLERANCE * Arrays.stream(scales[o]).sum();
      for (int i = o * run; i < (o + 1) * run; i++) {
        int nearest = sums.nearest(stored[i]);
        if (!(Math.abs(sums.values[nearest] - stored[i]) <= most))
          throw graph.bad(node, "weight of " + KeptWeights.place(o, (i - o * run) / taps, (i - o * run) % taps) + " is " + stored[i] + ", which is no sum of +-1 times each of the scales that the metadata give, " + list(scales[o]) + ": the nearest one is " + (float) sums.values[nearest] + "; the scales do not fit the file");
        codes[i] = (byte) sums.codes[nearest];
      }
    }
    List<Mask> planes = new ArrayList<>();
    for (int k = 0; k < scales[0].length; k++) {
      int plane = k;
      planes.add(Mask.of(scales.length, inputs, taps, (o, c, t) -> (codes[(o * inputs + c) * taps + t] >> plane & 1) != 0));
    }
    return new RealPlanes(planes, scales);
  }

  private static String list(double[] scales) {
    return Arrays.stream(scales).mapToObj(String::valueOf).collect(Collectors.joining(", "));
  }

  /**
   * All sums of an output channel's scales.
   *
   * @param values ascending, each once
   * @param codes of each the number, the least of those that give it
   */
  private record Sums(double[] values, int[] codes) {
    static Sums of(double[] scales) {
      double[] all = new double[1 << scales.length];
      for (int code = 0; code < all.length; code++) for (int k = 0; k < scales.length; k++) all[code] += (code >> k & 1) != 0 ? scales[k] : -scales[k];
      int[] order = IntStream.range(0, all.length).boxed().sorted(Comparator.comparingDouble(code -> all[code])).mapToInt(code -> code).toArray(); // equal ones stay in order
      int[] codes = IntStream.range(0, order.length).filter(i -> i == 0 || all[order[i]] != all[order[i - 1]]).map(i -> order[i]).toArray();
      return new Sums(Arrays.stream(codes).mapToDouble(code -> all[code]).toArray(), codes);
    }

    /** Where the sum nearest to a weight is. */
    int nearest(double w) {
      int found = Arrays.binarySearch(values, w);
      if (found >= 0) return found;
      int above = Math.min(values.length - 1, -found - 1);
      int below = Math.max(0, -found - 2);
      double farther = (values[above] - w) - (w - values[below]);
      return farther > 0 || farther == 0 && codes[below] < codes[above] ? below : above;
    }
  }
}
