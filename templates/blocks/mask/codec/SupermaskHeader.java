// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import blocks.mask.codec.MaskStreamException.Fault;

/**
 * The 64-bit words before a layer's mask: words 0 and 1 of {@link MaskHeader}, with {@link MaskKind#code} for the kind;
 * if the mask is sent as code words, word 2: the 16 code lengths, block s at bits 4s+3..4s. Each is the lowest word of a beat of {@link MaskLayout#words}, whose other words are 0.
 */
record SupermaskHeader(MaskShape shape, MaskKind kind, BlockCode code) {
  /** Beats of the header. */
  static final int BEATS = 3;
  /** Beats of the header of a mask without code words: one of G, or plain. */
  static final int UNCODED_BEATS = 2;

  /** Fills in the header of a stream whose body is already in place. */
  void write(long[] words, int beat) {
    words[beat] = MaskContainer.kind(kind.code(), MaskHeader.OUTPUTS.put(shape.outputs()) | MaskHeader.TAPS.put(shape.taps()) | MaskHeader.CHANNELS.put(shape.channels()));
    if (kind.isCoded()) words[2 * beat] = code.packed();
    MaskContainer.seal(words, beat);
  }

  /** Reads and checks the header and the check sum of the whole stream. */
  static SupermaskHeader read(long[] words, MaskLayout layout) {
    int beat = layout.words();
    int code = MaskContainer.kind(words, (layout.oneof() > 1 || layout.plain() > 0 ? UNCODED_BEATS : BEATS) + 1, beat);
    var kind = MaskKind.ofCode(code).filter(layout::supports).orElseThrow(() -> new MaskStreamException(Fault.KIND, beat, "kind " + code + " is not understood with " + layout));
    int outputs = (int) MaskHeader.OUTPUTS.in(words[beat]);
    int taps = (int) MaskHeader.TAPS.in(words[beat]);
    int channels = (int) MaskHeader.CHANNELS.in(words[beat]);
    if (outputs == 0 || taps == 0 || channels == 0) {
      throw new MaskStreamException(Fault.HEADER, beat, "an extent is zero (" + outputs + " outputs, " + channels + " channels, " + taps + " taps)");
    }
    MaskContainer.verify(words, beat);
    try {
      return new SupermaskHeader(new MaskShape(outputs, channels, taps), kind, kind.isCoded() ? BlockCode.ofPacked(words[2 * beat]) : BlockCode.RAW);
    } catch (IllegalArgumentException e) {
      throw new MaskStreamException(Fault.CODE, 2 * beat, e.getMessage());
    }
  }
}
