// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import blocks.mask.codec.MaskStreamException.Fault;
import java.util.BitSet;

/**
 * The body of a plain mask: its bits one after the other, from the lowest bit of the first word. Entry by entry ({@link MaskOrder}), in an entry row by row as far as there are
 * channels, in a row output by output of the group, filled up with zeros to whole steps of {@link MaskLayout#plain} bits, so that a step lies in one row and in one word. The last
 * word is filled up with zeros, too.
 *
 * <p>The hardware shifts an entry in, rows and outputs that are not sent as zeros: each entry takes as many steps.
 */
final class PlainBits {
  private static final int WORD = 64;

  private final MaskOrder order;

  PlainBits(MaskOrder order) {
    this.order = order;
  }

  /** Called for each bit of the body: a weight, or filling. */
  private interface Bit {
    void at(int output, int channel, int tap);
  }

  private void each(Bit bit) {
    var layout = order.layout();
    var shape = order.shape();
    for (int g = 0; g < layout.outputGroups(shape); g++) {
      int first = g * layout.outputs(), end = first + layout.plainBitsOf(shape, g);
      for (int turn = 0; turn < order.turns(); turn++) {
        int active = order.active(turn);
        for (int t = 0; t < shape.taps(); t++) {
          for (int row = 0; row < active; row++) for (int o = first; o < end; o++) bit.at(o, order.channel(turn, row), t);
        }
      }
    }
  }

  /** Steps of a decoder. */
  long steps() {
    return order.entries() * order.layout().lanes() * (order.layout().outputs() / order.layout().plain());
  }

  /** Says where each group of output channels ends. */
  void groups(GroupEnds.End done) {
    var layout = order.layout();
    long at = (long) WORD * SupermaskHeader.UNCODED_BEATS;
    for (int g = 0; g < layout.outputGroups(order.shape()); g++) {
      at += (long) layout.plainBitsOf(order.shape(), g) * order.shape().channels() * order.shape().taps();
      done.at(g, at);
    }
  }

  private long length() {
    var layout = order.layout();
    var shape = order.shape();
    int last = layout.outputGroups(shape) - 1;
    return ((long) last * layout.outputs() + layout.plainBitsOf(shape, last)) * shape.channels() * shape.taps();
  }

  /** The body behind a header still empty. */
  long[] write(MaskBits mask) {
    var words = new long[SupermaskHeader.UNCODED_BEATS + Math.toIntExact((length() + WORD - 1) / WORD)];
    long[] at = {(long) WORD * SupermaskHeader.UNCODED_BEATS};
    each((o, c, t) -> {
      if (o < order.shape().outputs() && mask.bit(o, c, t)) words[(int) (at[0] / WORD)] |= 1L << at[0];
      at[0]++;
    });
    return words;
  }

  /** The mask at {@link MaskShape#index}. */
  BitSet read(long[] words) {
    var shape = order.shape();
    var mask = new BitSet();
    long[] at = {(long) WORD * SupermaskHeader.UNCODED_BEATS};
    each((o, c, t) -> {
      if (at[0] == (long) WORD * words.length) throw new MaskStreamException(Fault.TRUNCATED, words.length, "the words end before the mask does");
      if ((words[(int) (at[0] / WORD)] >>> at[0] & 1) == 1) {
        if (o >= shape.outputs()) throw new MaskStreamException(Fault.OVERLONG, at[0] / WORD, "a bit keeps output " + o + " of " + shape.outputs());
        mask.set((int) shape.index(o, c, t));
      }
      at[0]++;
    });
    int last = (int) ((at[0] - 1) / WORD);
    if (last + 1 < words.length || at[0] % WORD != 0 && words[last] >>> at[0] != 0) {
      throw new MaskStreamException(Fault.OVERLONG, last, "the mask is complete, " + (words.length - last - 1) + " words and bits of word " + last + " are left");
    }
    return mask;
  }
}
