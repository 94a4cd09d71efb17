// SPDX-License-Identifier: Apache-2.0
package targets.engine;

/** What the sums of a layer reach in the array, which adds m (a ^ s): a term is a or 255 - a, never negative. */
final class SumReach {
  private SumReach() {}

  /** The largest sum over the output channels, in units of 255. */
  static long of(Layer layer) {
    long most = 0;
    for (int o = 0; o < layer.mask().outputs(); o++) most = Math.max(most, layer.planes().stored() ? stored(layer, o) : layer.mask().keptOf(o));
    return most;
  }

  /** A weight of bits U among n adds U a + (2^n - 1 - U) (255 - a): at most 255 times the larger of the two. */
  private static long stored(Layer layer, int o) {
    var planes = layer.planes();
    int n = planes.count(), taps = layer.taps();
    long sum = 0, all = (1L << n) - 1;
    for (int c = 0; c < layer.mask().inputs(); c++) {
      for (int t = 0; t < taps; t++) {
        long code = 0;
        for (int k = 0; k < n; k++) if (layer.mask().kept(o, c, k * taps + t)) code += planes.weight(k);
        sum += Math.max(code, all - code);
      }
    }
    return sum;
  }
}
