// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import blocks.mask.codec.MaskStreamException.Fault;
import java.util.BitSet;

/**
 * Single streams of mask bits: words 0 and 1 of {@link MaskHeader}, with {@link MaskCodec#kind} for the kind;
 * for {@link MaskCodec#BLOCK} word 2: the 16 code lengths; then bits in 16-bit units, the first unit in the low bits, a unit's first bit its highest.
 * The last run may imply a one past the end: the reader stops at the length.
 */
public final class MaskCodecs {
  /** Longest mask that is coded as one stream, in bits. */
  public static final int MAX_BITS = 1 << 30;

  private MaskCodecs() {}

  /**
   * A mask.
   *
   * @param bits which weights are kept
   * @param length how many weights there are, 1 to {@link #MAX_BITS}
   */
  public record Mask(BitSet bits, int length) {
    /** Checks the range. */
    public Mask {
      if (length < 1 || length > MAX_BITS) throw new IllegalArgumentException("mask length = " + length + " is outside 1.." + MAX_BITS);
      if (bits.length() > length) throw new IllegalArgumentException("mask bit " + (bits.length() - 1) + " is beyond its length " + length);
    }
  }

  /**
   * A coded mask.
   *
   * @param codec what it is coded with
   * @param r the codec's parameter
   * @param words the stream, 64-bit words
   */
  public record Coded(MaskCodec codec, int r, long[] words) {}

  /** The shortest stream over all codecs and parameters, RAW if none is shorter: never more than RAW. */
  public static Coded best(Mask mask) {
    var best = new Coded(MaskCodec.RAW, 0, encode(mask, MaskCodec.RAW, 0));
    for (var codec : MaskCodec.values()) {
      for (int r = codec.leastR(); r <= codec.mostR(); r++) {
        if (bits(mask, codec, r) >= 64L * (best.words.length - codec.headerWords())) continue;
        var words = encode(mask, codec, r);
        if (words.length < best.words.length) best = new Coded(codec, r, words);
      }
    }
    return best;
  }

  /** Coded bits of a mask, header and padding left out. */
  public static long bits(Mask mask, MaskCodec codec, int r) {
    check(codec, r);
    long bits = 0;
    switch (codec) {
      case RAW -> bits = mask.length;
      case BLOCK -> bits = BlockCode.optimal(counts(mask)).bits(counts(mask));
      default -> {
        int run = (1 << r) - 1, m = codec.divisor(r);
        for (int at = 0; at < mask.length;) {
          int gap = gap(mask, at);
          bits += switch (codec) {
            case RICE -> gap / m + 1 + r;
            case GOLOMB -> gap / m + (gap % m >> r == 0 ? 2 : 3) + r;
            default -> (long) r * tokens(gap, run, at + gap >= mask.length);
          };
          at += gap + 1;
        }
      }
    }
    return bits;
  }

  /** The stream of a mask in a codec. */
  public static long[] encode(Mask mask, MaskCodec codec, int r) {
    check(codec, r);
    var out = new UnitWriter(codec.headerWords());
    var code = codec == MaskCodec.BLOCK ? BlockCode.optimal(counts(mask)) : BlockCode.RAW;
    switch (codec) {
      case RAW -> {
        for (int i = 0; i < mask.length; i++) out.put(mask.bits.get(i) ? 1 : 0, 1);
      }
      case BLOCK -> {
        for (int i = 0; i < mask.length; i += 4) out.put(code.word(block(mask, i)), code.length(block(mask, i)));
      }
      default -> {
        int run = (1 << r) - 1, m = codec.divisor(r);
        for (int at = 0; at < mask.length;) {
          int gap = gap(mask, at);
          at += gap + 1;
          if (codec != MaskCodec.RUN) {
            for (int i = gap / m; i > 0; i--) out.put(1, 1);
            out.put(0, 1);
            int third = gap % m >> r;
            if (codec == MaskCodec.GOLOMB) out.put(third == 0 ? 0 : third + 1, third == 0 ? 1 : 2);
            out.put(gap % m & run, r);
          } else {
            for (int n = tokens(gap, run, at > mask.length); n > 1; n--, gap -= run) out.put(run, r);
            out.put(gap, r);
          }
        }
      }
    }
    long[] words = out.words();
    words[1] = MaskContainer.kind(codec.kind(), MaskHeader.BITS.put(mask.length) | MaskHeader.R.put(r));
    if (codec == MaskCodec.BLOCK) words[2] = code.packed();
    MaskContainer.seal(words);
    return words;
  }

