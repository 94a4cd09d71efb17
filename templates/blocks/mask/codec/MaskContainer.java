// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import blocks.mask.codec.MaskStreamException.Fault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.zip.CRC32;

/** Word 0 of every coded mask: [31:0] words in all, [63:32] CRC-32 (IEEE 802.3) of the later words as little-endian bytes. Word 1 has a kind at [55:48] and version 1 above it. */
final class MaskContainer {
  private static final int VERSION = 1;

  private MaskContainer() {}

  /** Word 1 of a kind; {@code low} fills the 48 bits below. */
  static long kind(int kind, long low) {
    return (long) (VERSION << 8 | kind) << 48 | low;
  }

  /** Writes word 0. */
  static void seal(long[] words) {
    words[0] = words.length | crc(words) << 32;
  }

  /** The kind of a stream whose length field may not say less than {@code least} words, three or more. */
  static int kind(long[] words, int least) {
    if (words.length == 0) throw new MaskStreamException(Fault.HEADER, 0, "no words");
    long length = words[0] & 0xffffffffL;
    if (length < least) throw new MaskStreamException(Fault.HEADER, 0, "the length field says " + length + " words, the least is " + least);
    if (words.length < 3) throw truncated(words);
    if (words[1] >>> 56 != VERSION) throw new MaskStreamException(Fault.KIND, 1, "version " + (words[1] >>> 56) + ", understood is " + VERSION);
    return (int) (words[1] >>> 48) & 255;
  }

  /** Checks length and check sum. */
  static void verify(long[] words) {
    long length = words[0] & 0xffffffffL;
    if (length > words.length) throw truncated(words);
    if (length < words.length) throw new MaskStreamException(Fault.OVERLONG, length, "the length field says " + length + " words, there are " + words.length);
    long crc = crc(words);
    if (crc != words[0] >>> 32) {
      throw new MaskStreamException(Fault.CRC, 0, String.format(Locale.ROOT, "check sum %08x, its field says %08x", crc, words[0] >>> 32));
    }
  }

  private static MaskStreamException truncated(long[] words) {
    return new MaskStreamException(Fault.TRUNCATED, words.length, "the length field says " + (words[0] & 0xffffffffL) + " words");
  }

  private static long crc(long[] words) {
    var bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    var crc = new CRC32();
    for (int i = 1; i < words.length; i++) crc.update(bytes.putLong(0, words[i]).array());
    return crc.getValue();
  }
}
