// SPDX-License-Identifier: Apache-2.0
package kakure.golden;

import kakure.golden.MaskStreamException.Fault;

/**
 * The three 64-bit words before a layer's mask units: {@link MaskContainer}, then
 * word 1: [15:0] output channels, [31:16] taps, [47:32] input channels, [55:48] kind (0: free mask, 4-bit blocks), [63:56] version;
 * word 2: the 16 code lengths, block s at bits 4s+3..4s.
 */
record SupermaskHeader(MaskShape shape, BlockCode code) {
  /** Words of the header. */
  static final int WORDS = 3;
  private static final int FREE = 0;

  /** Fills in the header of a stream whose units are already in place. */
  void write(long[] words) {
    words[1] = MaskContainer.kind(FREE, shape.outputs() | (long) shape.taps() << 16 | (long) shape.channels() << 32);
    words[2] = code.packed();
    MaskContainer.seal(words);
  }

  /** Reads and checks the header and the check sum of the whole stream. */
  static SupermaskHeader read(long[] words) {
    int kind = MaskContainer.kind(words, WORDS + 1);
    if (kind != FREE) throw new MaskStreamException(Fault.KIND, 1, "kind " + kind + ", understood is " + FREE + " (free mask, 4-bit blocks)");
    int outputs = (int) words[1] & 0xffff;
    int taps = (int) (words[1] >>> 16) & 0xffff;
    int channels = (int) (words[1] >>> 32) & 0xffff;
    if (outputs == 0 || taps == 0 || channels == 0) {
      throw new MaskStreamException(Fault.HEADER, 1, "an extent is zero (" + outputs + " outputs, " + channels + " channels, " + taps + " taps)");
    }
    MaskContainer.verify(words);
    try {
      return new SupermaskHeader(new MaskShape(outputs, channels, taps), BlockCode.ofPacked(words[2]));
    } catch (IllegalArgumentException e) {
      throw new MaskStreamException(Fault.CODE, 2, e.getMessage());
    }
  }
}
