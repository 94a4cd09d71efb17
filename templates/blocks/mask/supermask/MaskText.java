// SPDX-License-Identifier: Apache-2.0
package blocks.mask.supermask;

import blocks.mask.codec.BlockCode;
import blocks.mask.codec.Crc32Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures for the templates of mask decoders: {@code lib/mask.ftl}. */
public final class MaskText {
  private MaskText() {}

  /** A code length and the lowest of as many bits at the top of eight. */
  public record CodeSize(int bits, int low) {}

  /** Where a code length stands in its header word. */
  public record LengthField(int high, int low) {}

  /** The code lengths but the longest, whose end needs no limit. */
  public static List<CodeSize> sizes() {
    var all = new ArrayList<CodeSize>();
    for (int bits = 1; bits < BlockCode.MAX_LENGTH; bits++) all.add(new CodeSize(bits, BlockCode.MAX_LENGTH - bits));
    return all;
  }

  /** The fields of the 16 code lengths, the last first. */
  public static List<LengthField> lengthFieldsDown() {
    var all = new ArrayList<LengthField>();
    for (int s = BlockCode.SYMBOLS - 1; s >= 0; s--) all.add(new LengthField(4 * s + 3, 4 * s));
    return all;
  }

  /** Bits of the check register, from 31 down, as masks of the parity over a word of 64 bits that makes each. */
  public static List<String> crcMasksDown() {
    return crcMasksDown(1);
  }

  /** The same over a beat of so many words. */
  public static List<String> crcMasksDown(int words) {
    var masks = new ArrayList<String>();
    for (var row : Crc32Words.masks(64 * words)) masks.add(0, String.format(Locale.ROOT, "%d'h%0" + 16 * words + "x", 64 * words, row));
    return masks;
  }
}
