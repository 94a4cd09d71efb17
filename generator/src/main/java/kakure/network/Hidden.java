// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.Objects;
import kakure.golden.SignGenerator;

/**
 * w(o, c, t) = m(o, c, t) sign(seed, layer, o, c, t): a hidden network's weights. Nothing is stored of them but the mask; the signs follow from the network's seed.
 *
 * @param mask m: the kept weights
 * @param layer the l of the layer's base, 0 to 65,535: its number among the weighted layers
 */
public record Hidden(Mask mask, int layer) implements Weights {
  /** Accumulators of the array for hidden networks. */
  static final int ACCUMULATOR = 24;

  /** @throws IllegalArgumentException if the layer is out of range */
  public Hidden {
    Objects.requireNonNull(mask);
    checkLayer(layer);
  }

  static void checkLayer(int layer) {
    if (layer < 0 || layer > 65535) throw new IllegalArgumentException("layer " + layer + ": must be 0 to 65535");
  }

  /** The 32-bit word from which its signs follow. */
  public int base(int seed) {
    return SignGenerator.base(seed, layer);
  }

  /** Its signs. */
  public SignGenerator signs(int seed) {
    return new SignGenerator(base(seed), mask.inputs());
  }

  @Override
  public int outputs() {
    return mask.outputs();
  }

  @Override
  public int inputs() {
    return mask.inputs();
  }

  @Override
  public int taps() {
    return mask.taps();
  }

  @Override
  public String title() {
    return "hidden weights";
  }

  @Override
  public long reach(int o) {
    return mask.keptOf(o);
  }

  @Override
  public int accumulatorBits() {
    return ACCUMULATOR;
  }

  @Override
  public Rows rows(int seed) {
    Rows signs = signs(signs(seed), inputs(), taps());
    int n = inputs() * taps();
    return (o, to) -> {
      signs.of(o, to);
      for (int i = 0; i < n; i++) if (!mask.bit(o * n + i)) to[i] = 0;
    };
  }

  /** +1 and -1, whether kept or not. */
  static Rows signs(SignGenerator signs, int inputs, int taps) {
    int[][] words = new int[inputs][];
    int[] group = {-1};
    return (o, to) -> {
      if (group[0] != o / SignGenerator.GROUP) {
        group[0] = o / SignGenerator.GROUP;
        for (int c = 0; c < inputs; c++) words[c] = signs.words(group[0], c, taps);
      }
      for (int c = 0, i = 0; c < inputs; c++) for (int t = 0; t < taps; t++) to[i++] = 1 - 2 * (words[c][t] >>> o % SignGenerator.GROUP & 1);
    };
  }
}
