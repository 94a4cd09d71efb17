// SPDX-License-Identifier: Apache-2.0
package kakure.golden;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import kakure.golden.MaskStreamException.Fault;

/**
 * The three 64-bit words before a layer's mask units.
 * Word 0: [31:0] words in all, [63:32] CRC-32 (IEEE 802.3) of the later words as little-endian bytes.
 * Word 1: [15:0] output channels, [31:16] taps, [47:32] input channels, [55:48] kind (0: free mask, 4-bit blocks), [63:56] version 1.
 * Word 2: the 16 code lengths, block s at bits 4s+3..4s.
 */
record SupermaskHeader(MaskShape shape, BlockCode code) {
  /** Words of the header. */
  static final int WORDS = 3;
  private static final int VERSION_AND_KIND = 0x0100;

  /** Fills in the header of a stream whose units are already in place. */
  void write(long[] words) {
    words[1] = shape.outputs() | (long) shape.taps() << 16 | (long) shape.channels() << 32 | (long) VERSION_AND_KIND << 48;
    words[2] = code.packed();
    words[0] = words.length | crc(words) << 32;
  }

  /** Reads and checks the header and the check sum of the whole stream. */
  static SupermaskHeader read(long[] words) {
    if (words.length < WORDS + 1) {
      throw new MaskStreamException(Fault.HEADER, words.length, "shorter than a header and one word of units");
    }
    long length = words[0] & 0xffffffffL;
    if (length < WORDS + 1) {
      throw new MaskStreamException(Fault.HEADER, 0, "the length field says " + length + " words, the least is " + (WORDS + 1));
    }
    if (words[1] >>> 48 != VERSION_AND_KIND) {
      throw new MaskStreamException(Fault.KIND, 1, "version " + (words[1] >>> 56) + ", kind " + (words[1] >>> 48 & 255)
          + "; version 1, kind 0 (free mask, 4-bit blocks) is understood");
    }
    int outputs = (int) words[1] & 0xffff;
    int taps = (int) (words[1] >>> 16) & 0xffff;
    int channels = (int) (words[1] >>> 32) & 0xffff;
    if (outputs == 0 || taps == 0 || channels == 0) {
      throw new MaskStreamException(Fault.HEADER, 1, "an extent is zero (" + outputs + " outputs, " + channels + " channels, " + taps + " taps)");
    }
    if (length > words.length) {
      throw new MaskStreamException(Fault.TRUNCATED, words.length, "the length field says " + length + " words");
    }
    if (length < words.length) {
      throw new MaskStreamException(Fault.OVERLONG, length, "the length field says " + length + " words, there are " + words.length);
    }
    long crc = crc(words);
    if (crc != words[0] >>> 32) {
      throw new MaskStreamException(Fault.CRC, 0, String.format(java.util.Locale.ROOT, "check sum %08x, its field says %08x", crc, words[0] >>> 32));
    }
    try {
      return new SupermaskHeader(new MaskShape(outputs, channels, taps), BlockCode.ofPacked(words[2]));
    } catch (IllegalArgumentException e) {
      throw new MaskStreamException(Fault.CODE, 2, e.getMessage());
    }
  }

  private static long crc(long[] words) {
    var bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    var crc = new CRC32();
    for (int i = 1; i < words.length; i++) {
      crc.update(bytes.putLong(0, words[i]).array());
    }
    return crc.getValue();
  }
}