  /**
   * The mask of a stream.
   *
   * @throws MaskStreamException if the stream is not exactly one well-formed mask, with the fault and the word
   */
  public static Mask decode(long[] words) {
    int kind = MaskContainer.kind(words, 3) - MaskCodec.FIRST_KIND;
    if (kind < 0 || kind >= MaskCodec.values().length) throw new MaskStreamException(Fault.KIND, 1, "kind " + (kind + MaskCodec.FIRST_KIND) + " is no single stream");
    var codec = MaskCodec.values()[kind];
    long length = MaskHeader.BITS.in(words[1]);
    int r = (int) MaskHeader.R.in(words[1]);
    if (length < 1 || length > MAX_BITS) throw new MaskStreamException(Fault.HEADER, 1, length + " mask bits are outside 1.." + MAX_BITS);
    if (MaskHeader.ZERO.in(words[1]) != 0 || r < codec.leastR() || r > codec.mostR()) {
      throw new MaskStreamException(Fault.HEADER, 1, "r = " + r + " is outside " + codec.leastR() + ".." + codec.mostR() + " of " + codec + ", or the reserved byte is not zero");
    }
    if (MaskHeader.LENGTH.in(words[0]) <= codec.headerWords()) throw new MaskStreamException(Fault.HEADER, 0, "no word of bits");
    MaskContainer.verify(words);
    var code = BlockCode.RAW;
    try {
      if (codec == MaskCodec.BLOCK) code = BlockCode.ofPacked(words[2]);
    } catch (IllegalArgumentException e) {
      throw new MaskStreamException(Fault.CODE, 2, e.getMessage());
    }
    var in = new UnitReader(words, codec.headerWords());
    var bits = read(in, codec, r, code, (int) length);
    if (in.wordsTouched() < words.length) {
      throw new MaskStreamException(Fault.OVERLONG, in.wordsTouched(), "the mask is complete, " + (words.length - in.wordsTouched()) + " words are left");
    }
    return new Mask(bits, (int) length);
  }

  private static BitSet read(UnitReader in, MaskCodec codec, int r, BlockCode code, int length) {
    var bits = new BitSet();
    for (long at = 0; at < length;) {
      switch (codec) {
        case RAW -> bits.set((int) at++, in.bit() == 1);
        case BLOCK -> {
          int block = symbol(in, code);
          for (int i = 0; i < 4; i++, at++) if (at < length && (block >> i & 1) != 0) bits.set((int) at);
        }
        default -> {
          int run = (1 << r) - 1;
          boolean one = true;
          if (codec != MaskCodec.RUN) {
            while (in.bit() == 1) if (at < length) at += codec.divisor(r);
            if (codec == MaskCodec.GOLOMB && in.bit() == 1) at += 1L + in.bit() << r;
            at += in.bits(r);
          } else {
            int value = in.bits(r);
            one = value < run;
            at += value;
          }
          if (one && at < length) bits.set((int) at);
          at += one ? 1 : 0;
        }
      }
    }
    return bits;
  }

  private static int symbol(UnitReader in, BlockCode code) {
    for (int length = 1, word = in.bit(); ; length++, word = word << 1 | in.bit()) {
      int symbol = code.symbol(word << (BlockCode.MAX_LENGTH - length));
      if (code.length(symbol) == length) return symbol;
    }
  }

  private static int gap(Mask mask, int at) {
    int one = mask.bits.nextSetBit(at);
    return (one < 0 ? mask.length : one) - at;
  }

  /** Fields of a gap: full runs, then one that ends in a one; a gap at the end of the mask that is a multiple of full runs needs no more. */
  private static int tokens(int gap, int run, boolean end) {
    return end && gap > 0 ? (gap + run - 1) / run : gap / run + 1;
  }

  private static int block(Mask mask, int at) {
    int block = 0;
    for (int i = 0; i < 4; i++) block |= mask.bits.get(at + i) ? 1 << i : 0;
    return block;
  }

  private static long[] counts(Mask mask) {
    long[] counts = new long[BlockCode.SYMBOLS];
    for (int i = 0; i < mask.length; i += 4) counts[block(mask, i)]++;
    return counts;
  }

  private static void check(MaskCodec codec, int r) {
    if (r < codec.leastR() || r > codec.mostR()) throw new IllegalArgumentException(codec + ": r = " + r + " is outside " + codec.leastR() + ".." + codec.mostR());
  }
}
