// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import blocks.mask.codec.MaskStreamException.Fault;
import java.util.BitSet;

/**
 * Coded supermask of one layer: a header ({@link SupermaskHeader}), then, for a one-of-G mask, indices ({@link IndexUnits}), for a plain one its bits ({@link PlainBits}), else 16-bit units, the first in the low
 * bits of a word, dealt out to one stream of code words per lane by {@link LaneSteps}. A unit's first bit is its highest. Units that no lane needs are left out at the end
 * of the stream and are zero elsewhere.
 */
public final class SupermaskCodec {
  /** Largest layer that is coded in one go, in weights. */
  public static final long MAX_WEIGHTS = 1L << 28;

  private SupermaskCodec() {}

  /**
   * A coded layer.
   *
   * @param beats the stream, 64-bit words, {@link MaskLayout#words} to a beat
   * @param kind of the mask
   * @param code the block code that was chosen; RAW, of which nothing is sent, if the mask is one of G or plain
   * @param steps logical steps to decode it: the cycles of a decoder that never waits, tables aside
   * @param statistics what it costs
   * @param headerBits bits before the first kept weight
   */
  public record Encoded(long[] beats, MaskKind kind, BlockCode code, long steps, MaskStatistics statistics, long headerBits) {}

  /**
   * A decoded layer.
   *
   * @param shape the layer's extent
   * @param kind of the mask
   * @param bits the mask at {@link MaskShape#index}
   * @param steps logical steps it took
   */
  public record Decoded(MaskShape shape, MaskKind kind, BitSet bits, long steps) implements MaskBits {
    @Override
    public boolean bit(int output, int channel, int tap) {
      return bits.get((int) shape.index(output, channel, tap));
    }
  }

  /** Codes a layer as {@link MaskKind#free}. */
  public static Encoded encode(MaskBits mask, MaskShape shape, MaskLayout layout) {
    return encode(mask, shape, layout, MaskKind.free());
  }

  /**
   * Codes a layer; if its mask is sent as code words, with its best code or with RAW, whichever is shorter.
   *
   * @throws IllegalArgumentException if the layer has more than {@link #MAX_WEIGHTS} weights, the layout does not know the kind, or the mask is not of it: names the first
   *     group of channels that does not keep one weight
   */
  public static Encoded encode(MaskBits mask, MaskShape shape, MaskLayout layout, MaskKind kind) {
    if (shape.weights() > MAX_WEIGHTS) {
      throw new IllegalArgumentException("a mask of " + shape.weights() + " weights is more than is coded at once (" + MAX_WEIGHTS + ")");
    }
    var order = new MaskOrder(layout, shape, kind);
    long[] words;
    long steps;
    long ones;
    var code = BlockCode.RAW;
    if (kind.isOneOf()) {
      var written = new IndexUnits(order).write(mask);
      words = written.words();
      steps = written.steps();
      ones = MaskStatistics.ones(mask, shape);
    } else if (kind.form() == MaskKind.Form.PLAIN) {
      var plain = new PlainBits(order);
      words = plain.write(mask);
      steps = plain.steps();
      ones = MaskStatistics.ones(mask, shape);
    } else {
      var symbols = new LaneSymbols(mask, order);
      var chosen = new LaneWriter(order, symbols, BlockCode.optimal(symbols.counts()));
      if (chosen.words().length >= symbols.rawWords()) {
        var raw = new LaneWriter(order, symbols, BlockCode.RAW);
        if (raw.words().length <= chosen.words().length) chosen = raw;
      }
      words = chosen.words();
      steps = chosen.steps();
      code = chosen.code();
      ones = symbols.ones();
    }
    new SupermaskHeader(shape, kind, code).write(words, layout.words());
    long header = 64L * layout.words() * (kind.isCoded() ? SupermaskHeader.BEATS : SupermaskHeader.UNCODED_BEATS);
    return new Encoded(words, kind, code, steps, new MaskStatistics(shape.weights(), ones, 64L * words.length), header);
  }

  /**
   * Decodes a layer.
   *
   * @throws MaskStreamException if the stream is not exactly one well-formed layer, with the fault and the word
   */
  public static Decoded decode(long[] beats, MaskLayout layout) {
    var header = SupermaskHeader.read(beats, layout);
    var shape = header.shape();
    var order = new MaskOrder(layout, shape, header.kind());
    long payload = 64L * beats.length;
    long least = switch (header.kind().form()) {
      case ONE_OF -> shape.weights() / 8;
      case PLAIN -> shape.weights();
      default -> layout.symbols(shape);
    };
    if (least > payload) {     // an index is for eight weights at most, and of one bit at least, as a code word is: refused before anything is allocated
      throw new MaskStreamException(Fault.TRUNCATED, beats.length, "a mask of " + shape + " cannot lie in " + beats.length + " words");
    }
    if (shape.weights() > Integer.MAX_VALUE) {
      throw new MaskStreamException(Fault.HEADER, 1, shape.weights() + " weights are more than are decoded at once");
    }
    if (header.kind().isOneOf()) {
      var bits = new BitSet();
      return new Decoded(shape, header.kind(), bits, new IndexUnits(order).read(beats, bits));
    }
    if (header.kind().form() == MaskKind.Form.PLAIN) {
      var plain = new PlainBits(order);
      return new Decoded(shape, header.kind(), plain.read(beats), plain.steps());
    }
    var reader = new LaneReader(beats, order, header.code());
    long steps = LaneSteps.run(order, reader);
    if (reader.wordsTouched() < beats.length) {
      throw new MaskStreamException(Fault.OVERLONG, reader.wordsTouched(), "all blocks are decoded, " + (beats.length - reader.wordsTouched()) + " words are left");
    }
    return new Decoded(shape, header.kind(), reader.bits(), steps);
  }
}
