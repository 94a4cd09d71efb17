// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A group's mask ends with the word that holds its last bit: of indices and plain bits by arithmetic, of code words where the machine of steps has taken it. */
class GroupEndsTest {
  private static final MaskShape SHAPE = new MaskShape(10, 24, 9);

  private static int[] ends(MaskLayout layout, MaskKind kind, MaskBits mask) {
    return GroupEnds.of(SupermaskCodec.encode(mask, SHAPE, layout, kind).beats(), new MaskOrder(layout, SHAPE, kind));
  }

  @Test
  void plainBitsEndWhereTheyAreCounted() {
    assertThat(ends(MaskLayout.plain(16, 4, 4), MaskKind.plain(), (o, c, t) -> false)).as("two words of header, 4 x 24 x 9 = 864 bits a group, then 864, then 2 outputs filled up to 4").containsExactly(2 + 14, 2 + 27, 2 + 41);
  }

  @Test
  void indicesEndWhereTheyAreCounted() {
    assertThat(ends(new MaskLayout(8, 4, 1, 1, 4), MaskKind.oneOf(4), (o, c, t) -> c % 4 == 1)).as("two bits for each of 4 x 6 x 9").containsExactly(2 + 7, 2 + 14, 2 + 17);
  }

  @Test
  void codeWordsEndWhereTheMachineTookThem() {
    var rng = new SplittableRandom(1);
    for (int lanes : new int[] {1, 5, 16, 24}) {
      var kept = new boolean[(int) SHAPE.weights()];
      for (int i = 0; i < kept.length; i++) kept[i] = rng.nextInt(4) == 0;
      var layout = new MaskLayout(lanes, 4, 1);
      var stream = SupermaskCodec.encode((o, c, t) -> kept[(int) SHAPE.index(o, c, t)], SHAPE, layout, MaskKind.free()).beats();
      int[] ends = GroupEnds.of(stream, new MaskOrder(layout, SHAPE, MaskKind.free()));
      assertThat(ends).hasSize(3).isSorted();
      assertThat(ends[2]).as("%d lanes", lanes).isEqualTo(stream.length);
      assertThat(ends[0]).as("%d lanes: a group of 864 weights of 2,160, and at most three units a lane ahead", lanes).isBetween(stream.length / 3, stream.length / 2 + (3 * lanes + 3) / 4);
    }
  }
}
