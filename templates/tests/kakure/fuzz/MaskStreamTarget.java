// SPDX-License-Identifier: Apache-2.0
package kakure.fuzz;

import blocks.mask.codec.MaskCodec;
import blocks.mask.codec.MaskCodecs;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/** Single-stream masks of every codec. */
final class MaskStreamTarget implements MaskTarget {
  @Override
  public String name() {
    return "maskstream";
  }

  @Override
  public List<byte[]> seeds() {
    var rng = new SplittableRandom(1);
    var bits = new BitSet();
    for (int i = 0; i < 300; i++) bits.set(i, rng.nextInt(5) == 0);
    var seeds = new ArrayList<byte[]>();
    for (var codec : MaskCodec.values()) {
      for (int choice : new int[] {0, 128}) seeds.add(Words.bytes(choice, MaskCodecs.encode(new MaskCodecs.Mask(bits, 300), codec, Math.min(2, codec.mostR()))));
    }
    return seeds;
  }

  @Override
  public void read(byte[] input) {
    var mask = MaskCodecs.decode(Words.of(input));
    if (mask.length() > SMALL) return;
    var again = MaskCodecs.decode(MaskCodecs.best(mask).words());
    if (again.length() != mask.length()) throw new AssertionError("a mask of another length after coding");
    MaskTarget.same(again.bits(), mask.bits());
  }
}
