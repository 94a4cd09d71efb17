// SPDX-License-Identifier: Apache-2.0
package blocks.mask.supermask;

import blocks.mask.codec.MaskDamage;
import blocks.mask.codec.MaskKind;
import blocks.mask.codec.MaskLayout;
import blocks.mask.codec.MaskShape;
import blocks.mask.codec.SupermaskCodec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import kakure.spec.Damage;
import kakure.spec.Stimulus;

/** Coded layers, and damaged ones. */
final class SupermaskStimulus {
  private static final double[] DENSITIES = {0.3, 0.05, 0.5, 0.1, 0, 0.9, 1};

  private SupermaskStimulus() {}

  /** Layers of all densities, shapes and kinds that the layout knows, at least one, until {@code n} words are there. */
  static Stimulus layers(MaskLayout layout, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var words = new ArrayList<List<BigInteger>>();
    for (int i = 0; words.isEmpty() || words.size() < n; i++) {
      var shape = i % 5 == 4 ? far(rng) : near(layout, rng);
      words.addAll(MaskWords.transactions(coded(layout, shape, DENSITIES[i % DENSITIES.length], rng), layout.words()));
    }
    return new Stimulus.Transactions(Map.of("msk", words));
  }

  /** Up to three groups of outputs and turns of channels. */
  private static MaskShape near(MaskLayout layout, SplittableRandom rng) {
    return new MaskShape(rng.nextInt(1, 3 * layout.outputs() + 1), rng.nextInt(1, 3 * layout.lanes() + 1), rng.nextInt(1, 10));
  }

  /** One extent up to its end of 16 bits, each power of two as often as the next, the others small. */
  private static MaskShape far(SplittableRandom rng) {
    int long16 = rng.nextInt(1, 1 << rng.nextInt(6, 17)), a = rng.nextInt(1, 3), b = rng.nextInt(1, 3);
    return switch (rng.nextInt(3)) {
      case 0 -> new MaskShape(long16, a, b);
      case 1 -> new MaskShape(a, long16, b);
      default -> new MaskShape(a, b, long16);
    };
  }

  /** Words of a random mask of a random kind that the layout knows. */
  private static long[] coded(MaskLayout layout, MaskShape shape, double density, SplittableRandom rng) {
    var kinds = kinds(layout);
    var kind = kinds.get(rng.nextInt(kinds.size()));
    var bits = bits(shape, kind, density, rng);
    return SupermaskCodec.encode((o, c, t) -> bits.get((int) shape.index(o, c, t)), shape, layout, kind).beats();
  }

  /** Damaged layers of a few words to some hundred. */
  static List<Damage> damages(MaskLayout layout, long seed, int n) {
    int beat = layout.words();
    return new DamagedMasks(
        rng -> coded(layout, near(layout, rng), rng.nextDouble(), rng),
        words -> (MaskKind.ofCode((int) (words[beat] >>> 48) & 15).orElseThrow().isOneOf() ? MaskDamage.INDICES : MaskDamage.SUPERMASK).beats(beat),
        words -> SupermaskCodec.decode(words, layout), beat).of(seed, n);
  }

  private static List<MaskKind> kinds(MaskLayout layout) {
    return IntStream.range(0, 16).mapToObj(MaskKind::ofCode).flatMap(Optional::stream).filter(layout::supports).toList();
  }

  private static BitSet bits(MaskShape shape, MaskKind kind, double density, SplittableRandom rng) {
    var bits = new BitSet();
    if (!kind.isOneOf()) {
      for (int w = 0; w < shape.weights(); w++) bits.set(w, rng.nextDouble() < density);
      return bits;
    }
    for (int o = 0; o < shape.outputs(); o++) {
      for (int t = 0; t < shape.taps(); t++) {
        for (int c = 0; c < shape.channels(); c += kind.group()) bits.set((int) shape.index(o, c + rng.nextInt(Math.min(kind.group(), shape.channels() - c)), t));
      }
    }
    return bits;
  }
}
