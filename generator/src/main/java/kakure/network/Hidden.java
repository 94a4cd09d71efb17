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
  /** Bits of an accumulator, signed, that a hidden network may count on. */
  public static final int ACCUMULATOR_BITS = 24;

  /** Weights of an output channel that may be kept, so that accumulators cannot overflow: 255 x 32,896 &lt; 2^23. */
  public static final int MAX_KEPT = ((1 << ACCUMULATOR_BITS - 1) - 1) / 255;

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
    return ACCUMULATOR_BITS;
  }

  @Override
  public Rows rows(int seed) {
    Rows signs = signs(signs(seed), inputs(), taps());
    return (o, to) -> {
      signs.of(o, to);
      mask.drop(o, to);
    };
  }

  /** The kept weights of an output channel by their signs: quicker than {@link Rows} where most are not kept. Not for several threads; quick in ascending order of channels. */
  public interface Split {
    /**
     * Those of output channel o, ascending.
     *
     * @param plus gets c taps + t of each that is +1
     * @param minus gets that of each that is -1
     * @param counts gets how many are +1, and how many -1
     */
    void of(int o, int[] plus, int[] minus, int[] counts);
  }

  /** The kept weights by their signs, given the network's seed. */
  public Split split(int seed) {
    SignGenerator signs = signs(seed);
    int[] words = new int[inputs() * taps()];
    int[] kept = new int[words.length];
    int[] group = {-1};
    return (o, plus, minus, counts) -> {
      if (group[0] != o / SignGenerator.GROUP) {
        group[0] = o / SignGenerator.GROUP;
        signs.words(group[0], taps(), words);
      }
      int n = mask.keptOf(o, kept);
      int negative = 0;
      // each is written to both sides, and the next one over it where it does not count: a branch would be guessed wrong half of the time
      for (int k = 0; k < n; k++) {
        plus[k - negative] = minus[negative] = kept[k];
        negative += words[kept[k]] >>> o % SignGenerator.GROUP & 1;
      }
      counts[0] = n - negative;
      counts[1] = negative;
    };
  }

  /** +1 and -1, whether kept or not. */
  static Rows signs(SignGenerator signs, int inputs, int taps) {
    int[] words = new int[inputs * taps];
    int[] group = {-1};
    return (o, to) -> {
      if (group[0] != o / SignGenerator.GROUP) {
        group[0] = o / SignGenerator.GROUP;
        signs.words(group[0], taps, words);
      }
      int bit = o % SignGenerator.GROUP;
      for (int i = 0; i < words.length; i++) to[i] = 1 - 2 * (words[i] >>> bit & 1);
    };
  }
}
