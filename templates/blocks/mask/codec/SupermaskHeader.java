// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import blocks.mask.codec.MaskStreamException.Fault;

/**
 * The 64-bit words before a layer's mask: words 0 and 1 of {@link MaskHeader}, with {@link MaskKind#code} for the kind;
 * if the mask is sent as code words, word 2: the 16 code lengths, block s at bits 4s+3..4s.
 */
record SupermaskHeader(MaskShape shape, MaskKind kind, BlockCode code) {
  /** Words of the header. */
  static final int WORDS = 3;
  /** Words of the header of a mask without code words: one of G, or plain. */
  static final int UNCODED_WORDS = 2;

  /** Fills in the header of a stream whose body is already in place. */
  void write(long[] words) {
    words[1] = MaskContainer.kind(kind.code(), MaskHeader.OUTPUTS.put(shape.outputs()) | MaskHeader.TAPS.put(shape.taps()) | MaskHeader.CHANNELS.put(shape.channels()));
    if (kind.isCoded()) words[2] = code.packed();
    MaskContainer.seal(words);
  }

  /** Reads and checks the header and the check sum of the whole stream. */
  static SupermaskHeader read(long[] words, MaskLayout layout) {
    int code = MaskContainer.kind(words, (layout.oneof() > 1 || layout.plain() > 0 ? UNCODED_WORDS : WORDS) + 1);
    var kind = MaskKind.ofCode(code).filter(layout::supports).orElseThrow(() -> new MaskStreamException(Fault.KIND, 1, "kind " + code + " is not understood with " + layout));
    int outputs = (int) MaskHeader.OUTPUTS.in(words[1]);
    int taps = (int) MaskHeader.TAPS.in(words[1]);
    int channels = (int) MaskHeader.CHANNELS.in(words[1]);
    if (outputs == 0 || taps == 0 || channels == 0) {
      throw new MaskStreamException(Fault.HEADER, 1, "an extent is zero (" + outputs + " outputs, " + channels + " channels, " + taps + " taps)");
    }
    MaskContainer.verify(words);
    try {
      return new SupermaskHeader(new MaskShape(outputs, channels, taps), kind, kind.isCoded() ? BlockCode.ofPacked(words[2]) : BlockCode.RAW);
    } catch (IllegalArgumentException e) {
      throw new MaskStreamException(Fault.CODE, 2, e.getMessage());
    }
  }
}
