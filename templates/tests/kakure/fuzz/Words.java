// SPDX-License-Identifier: Apache-2.0
package kakure.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Fuzzing input as 64-bit words of a mask stream: a first byte of choices, then words, little-endian; a rest below a word is left out. */
final class Words {
  private Words() {}

  /** The choices. */
  static int choice(byte[] input) {
    return input.length == 0 ? 0 : input[0] & 255;
  }

  /** The words; where bit 7 of the choices is set, under a length and a check sum that are right, which no fuzzer finds by itself. */
  static long[] of(byte[] input) {
    var words = new long[Math.max(0, input.length - 1) / 8];
    if (words.length > 0) ByteBuffer.wrap(input, 1, 8 * words.length).slice().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(words);
    if ((choice(input) & 128) != 0 && words.length > 0) {
      var crc = new CRC32();
      crc.update(bytes(0, Arrays.copyOfRange(words, 1, words.length)), 1, 8 * (words.length - 1));
      words[0] = crc.getValue() << 32 | words.length;
    }
    return words;
  }

  /** An input of these choices and words. */
  static byte[] bytes(int choice, long[] words) {
    var bytes = ByteBuffer.allocate(1 + 8 * words.length).order(ByteOrder.LITTLE_ENDIAN).put((byte) choice);
    for (long w : words) bytes.putLong(w);
    return bytes.array();
  }
}
