// SPDX-License-Identifier: Apache-2.0
package blocks.mask.plain;

import blocks.mask.codec.MaskHeader;
import blocks.mask.codec.MaskStreamException.Fault;
import blocks.mask.codec.MaskStreamException;
import blocks.mask.codec.SupermaskCodec;
import kakure.spec.Word;

/** Streams of plain masks as a block reads them: a layer that it cannot count has a bad header. */
final class CountedMask {
  private static final Word.Field LENGTH = MaskHeader.start().get("length");

  private CountedMask() {}

  /**
   * The mask of a stream.
   *
   * @throws MaskStreamException if it is none that the block decodes, with the fault and the word
   */
  static SupermaskCodec.Decoded decode(PlainMasks block, long[] words) {
    if (words.length > 0 && !fits(LENGTH.in(words[0]), block.lengthBits())) throw new MaskStreamException(Fault.HEADER, 0, LENGTH.in(words[0]) + " words are more than " + block + " counts");
    var mask = SupermaskCodec.decode(words, block.layout());
    var shape = mask.shape();
    boolean counted = fits(shape.outputs(), block.coutBits()) && fits(shape.taps(), block.tapBits()) && fits(shape.channels(), block.channelBits());
    if (!counted) throw new MaskStreamException(Fault.HEADER, 1, shape + " is more than " + block + " counts");
    return mask;
  }

  private static boolean fits(long n, int bits) {
    return n >>> bits == 0;
  }
}
