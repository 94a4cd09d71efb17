// SPDX-License-Identifier: Apache-2.0
package targets.engine;

/** What the sums of a layer reach in the array, which adds m (a ^ s): a term is a or 255 - a, never negative. */
final class SumReach {
  private SumReach() {}

  /** The largest sum over the output channels, in units of 255. */
  static long of(Layer layer) {
    if (layer.planes().factors().any()) return (long) layer.mask().inputs() * layer.taps(); // each plane is a channel of its own
    long most = 0;
    for (int o = 0; o < layer.mask().outputs(); o++) most = Math.max(most, layer.planes().stored() ? stored(layer, o) : hidden(layer, o));
    return most;
  }

  /** A kept weight adds one term, as often as its plane counts. */
  private static long hidden(Layer layer, int o) {
    if (layer.planes().one()) return layer.mask().keptOf(o);
    long sum = 0;
    for (int c = 0; c < layer.mask().inputs(); c++) for (int t = 0; t < layer.mask().taps(); t++) if (layer.mask().kept(o, c, t)) sum += layer.planes().weight(t / layer.taps());
    return sum;
  }

  /** A weight whose planes of +1 count U among M in all adds U a + (M - U) (255 - a): at most 255 times the larger of the two. */
  private static long stored(Layer layer, int o) {
    var planes = layer.planes();
    int n = planes.count(), taps = layer.taps();
    long sum = 0, all = 0;
    for (int k = 0; k < n; k++) all += planes.weight(k);
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
