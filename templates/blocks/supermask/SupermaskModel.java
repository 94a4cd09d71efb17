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
import kakure.golden.MaskOrder;
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
    var entries = new ArrayList<List<BigInteger>>();
    for (var words = inputs.get("msk").iterator(); words.hasNext();) entries(entries, SupermaskCodec.decode(MaskWords.next(words), layout));
    return Map.of("entry", entries);
  }

  private void entries(List<List<BigInteger>> entries, SupermaskCodec.Decoded mask) {
    var shape = mask.shape();
    var order = new MaskOrder(layout, shape, mask.kind());
    for (int g = 0; g < layout.outputGroups(shape); g++) {
      for (int turn = 0; turn < order.turns(); turn++) {
        for (int t = 0; t < shape.taps(); t++) {
          boolean last = turn == order.turns() - 1 && t == shape.taps() - 1;
          boolean end = last && g == layout.outputGroups(shape) - 1;
          entries.add(List.of(entry(mask, order, g, turn, t), flag(last), flag(end)));
        }
      }
    }
  }

  private BigInteger entry(MaskBits mask, MaskOrder order, int group, int turn, int tap) {
    var entry = BigInteger.ZERO;
    for (int row = 0; row < order.active(turn); row++) {
      for (int o = 0; o < layout.outputsOf(order.shape(), group); o++) {
        if (mask.bit(group * layout.outputs() + o, order.channel(turn, row), tap)) entry = entry.setBit(row * layout.outputs() + o);
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
      words.addAll(MaskWords.transactions(SupermaskCodec.encode((o, c, t) -> bits.get((int) shape.index(o, c, t)), shape, layout).beats()));
    }
    return new Stimulus.Transactions(Map.of("msk", words));
  }
}
