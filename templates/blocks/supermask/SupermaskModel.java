// SPDX-License-Identifier: Apache-2.0
package blocks.supermask;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import kakure.golden.MaskBits;
import kakure.golden.MaskLayout;
import kakure.golden.MaskShape;
import kakure.golden.SupermaskCodec;
import kakure.kernel.Stimulus;
import kakure.kernel.StreamModel;

/** Coded layers in, entries out: the words of each layer through {@link SupermaskCodec}, its mask cut into entries. */
final class SupermaskModel implements StreamModel {
  private static final double[] DENSITIES = {0.3, 0.05, 0.5, 0.1, 0, 0.9, 1};
  private final MaskLayout layout;

  SupermaskModel(MaskLayout layout) {
    this.layout = layout;
  }

  @Override
  public Map<String, List<List<BigInteger>>> run(Map<String, List<List<BigInteger>>> inputs) {
    var words = inputs.get("msk").stream().mapToLong(t -> t.get(0).longValue()).toArray();
    var entries = new ArrayList<List<BigInteger>>();
    for (int at = 0; at < words.length;) {
      int length = Math.toIntExact(Math.min(words[at] & 0xffffffffL, words.length - at));
      var layer = SupermaskCodec.decode(java.util.Arrays.copyOfRange(words, at, at + length), layout);
      entries(entries, layer, layer.shape());
      at += length;
    }
    return Map.of("entry", entries);
  }

  private void entries(List<List<BigInteger>> entries, MaskBits mask, MaskShape shape) {
    for (int g = 0; g < layout.outputGroups(shape); g++) {
      for (int cg = 0; cg < layout.channelGroups(shape); cg++) {
        for (int t = 0; t < shape.taps(); t++) {
          boolean last = cg == layout.channelGroups(shape) - 1 && t == shape.taps() - 1;
          boolean end = last && g == layout.outputGroups(shape) - 1;
          entries.add(List.of(entry(mask, shape, g, cg, t), flag(last), flag(end)));
        }
      }
    }
  }

  private BigInteger entry(MaskBits mask, MaskShape shape, int group, int channels, int tap) {
    var entry = BigInteger.ZERO;
    for (int l = 0; l < layout.lanesOf(shape, channels); l++) {
      for (int o = 0; o < layout.outputsOf(shape, group); o++) {
        if (mask.bit(group * layout.outputs() + o, channels * layout.lanes() + l, tap)) entry = entry.setBit(l * layout.outputs() + o);
      }
    }
    return entry;
  }

  private static BigInteger flag(boolean b) {
    return b ? BigInteger.ONE : BigInteger.ZERO;
  }

  /** Layers of all densities and shapes, at least one, until {@code n} words are there. */
  static Stimulus stimulus(MaskLayout layout, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var words = new ArrayList<List<BigInteger>>();
    for (int i = 0; words.isEmpty() || words.size() < n; i++) {
      var shape = new MaskShape(rng.nextInt(1, 3 * layout.outputs() + 1), rng.nextInt(1, 3 * layout.lanes() + 1), rng.nextInt(1, 10));
      var bits = new BitSet();
      for (int w = 0; w < shape.weights(); w++) bits.set(w, rng.nextDouble() < DENSITIES[i % DENSITIES.length]);
      for (long word : SupermaskCodec.encode((o, c, t) -> bits.get((int) shape.index(o, c, t)), shape, layout).beats()) {
        words.add(List.of(new BigInteger(Long.toUnsignedString(word))));
      }
    }
    return new Stimulus.Transactions(Map.of("msk", words));
  }
}
