// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import blocks.mask.codec.MaskStreamException.Fault;
import java.util.BitSet;
import java.util.Locale;
import java.util.function.IntConsumer;

/**
 * The body of a one-of-G mask: log2 G bits for each kept weight, its position in the group of channels, lowest bit first, one after the other from the lowest bit of the first
 * beat behind the header. Entry by entry ({@link MaskOrder}), in an entry row by row, in a row output by output; nothing is filled up but the last beat, with zeros.
 *
 * <p>The hardware takes in a step what {@link IndexSteps} says.
 */
final class IndexUnits {
  private static final int WORD = 64;

  private final MaskOrder order;
  private final int bits;
  private final int beat;

  IndexUnits(MaskOrder order) {
    this.order = order;
    bits = order.kind().indexBits();
    beat = order.layout().words();
  }

  /** Called for each row of each entry, or each piece of it that is taken in a step: what is wrong with a piece is found before the next is looked at. */
  private interface Piece {
    void run(int firstOutput, int outputs, int channel, int tap);
  }

  private void each(Piece to, IntConsumer done) {
    var layout = order.layout();
    var shape = order.shape();
    int piece = new IndexSteps(bits, beat).piece();
    for (int g = 0; g < layout.outputGroups(shape); g++) {
      int end = g * layout.outputs() + layout.outputsOf(shape, g);
      for (int turn = 0; turn < order.turns(); turn++) {
        int active = order.active(turn);
        for (int t = 0; t < shape.taps(); t++) {
          for (int row = 0; row < active; row++) {
            for (int o = g * layout.outputs(); o < end; o += piece) to.run(o, Math.min(piece, end - o), order.channel(turn, row), t);
          }
        }
      }
      done.accept(g);
    }
  }

  /** Steps of the layer. */
  private long steps() {
    long steps = 0;
    for (int g = 0; g < order.layout().outputGroups(order.shape()); g++) steps += order.indexSteps(g);
    return steps;
  }

  /** Bits of the body. */
  private long length() {
    var shape = order.shape();
    int group = order.kind().group();
    return (long) shape.outputs() * shape.taps() * ((shape.channels() + group - 1) / group) * bits;
  }

  /**
   * A coded body behind a header still empty.
   *
   * @param words of the stream
   * @param steps that decode it
   */
  record Written(long[] words, long steps) {}

  /** Codes a mask. */
  Written write(MaskBits mask) {
    int header = SupermaskHeader.UNCODED_BEATS * beat, whole = WORD * beat;
    var words = new long[header + Math.toIntExact((length() + whole - 1) / whole) * beat];
    var shape = order.shape();
    int group = order.kind().group();
    long[] at = {0};
    each((first, outputs, channel, tap) -> {
      for (int o = first; o < first + outputs; o++) {
        int kept = MaskKind.kept(mask, shape, group, o, channel, tap);
        if (kept < 0) {
          throw new IllegalArgumentException(String.format(
              Locale.ROOT, "the mask is not one of %d: output %d, channels %d..%d, tap %d keep none or several", group, o, channel, Math.min(channel + group, shape.channels()) - 1, tap));
        }
        for (int b = 0; b < bits; b++, at[0]++) words[header + (int) (at[0] / WORD)] |= (kept >> b & 1L) << at[0];
      }
    }, g -> { });
    return new Written(words, steps());
  }

  /**
   * Reads a mask into {@code mask}, at {@link MaskShape#index}.
   *
   * @return steps
   */
  long read(long[] words, BitSet mask) {
    return read(words, mask, (group, bits) -> { });
  }

  /** The same, told where each group of output channels ends. */
  long read(long[] words, BitSet mask, GroupEnds.End done) {
    var shape = order.shape();
    int group = order.kind().group();
    long[] at = {(long) WORD * SupermaskHeader.UNCODED_BEATS * beat};
    long end = (long) WORD * words.length;
    each((first, outputs, channel, tap) -> {
      if (at[0] + (long) outputs * bits > end) throw new MaskStreamException(Fault.TRUNCATED, words.length, "the words end before the mask does");
      for (int o = first; o < first + outputs; o++) {
        int kept = 0;
        for (int b = 0; b < bits; b++, at[0]++) kept |= (int) (words[(int) (at[0] / WORD)] >>> at[0] & 1) << b;
        if (channel + kept >= shape.channels()) {
          throw new MaskStreamException(Fault.INDEX, (at[0] - 1) / WORD, "output " + o + ", tap " + tap + " keep channel " + (channel + kept) + " of " + shape.channels());
        }
        mask.set((int) shape.index(o, channel + kept, tap));
      }
    }, g -> done.at(g, at[0]));
    int last = (int) ((at[0] - 1) / WORD), ended = (last / beat + 1) * beat;
    boolean left = at[0] % WORD != 0 && words[last] >>> at[0] != 0;
    for (int word = last + 1; word < ended; word++) left |= words[word] != 0;
    if (ended < words.length || left) {
      throw new MaskStreamException(Fault.OVERLONG, last, "the mask is complete, " + (words.length - last - 1) + " words and bits of word " + last + " are left");
    }
    return steps();
  }
}
