// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import java.util.BitSet;

/** Where in a layer's stream the mask of each group of output channels ends: how many words a decoder must have been given before the group's last entry leaves it. */
public final class GroupEnds {
  private static final int WORD = 64;

  private GroupEnds() {}

  /**
   * Words from the stream's beginning up to each group's end; the last is all of them.
   *
   * @param beats a stream that {@link SupermaskCodec} wrote, @param order in which it was written
   */
  public static int[] of(long[] beats, MaskOrder order) {
    int[] ends = new int[order.layout().outputGroups(order.shape())];
    switch (order.kind().form()) {
      case ONE_OF -> new IndexUnits(order).read(beats, new BitSet(), (group, bits) -> ends[group] = words(bits));
      case PLAIN -> new PlainBits(order).groups((group, bits) -> ends[group] = words(bits));
      default -> {
        var reader = new LaneReader(beats, order, SupermaskHeader.read(beats, order.layout()).code());
        LaneSteps.run(order, reader, group -> ends[group] = reader.wordsTouched());
      }
    }
    return ends;
  }

  private static int words(long bits) {
    return (int) ((bits + WORD - 1) / WORD);
  }

  /** Called at the end of a group, with the bits of the stream up to there. */
  interface End {
    void at(int group, long bits);
  }
}
