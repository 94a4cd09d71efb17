// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import java.util.Locale;
import java.util.Optional;

/**
 * What a layer's mask is, and in which order the engine takes its input channels.
 *
 * @param form of the mask
 * @param group G, input channels of a group: 1 for a {@link Form#FREE} or a {@link Form#PLAIN} mask, else 2, 4 or 8
 */
public record MaskKind(Form form, int group) {
  /** The forms, each with the code of G = 1. */
  public enum Form {
    /** Any weights are kept; channels side by side are consecutive. */
    FREE,
    /** Of every G consecutive input channels, same output channel and tap, one weight is kept; of a shorter group at the end one as well. */
    ONE_OF,
    /** Any weights are kept; channels side by side are G apart, as they lie in the memory of an array whose element serves G channels. */
    INTERLEAVED,
    /** Any weights are kept, channels as they come; the bits are sent as they are, for decoders that know no code. */
    PLAIN
  }

  private static final int INTERLEAVED_CODE = 8;
  private static final int PLAIN_CODE = 4;

  /** Checks G. */
  public MaskKind {
    if (form == Form.FREE || form == Form.PLAIN ? group != 1 : group != 2 && group != 4 && group != 8) {
      throw new IllegalArgumentException("mask " + form.name().toLowerCase(Locale.ROOT) + ": G = " + group + " is not " + (form == Form.FREE || form == Form.PLAIN ? "1" : "2, 4 or 8"));
    }
  }

  /** Any weights, channels as they come. */
  public static MaskKind free() {
    return new MaskKind(Form.FREE, 1);
  }

  /** One kept weight of every {@code group} channels: 2, 4 or 8. */
  public static MaskKind oneOf(int group) {
    return new MaskKind(Form.ONE_OF, group);
  }

  /** Any weights, channels {@code group} apart: 2, 4 or 8. */
  public static MaskKind interleaved(int group) {
    return new MaskKind(Form.INTERLEAVED, group);
  }

  /** Any weights, channels as they come, bits as they are. */
  public static MaskKind plain() {
    return new MaskKind(Form.PLAIN, 1);
  }

  /** Whether the bits are sent as code words, whose lengths stand in word 2. */
  public boolean isCoded() {
    return form == Form.FREE || form == Form.INTERLEAVED;
  }

  /** Whether the mask is one of G. */
  public boolean isOneOf() {
    return form == Form.ONE_OF;
  }

  /** log2 G, which is the bits of an index into a group. */
  public int indexBits() {
    return Integer.numberOfTrailingZeros(group);
  }

  /** The kind in the stream's word 1: 0 free, log2 G one of G, 4 plain, 8 + log2 G interleaved. */
  public int code() {
    return switch (form) {
      case FREE, ONE_OF -> indexBits();
      case INTERLEAVED -> INTERLEAVED_CODE + indexBits();
      case PLAIN -> PLAIN_CODE;
    };
  }

  /** The kind of a code, if it is one. */
  public static Optional<MaskKind> ofCode(int code) {
    return switch (code) {
      case 0 -> Optional.of(free());
      case 1, 2, 3 -> Optional.of(oneOf(1 << code));
      case PLAIN_CODE -> Optional.of(plain());
      case 9, 10, 11 -> Optional.of(interleaved(1 << (code - INTERLEAVED_CODE)));
      default -> Optional.empty();
    };
  }

  /** Position of the kept weight in the group that begins at channel {@code first}; -1 if none or several are kept. */
  static int kept(MaskBits mask, MaskShape shape, int group, int output, int first, int tap) {
    int kept = -1;
    for (int i = 0; i < group && first + i < shape.channels(); i++) {
      if (!mask.bit(output, first + i, tap)) continue;
      if (kept >= 0) return -1;
      kept = i;
    }
    return kept;
  }
}
