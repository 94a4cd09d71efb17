// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import java.util.Map;
import kakure.spec.Word;

/** The first words of every coded mask. Encoders, decoders and their hardware read them here. */
public final class MaskHeader {
  private static final Word.Builder START = new Word.Builder("mask word 0");
  static final Word.Field LENGTH = START.unsigned("length", 32, "words in all");
  static final Word.Field CRC = START.unsigned("crc", 32, "CRC-32 (IEEE 802.3) of the later words as little-endian bytes");

  private static final Word.Builder LAYER = new Word.Builder("mask word 1");
  static final Word.Field OUTPUTS = LAYER.unsigned("outputs", 16, "output channels");
  static final Word.Field TAPS = LAYER.unsigned("taps", 16, "taps of the kernel");
  static final Word.Field CHANNELS = LAYER.unsigned("channels", 16, "input channels");
  static final Word.Field KIND = LAYER.unsigned("kind", 8, "kind of the mask");
  static final Word.Field VERSION = LAYER.unsigned("version", 8, "1");

  private static final Word.Builder SINGLE = new Word.Builder("mask word 1 of a single stream");
  static final Word.Field BITS = SINGLE.unsigned("bits", 32, "mask bits, 1 .. 2^30");
  static final Word.Field ZERO = SINGLE.unsigned("zero", 8, "0");
  static final Word.Field R = SINGLE.unsigned("r", 8, "the codec's r");

  /** Word 0. */
  public static final Word START_WORD = START.build();
  /** Word 1 of a layer's mask. */
  public static final Word LAYER_WORD = LAYER.build();
  /** Word 1 of a single stream; its kind and version lie where a layer's do. */
  public static final Word SINGLE_WORD = single();

  private MaskHeader() {}

  private static Word single() {
    SINGLE.unsigned("kind", KIND.width(), "kind of the codec");
    SINGLE.unsigned("version", VERSION.width(), "1");
    return SINGLE.build();
  }

  /** Fields of word 0 by name. */
  public static Map<String, Word.Field> start() {
    return START_WORD.byName();
  }
}
