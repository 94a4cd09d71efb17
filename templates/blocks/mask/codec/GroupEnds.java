// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import java.util.BitSet;

/** Where in a layer's stream the mask of each group of output channels ends: how many beats a decoder must have been given before the group's last entry leaves it. */
public final class GroupEnds {
  private static final int WORD = 64;

  private GroupEnds() {}

  /**
   * Beats from the stream's beginning up to each group's end; the last is all of them.
   *
   * @param beats a stream that {@link SupermaskCodec} wrote, @param order in which it was written
   */
  public static int[] of(long[] beats, MaskOrder order) {
    int words = order.layout().words();
    int[] ends = new int[order.layout().outputGroups(order.shape())];
    switch (order.kind().form()) {
      case ONE_OF -> new IndexUnits(order).read(beats, new BitSet(), (group, bits) -> ends[group] = beats(bits, words));
      case PLAIN -> new PlainBits(order).groups((group, bits) -> ends[group] = beats(bits, words));
      default -> {
        var reader = new LaneReader(beats, order, SupermaskHeader.read(beats, order.layout()).code());
        LaneSteps.run(order, reader, group -> ends[group] = reader.wordsTouched() / words);
      }
    }
    return ends;
  }

  private static int beats(long bits, int words) {
    long beat = (long) WORD * words;
    return (int) ((bits + beat - 1) / beat);
  }

  /** Called at the end of a group, with the bits of the stream up to there. */
  interface End {
    void at(int group, long bits);
  }
}
