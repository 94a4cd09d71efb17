// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * A module's name: its block, its shape in numbers, then in words what is not usual. An engine of 4 x 4 x 8 is {@code engine_4x4x8}; with memories of its own it is
 * {@code engine_4x4x8_rows1024_taps96}.
 *
 * <p>A name depends on the block's own parameters alone, so it stays what it is whatever else is in the design, and two configurations of a block have two names. Past
 * {@value #READABLE} characters the words give way to six digits made of them, and so does the end of a shape that is too long for a name; {@code design.json} holds the parameters of every module.
 */
public final class ModuleName {
  private static final int READABLE = 48;
  /** Characters that a name may have, and those that stand for words. */
  private static final int MOST = 60, DIGITS = 7;

  private final String shape;
  private final String words;

  private ModuleName(String shape, String words) {
    this.shape = shape;
    this.words = words;
  }

  /** Block and shape: {@code ram} with 1024, 64 is {@code ram_1024x64}. */
  public static ModuleName of(String block, int... shape) {
    return new ModuleName(block + Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining("x", shape.length == 0 ? "" : "_", "")), "");
  }

  /** With a parameter in words. */
  public ModuleName and(String word, int value) {
    return new ModuleName(shape, words + "_" + word + value);
  }

  /** With a parameter in words where it has not its usual value. */
  public ModuleName and(String word, int value, int usual) {
    return value == usual ? this : and(word, value);
  }

  /** The name. */
  public String text() {
    if (shape.length() + words.length() <= READABLE) return shape + words;
    if (shape.length() <= MOST - DIGITS) return shape + digits(words);
    return words.isEmpty() && shape.length() <= MOST ? shape : shape.substring(0, MOST - DIGITS) + digits(shape + words);
  }

  private static String digits(String text) {
    var crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "_%06x", crc.getValue() & 0xffffff);
  }
}
