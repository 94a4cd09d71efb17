// SPDX-License-Identifier: Apache-2.0
package kakure.fuzz;

import blocks.mask.codec.MaskCodec;
import blocks.mask.codec.MaskCodecs;
import blocks.mask.codec.MaskStreamException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/** Single-stream masks of every codec; a mask that was read is read again from its own best coding. */
final class MaskStreamTarget implements FuzzTarget {
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
  public List<Class<? extends RuntimeException>> refusals() {
    return List.of(MaskStreamException.class);
  }

  @Override
  public void read(byte[] input) {
    var mask = MaskCodecs.decode(Words.of(input));
    if (mask.length() > 1 << 16) return;
    var again = MaskCodecs.decode(MaskCodecs.best(mask).words());
    if (again.length() != mask.length() || !again.bits().equals(mask.bits())) throw new AssertionError("another mask after coding");
  }
}
