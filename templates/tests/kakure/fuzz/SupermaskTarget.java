// SPDX-License-Identifier: Apache-2.0
package kakure.fuzz;

import blocks.mask.codec.MaskKind;
import blocks.mask.codec.MaskLayout;
import blocks.mask.codec.MaskShape;
import blocks.mask.codec.SupermaskCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The layers' multi-stream masks, for one of some layouts. */
final class SupermaskTarget implements MaskTarget {
  private static final List<MaskLayout> LAYOUTS = List.of(new MaskLayout(16, 32, 1), new MaskLayout(3, 7, 2), new MaskLayout(1, 1, 1), new MaskLayout(256, 256, 2));
  /** Chosen by bit 6. */
  private static final MaskLayout PLAIN = MaskLayout.plain(3, 8, 4);

  @Override
  public String name() {
    return "supermask";
  }

  @Override
  public List<byte[]> seeds() {
    var rng = new SplittableRandom(1);
    var seeds = new ArrayList<byte[]>();
    for (int i = 0; i < 8; i++) {
      var shape = new MaskShape(rng.nextInt(1, 20), rng.nextInt(1, 20), rng.nextInt(1, 5));
      seeds.add(Words.bytes(i % 4 | 128 * (i / 4), SupermaskCodec.encode((o, c, t) -> rng.nextInt(4) == 0, shape, LAYOUTS.get(i % 4)).beats()));
    }
    seeds.add(Words.bytes(64, SupermaskCodec.encode((o, c, t) -> rng.nextInt(4) == 0, new MaskShape(9, 5, 3), PLAIN, MaskKind.plain()).beats()));
    return seeds;
  }

  @Override
  public void read(byte[] input) {
    var layout = (Words.choice(input) & 64) != 0 ? PLAIN : LAYOUTS.get(Words.choice(input) % 4);
    var mask = SupermaskCodec.decode(Words.of(input), layout);
    if (mask.bits().length() > mask.shape().weights()) throw new AssertionError("a weight beyond the layer");
    if (mask.shape().weights() > SMALL) return;
    var again = SupermaskCodec.decode(SupermaskCodec.encode(mask, mask.shape(), layout, mask.kind()).beats(), layout);
    MaskTarget.same(again.bits(), mask.bits());
  }
}
