// SPDX-License-Identifier: Apache-2.0
package blocks.mask.maskstream;

import blocks.mask.codec.MaskCodec;
import blocks.mask.codec.MaskCodecs;
import blocks.mask.codec.MaskDamage;
import blocks.mask.codec.MaskStreamException;
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

/** Coded masks, and damaged ones. */
final class MaskStreamStimulus {
  private static final double[] DENSITIES = {0.3, 0.05, 0.5, 0.01, 0, 0.9, 1, 0.1};

  private MaskStreamStimulus() {}

  /** Masks of all densities, lengths and r, at least one, until {@code n} words are there; now and then gaps as long as code words can be, in masks of up to 131,071 bits, each power of two as often. */
  static Stimulus masks(MaskCodec codec, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var words = new ArrayList<List<BigInteger>>();
    for (int i = 0; words.isEmpty() || words.size() < n; i++) {
      boolean sparse = i % 9 == 8;
      int length = rng.nextInt(1, sparse ? 1 << rng.nextInt(10, 18) : i % 3 == 0 ? 2000 : 80);
      words.addAll(MaskWords.transactions(coded(codec, length, sparse ? 0.0005 : DENSITIES[i % DENSITIES.length], rng)));
    }
    return new Stimulus.Transactions(Map.of("msk", words));
  }

  private static long[] coded(MaskCodec codec, int length, double density, SplittableRandom rng) {
    var bits = new BitSet();
    for (int b = 0; b < length; b++) bits.set(b, rng.nextDouble() < density);
    return MaskCodecs.encode(new MaskCodecs.Mask(bits, length), codec, rng.nextInt(codec.leastR(), codec.mostR() + 1));
  }

  /** Damaged masks of up to 3,000 bits. */
  static List<Damage> damages(MaskCodec codec, long seed, int n) {
    var damage = new MaskDamage(codec.headerWords(), List.of(0xffff_ffffL), codec == MaskCodec.BLOCK, 1);
    return new DamagedMasks(rng -> coded(codec, rng.nextInt(1, 3000), rng.nextDouble(0.1, 0.9), rng), words -> damage, words -> {
      if (words[1] >>> 48 != (0x100 | codec.kind())) throw new MaskStreamException(MaskStreamException.Fault.KIND, 1, "a decoder knows its own codec only");
      MaskCodecs.decode(words);
    }).of(seed, n);
  }
}
