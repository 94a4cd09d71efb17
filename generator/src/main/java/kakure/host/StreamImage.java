// SPDX-License-Identifier: Apache-2.0
package kakure.host;

import java.nio.charset.StandardCharsets;

/**
 * Transactions of a stream, as a host sends them one after the other, or expects them.
 *
 * @param name of its files: {@code "masks"}
 * @param stream they belong to
 * @param when they are sent
 * @param width bits of a word: a transaction's data ports in order, each in whole bytes, the first in the low bits
 * @param bytes all words, little-endian
 */
record StreamImage(String name, String stream, When when, int width, byte[] bytes) {
  /** End of the name of what may be sent instead. */
  static final String BRIEF = "_sums";

  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** When it is sent. */
  enum When {
    /** Once after reset. */
    RESET("after reset"),
    /** Once after reset, in place of that of the name without its end: then the answer is the last layer's alone. */
    INSTEAD("after reset, instead"),
    /** For every image. */
    IMAGE("every image"),
    /** Not at all: it is what comes back. */
    ANSWER("answer");

    final String text;

    When(String text) {
      this.text = text;
    }
  }

  StreamImage {
    if (bytes.length % (width / 8) != 0) throw new IllegalArgumentException(name + ": " + bytes.length + " bytes are no whole words of " + width + " bits");
  }

  /** The same under the name of what may be sent instead. */
  StreamImage brief() {
    return new StreamImage(name + BRIEF, stream, When.INSTEAD, width, bytes);
  }

  /** Bytes of a word. */
  int wordBytes() {
    return width / 8;
  }

  int words() {
    return bytes.length / wordBytes();
  }

  /** For {@code $readmemh}: a word a line. */
  byte[] hex() {
    var text = new byte[words() * (2 * wordBytes() + 1)];
    int to = 0;
    for (int word = 0; word < words(); word++) {
      for (int b = wordBytes() - 1; b >= 0; b--) {
        int value = bytes[word * wordBytes() + b] & 255;
        text[to++] = DIGITS[value >> 4];
        text[to++] = DIGITS[value & 15];
      }
      text[to++] = '\n';
    }
    return text;
  }
}
