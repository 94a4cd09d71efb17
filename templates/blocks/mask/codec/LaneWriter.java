// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import java.util.Arrays;
import kakure.spec.Values;

/** Lays the units of a layer out in the order in which the decoder's lanes will ask for them. */
final class LaneWriter implements LaneSteps.Lanes {
  private final LaneSymbols symbols;
  private final BlockCode code;
  private final int[] decoded;
  private final int[] sent;                      // blocks whose code words have begun to be sent
  private final long[] pending;                  // bits of the last begun word not yet sent, and how many
  private final int[] pendingBits;
  private final int beat;
  private long[] words;
  private int units;
  private int needed;                            // units up to the last that carries a bit
  private final long steps;

  LaneWriter(MaskOrder order, LaneSymbols symbols, BlockCode code) {
    int lanes = order.layout().streams();
    beat = order.layout().words();
    words = new long[SupermaskHeader.BEATS * beat + 16];
    this.symbols = symbols;
    this.code = code;
    decoded = new int[lanes];
    sent = new int[lanes];
    pending = new long[lanes];
    pendingBits = new int[lanes];
    steps = LaneSteps.run(order, this);
  }

  BlockCode code() {
    return code;
  }

  long steps() {
    return steps;
  }

  /** The stream, its header still empty. */
  long[] words() {
    return Arrays.copyOf(words, (SupermaskHeader.BEATS + Values.ceil(needed, LaneSteps.UNITS * beat)) * beat);
  }

  @Override
  public int length(int lane, int ahead) {
    return code.length(symbols.get(lane, decoded[lane] + ahead));
  }

  @Override
  public void decode(int lane, int group, int channel, int tap, int block) {
    decoded[lane]++;
  }

  @Override
  public boolean serve(int lane) {
    while (pendingBits[lane] < LaneSteps.UNIT && sent[lane] < symbols.size(lane)) {
      int symbol = symbols.get(lane, sent[lane]++);
      pending[lane] = pending[lane] << code.length(symbol) | code.word(symbol);
      pendingBits[lane] += code.length(symbol);
    }
    int bits = Math.min(pendingBits[lane], LaneSteps.UNIT);
    pendingBits[lane] -= bits;
    long unit = (pending[lane] >>> pendingBits[lane]) << (LaneSteps.UNIT - bits) & 0xffff;
    pending[lane] &= (1L << pendingBits[lane]) - 1;
    int at = SupermaskHeader.BEATS * beat + units / LaneSteps.UNITS;
    if (at == words.length) {
      words = Arrays.copyOf(words, 2 * words.length);
    }
    words[at] |= unit << LaneSteps.UNIT * (units % LaneSteps.UNITS);
    units++;
    if (bits > 0) {
      needed = units;
    }
    return true;
  }

  @Override
  public MaskStreamException truncated() {
    throw new IllegalStateException("an encoder's lanes are always served");
  }
}
