// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.engine.Engine;
import blocks.engine.requantise.Back;
import blocks.engine.requantise.Scale;
import java.math.BigInteger;
import java.util.Arrays;
import kakure.golden.SignGenerator;
import kakure.network.Scaled;
import kakure.spec.Word;
import kakure.target.PlanException;

/**
 * The requantise parameters as the hardware takes them.
 *
 * <p>The array computes sum m (a ^ s) = sum m (1 - 2s) a + 255 N_neg, N_neg over all planes, each as often as it counts, so add takes up -255 N_neg mul and the rounding term. The last layer's accumulators leave as they
 * are: mul = 1, sh = 0. A plane with factors has a constant of its own, whose mul is the factor times the channel's; the first of a channel has the addend of all.
 */
final class Scales {
  /** Constants of a layer whose sums stay below this fit their fields: add of 40 bits, and a factor of 16 times no more than such a sum, within 42. */
  static final long CERTAIN = 1 << 25;

  private Scales() {}

  /** Words of the layer's output channels as beats of {@code rqc}, then zeros up to {@code length}. @throws PlanException if a channel's do not fit their fields */
  static BigInteger[] of(LayerPlan p, int length, Engine engine) {
    var layer = p.layer();
    long shares = layer.links().fold() ? p.nest().taps() : 1;
    var factors = layer.planes().factors();
    var scales = factors.any() ? planes(layer, length, shares) : of(layer, length, shares);
    var residual = layer.links().residual().filter(r -> !r.largest());
    var words = new BigInteger[length];
    for (int o = 0; o < length; o++) words[o] = Word.number(scales[o].word());
    for (int o = 0; o < layer.out().channels() && residual.isPresent(); o++) {
      // what is read back is added with the last term
      int at = factors.any() ? factors.channel(o, factors.terms() - 1) : o;
      words[at] = words[at].or(BigInteger.valueOf(new Back(residual.get().mul()[o], residual.get().shift()[o]).word()).shiftLeft(Long.SIZE));
    }
    return words;
  }

  private static Scale[] planes(Layer layer, int length, long shares) {
    var scales = new Scale[length];
    Arrays.fill(scales, new Scale(0, 0, 0));
    var factors = layer.planes().factors();
    var r = layer.requantise();
    int[] mul = layer.last() ? null : r.mul(), sh = layer.last() ? null : r.sh();
    long[] add = layer.last() ? null : r.add();
    for (int o = 0; o < layer.out().channels(); o++) {
      int shift = layer.last() ? 0 : sh[o];
      long times = layer.last() ? 1 : mul[o];
      var products = factors.of().get(o).stream().mapToLong(f -> f * times).toArray();
      long addend = layer.last() ? 0 : add[o] + (1L << shift >> 1), all = Arrays.stream(products).map(Math::abs).sum();
      // running sums of the requantiser are as wide as those of one factor
      if (all > Scaled.MOST) throw new PlanException(layer.name() + ": output channel " + o + ": factors of its planes times mul are " + all + " in all, a multiplier of 16 bits has " + Scaled.MOST);
      for (int k = 0; k < products.length; k++) addend -= 255L * shares * zeros(layer, o, k) * products[k];
      try {
        for (int k = 0; k < products.length; k++) scales[factors.channel(o, k)] = new Scale(products[k], k == 0 ? addend : 0, shift);
      } catch (IllegalArgumentException e) {
        throw new PlanException(layer.name() + ": output channel " + o + ": " + e.getMessage());
      }
    }
    return scales;
  }

  /** Bits of plane k of an output channel that are 0. */
  private static long zeros(Layer layer, int o, int k) {
    var mask = layer.mask();
    long n = 0;
    for (int c = 0; c < mask.inputs(); c++) for (int t = k * layer.taps(); t < (k + 1) * layer.taps(); t++) if (!mask.kept(o, c, t)) n++;
    return n;
  }

  /** @param shares steps in which each weight has a part */
  private static Scale[] of(Layer layer, int length, long shares) {
    var scales = new Scale[length];
    Arrays.fill(scales, new Scale(0, 0, 0));
    var negative = negatives(layer);
    var r = layer.requantise();
    int[] mul = layer.last() ? null : r.mul();
    long[] add = layer.last() ? null : r.add();
    int[] sh = layer.last() ? null : r.sh();
    for (int o = 0; o < layer.out().channels(); o++) {
      try {
        scales[o] = layer.last() ? new Scale(1, -255L * shares * negative[o], 0) : new Scale(mul[o], add[o] - 255L * shares * negative[o] * mul[o] + (1L << sh[o] >> 1), sh[o]);
      } catch (IllegalArgumentException e) {
        throw new PlanException(layer.name() + ": output channel " + o + ": " + e.getMessage() + (layer.planes().stored() ? "\n  do:  fewer bits (--bits): each halves what the addend holds of the zeros of its codes; or fewer weights a channel" : ""));
      }
    }
    return scales;
  }

  /** Terms that the array inverts, each as often as its plane counts, by output channel. */
  private static long[] negatives(Layer layer) {
    return layer.planes().stored() ? zeros(layer) : hidden(layer);
  }

  /** Bits that are 0: of stored weights, -1. */
  private static long[] zeros(Layer layer) {
    var n = new long[layer.mask().outputs()];
    for (int o = 0; o < n.length; o++) for (int k = 0; k < layer.planes().count(); k++) n[o] += layer.planes().weight(k) * zeros(layer, o, k);
    return n;
  }

  /** Kept weights of sign -1, each as often as its plane counts. */
  private static long[] hidden(Layer layer) {
    var signs = layer.signs();
    var mask = layer.mask();
    int taps = layer.taps();
    var n = new long[mask.outputs()];
    var words = new int[mask.inputs() * taps];
    var kept = new int[mask.inputs() * mask.taps()];
    var word = new int[kept.length]; // of each weight of an output channel, which word has its sign, and how often it counts
    var times = new long[kept.length];
    for (int i = 0; i < kept.length; i++) {
      int t = i % mask.taps();
      word[i] = i / mask.taps() * taps + t % taps;
      times[i] = layer.planes().weight(t / taps);
    }
    for (int o = 0; o < n.length; o++) {
      if (o % SignGenerator.GROUP == 0) signs.words(o / SignGenerator.GROUP, taps, words);
      int count = mask.keptOf(o, kept);
      for (int k = 0; k < count; k++) n[o] += times[kept[k]] * (words[word[kept[k]]] >>> o % SignGenerator.GROUP & 1);
    }
    return n;
  }
}
