// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import blocks.mask.codec.MaskStreamException.Fault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.zip.CRC32;

/** What every coded mask begins with: word 0 and, in word 1, kind and version ({@link MaskHeader}). */
final class MaskContainer {
  private static final int VERSION = 1;

  private MaskContainer() {}

  /** Word 1 of a kind; {@code low} fills the bits below. */
  static long kind(int kind, long low) {
    return MaskHeader.VERSION.put(VERSION) | MaskHeader.KIND.put(kind) | low;
  }

  /** Writes word 0. */
  static void seal(long[] words) {
    seal(words, 1);
  }

  /** The same where a beat has {@code beat} words. */
  static void seal(long[] words, int beat) {
    words[0] = MaskHeader.LENGTH.put(words.length) | MaskHeader.CRC.put(crc(words, beat));
  }

  /** The kind of a stream whose length field may not say less than {@code least} words, three or more. */
  static int kind(long[] words, int least) {
    return kind(words, least, 1);
  }

  /** The same where a beat has {@code beat} words, of which word 1 is the lowest of the second; {@code least} counts beats. */
  static int kind(long[] words, int least, int beat) {
    if (words.length == 0) throw new MaskStreamException(Fault.HEADER, 0, "no words");
    long length = MaskHeader.LENGTH.in(words[0]);
    if (length < (long) least * beat) throw new MaskStreamException(Fault.HEADER, 0, "the length field says " + length + " words, the least is " + least * beat);
    if (length % beat != 0) throw new MaskStreamException(Fault.HEADER, 0, "the length field says " + length + " words, a beat has " + beat);
    if (words.length < 3 * beat) throw truncated(words);
    long version = MaskHeader.VERSION.in(words[beat]);
    if (version != VERSION) throw new MaskStreamException(Fault.KIND, beat, "version " + version + ", understood is " + VERSION);
    return (int) MaskHeader.KIND.in(words[beat]);
  }

  /** Checks length and check sum. */
  static void verify(long[] words) {
    verify(words, 1);
  }

  /** The same where a beat has {@code beat} words. */
  static void verify(long[] words, int beat) {
    long length = MaskHeader.LENGTH.in(words[0]);
    if (length > words.length) throw truncated(words);
    if (length < words.length) throw new MaskStreamException(Fault.OVERLONG, length, "the length field says " + length + " words, there are " + words.length);
    long crc = crc(words, beat);
    if (crc != MaskHeader.CRC.in(words[0])) {
      throw new MaskStreamException(Fault.CRC, 0, String.format(Locale.ROOT, "check sum %08x, its field says %08x", crc, MaskHeader.CRC.in(words[0])));
    }
  }

  private static MaskStreamException truncated(long[] words) {
    return new MaskStreamException(Fault.TRUNCATED, words.length, "the length field says " + MaskHeader.LENGTH.in(words[0]) + " words");
  }

  /** Of all beats but the first. */
  private static long crc(long[] words, int beat) {
    var bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    var crc = new CRC32();
    for (int i = beat; i < words.length; i++) crc.update(bytes.putLong(0, words[i]).array());
    return crc.getValue();
  }
}
