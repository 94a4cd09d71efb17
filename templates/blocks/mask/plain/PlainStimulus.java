// SPDX-License-Identifier: Apache-2.0
package blocks.mask.plain;

import blocks.mask.codec.MaskDamage;
import blocks.mask.codec.MaskKind;
import blocks.mask.codec.MaskShape;
import blocks.mask.codec.SupermaskCodec;
import blocks.mask.supermask.DamagedMasks;
import blocks.mask.supermask.MaskWords;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import kakure.spec.Damage;
import kakure.spec.Stimulus;

/** Layers of plain bits that a decoder's counters hold, and damaged ones. */
final class PlainStimulus {
  private static final double[] DENSITIES = {0.3, 0.05, 0.5, 0.1, 0, 0.9, 1};
  private static final int FEW = 4096;

  private PlainStimulus() {}

  /** Layers of all densities and shapes, at least one, until {@code n} words are there. */
  static Stimulus layers(PlainMasks block, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var words = new ArrayList<List<BigInteger>>();
    for (int i = 0; words.isEmpty() || words.size() < n; i++) {
      var shape = i % 5 == 4 ? far(block, rng) : near(block, rng);
      words.addAll(MaskWords.transactions(coded(block, shape, DENSITIES[i % DENSITIES.length], rng)));
    }
    return new Stimulus.Transactions(Map.of("msk", words));
  }

  /** Up to three groups of outputs and turns of channels, as far as they are counted. */
  private static MaskShape near(PlainMasks block, SplittableRandom rng) {
    return held(block, extent(rng, 3 * block.outputs(), block.coutBits()), extent(rng, 3 * block.lanes(), block.channelBits()), extent(rng, 9, block.tapBits()));
  }

  /** One extent up to as far as it is counted or to some thousand, each power of two as often as the next, the others small. */
  private static MaskShape far(PlainMasks block, SplittableRandom rng) {
    int longest = rng.nextInt(1, 1 << rng.nextInt(2, 13)), a = rng.nextInt(1, 3);
    return switch (rng.nextInt(3)) {
      case 0 -> held(block, Math.min(longest, (1 << block.coutBits()) - 1), 1, Math.min(a, (1 << block.tapBits()) - 1));
      case 1 -> held(block, 1, Math.min(longest, (1 << block.channelBits()) - 1), 1);
      default -> held(block, Math.min(a, (1 << block.coutBits()) - 1), 1, Math.min(longest, (1 << block.tapBits()) - 1));
    };
  }

  private static int extent(SplittableRandom rng, int most, int bits) {
    return rng.nextInt(1, Math.min(most, (1 << bits) - 1) + 1);
  }

  /** A shape whose words are counted, too: fewer outputs where they would not be. */
  private static MaskShape held(PlainMasks block, int outputs, int channels, int taps) {
    long most = Math.min(FEW, (1L << block.lengthBits()) - 3) * 64;
    while (true) {
      var shape = new MaskShape(outputs, channels, taps);
      int filled = (outputs + block.step() - 1) / block.step() * block.step();
      if ((long) filled * channels * taps <= most) return shape;
      if (outputs > 1) outputs /= 2;
      else if (taps > 1) taps /= 2;
      else channels /= 2;
    }
  }

  private static long[] coded(PlainMasks block, MaskShape shape, double density, SplittableRandom rng) {
    var bits = new BitSet();
    for (int w = 0; w < shape.weights(); w++) bits.set(w, rng.nextDouble() < density);
    return SupermaskCodec.encode((o, c, t) -> bits.get((int) shape.index(o, c, t)), shape, block.layout(), MaskKind.plain()).beats();
  }

  /** Damaged layers of a few words to some hundred. */
  static List<Damage> damages(PlainMasks block, long seed, int n) {
    return new DamagedMasks(rng -> coded(block, near(block, rng), rng.nextDouble(), rng), words -> MaskDamage.INDICES, words -> CountedMask.decode(block, words)).of(seed, n);
  }
}
