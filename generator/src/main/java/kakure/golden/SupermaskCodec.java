// SPDX-License-Identifier: Apache-2.0
package kakure.golden;

import java.util.BitSet;
import kakure.golden.MaskStreamException.Fault;

/**
 * Coded supermask of one layer: a header ({@link SupermaskHeader}), then 16-bit units, the first in the low bits of a word, dealt out
 * to one stream of code words per input-channel lane by {@link LaneSteps}. A unit's first bit is its highest. Units that no lane
 * needs are left out at the end of the stream and are zero elsewhere.
 */
public final class SupermaskCodec {
  /** Largest layer that is coded in one go, in weights. */
  public static final long MAX_WEIGHTS = 1L << 28;

  private SupermaskCodec() {}

  /**
   * A coded layer.
   *
   * @param beats the stream, 64-bit words
   * @param code the block code that was chosen
   * @param steps logical steps to decode it: the cycles of a decoder that never waits, tables aside
   * @param statistics what it costs
   */
  public record Encoded(long[] beats, BlockCode code, long steps, MaskStatistics statistics) {}

  /**
   * A decoded layer.
   *
   * @param shape the layer's extent
   * @param bits the mask at {@link MaskShape#index}
   * @param steps logical steps it took
   */
  public record Decoded(MaskShape shape, BitSet bits, long steps) implements MaskBits {
    @Override
    public boolean bit(int output, int channel, int tap) {
      return bits.get((int) shape.index(output, channel, tap));
    }
  }

  /**
   * Codes a layer with its best code or with RAW, whichever is shorter.
   *
   * @throws IllegalArgumentException if the layer has more than {@link #MAX_WEIGHTS} weights
   */
  public static Encoded encode(MaskBits mask, MaskShape shape, MaskLayout layout) {
    if (shape.weights() > MAX_WEIGHTS) {
      throw new IllegalArgumentException("a mask of " + shape.weights() + " weights is more than is coded at once (" + MAX_WEIGHTS + ")");
    }
    var symbols = new LaneSymbols(mask, shape, layout);
    var raw = new LaneWriter(layout, shape, symbols, BlockCode.RAW);
    var best = new LaneWriter(layout, shape, symbols, BlockCode.optimal(symbols.counts()));
    LaneWriter chosen = best.words().length < raw.words().length ? best : raw;
    long[] words = chosen.words();
    new SupermaskHeader(shape, chosen.code()).write(words);
    return new Encoded(words, chosen.code(), chosen.steps(), MaskStatistics.of(mask, shape, 64L * words.length));
  }

  /**
   * Decodes a layer.
   *
   * @throws MaskStreamException if the stream is not exactly one well-formed layer, with the fault and the word
   */
  public static Decoded decode(long[] beats, MaskLayout layout) {
    SupermaskHeader header = SupermaskHeader.read(beats);
    MaskShape shape = header.shape();
    long payload = 64L * (beats.length - SupermaskHeader.WORDS);
    if (layout.symbols(shape) > payload) {     // a code word has one bit at least: refused before anything is allocated
      throw new MaskStreamException(Fault.TRUNCATED, beats.length, layout.symbols(shape) + " blocks cannot lie in " + payload + " bits");
    }
    if (shape.weights() > Integer.MAX_VALUE) {
      throw new MaskStreamException(Fault.HEADER, 1, shape.weights() + " weights are more than are decoded at once");
    }
    var reader = new LaneReader(beats, layout, shape, header.code());
    long steps = LaneSteps.run(layout, shape, reader);
    if (reader.wordsTouched() < beats.length) {
      throw new MaskStreamException(Fault.OVERLONG, reader.wordsTouched(), "all blocks are decoded, " + (beats.length - reader.wordsTouched()) + " words are left");
    }
    return new Decoded(shape, reader.bits(), steps);
  }
}
