// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import blocks.mask.codec.MaskStreamException.Fault;
import java.util.BitSet;

/** Lanes that read their units from a stream and write a mask. */
final class LaneReader implements LaneSteps.Lanes {
  private final long[] words;
  private final MaskLayout layout;
  private final MaskShape shape;
  private final BlockCode code;
  private final long[] held;                     // a lane's bits, the next one highest; zeros below
  private final int[] heldBits;
  private final BitSet bits = new BitSet();
  private long units;

  LaneReader(long[] words, MaskOrder order, BlockCode code) {
    this.words = words;
    this.layout = order.layout();
    this.shape = order.shape();
    this.code = code;
    held = new long[layout.streams()];
    heldBits = new int[layout.streams()];
  }

  BitSet bits() {
    return bits;
  }

  /** Words of the beats of which a unit was taken, and all before. */
  int wordsTouched() {
    long beat = layout.words(), served = LaneSteps.UNITS * beat;
    return (int) ((SupermaskHeader.BEATS + (units + served - 1) / served) * beat);
  }

  @Override
  public int length(int lane, int ahead) {
    int skip = ahead == 0 ? 0 : length(lane, 0);
    return code.length(code.symbol((int) (held[lane] << skip >>> 56)));
  }

  @Override
  public void decode(int lane, int group, int channel, int tap, int block) {
    int symbol = code.symbol((int) (held[lane] >>> 56));
    int length = code.length(symbol);
    held[lane] <<= length;
    heldBits[lane] -= length;
    int first = group * layout.outputs() + 4 * block;
    int end = Math.min(first + 4, group * layout.outputs() + layout.outputsOf(shape, group));
    for (int o = first; o < end; o++) {
      if ((symbol >> (o - first) & 1) != 0) {
        bits.set((int) shape.index(o, channel, tap));
      }
    }
  }

  @Override
  public boolean serve(int lane) {
    int at = (int) (SupermaskHeader.BEATS * layout.words() + units / LaneSteps.UNITS);
    if (at == words.length) {
      return false;
    }
    long unit = words[at] >>> LaneSteps.UNIT * (int) (units % LaneSteps.UNITS) & 0xffff;
    held[lane] |= unit << (64 - LaneSteps.UNIT - heldBits[lane]);
    heldBits[lane] += LaneSteps.UNIT;
    units++;
    return true;
  }

  @Override
  public MaskStreamException truncated() {
    return new MaskStreamException(Fault.TRUNCATED, words.length, "the units end before the blocks do");
  }
}
