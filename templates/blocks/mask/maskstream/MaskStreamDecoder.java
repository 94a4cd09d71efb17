// SPDX-License-Identifier: Apache-2.0
package blocks.mask.maskstream;

import blocks.mask.MaskBeat;
import blocks.mask.codec.MaskCodec;
import blocks.mask.codec.MaskHeader;
import blocks.mask.supermask.MaskText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Stream;
import kakure.kernel.Type;
import kakure.spec.Word;

/**
 * word[i] = m(first + i): one coded stream of mask bits in, the mask in words out, zeros above its end.
 *
 * <p>The stream is that of {@link blocks.mask.codec.MaskCodecs}: r comes with it, the codec is this block's. One code word a cycle, and one cycle more for each word of the mask
 * that it crosses. The last word (last = 1) leaves only when the check sum of the whole stream is right and no word of it is left over.
 *
 * <p>After a fault (error: 1 version or kind, 2 header, 3 code lengths, 4 check sum, 5 truncated, 6 over-long) no further word appears and words are swallowed until
 * {@code clear}. {@code mskLast} comes with the last word of each stream: one that is cut short or goes on is found there, whatever its length field says.
 *
 * @param codec how the mask is coded
 * @param width bits of a word of the mask, 1 to 64
 */
public record MaskStreamDecoder(MaskCodec codec, int width) implements Block {
  /** Checks the range. */
  public MaskStreamDecoder {
    Ranges.check("width", width, 1, 64);
  }

  public record In<T>(T clear, MaskBeat<T> msk, T wordReady) {}

  public record Out<T>(T mskReady, T wordValid, T wordData, T wordLast, T length, T error) {}

  @Override
  public String moduleName() {
    return ModuleName.of("mask_stream_" + codec.name().toLowerCase(Locale.ROOT), width).text();
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    return new In<>(flag, MaskBeat.type(), flag);
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Type.bit().control(), Type.bit().control(), Type.bits(width), Type.bit(), Type.bits(32), Type.bits(4).control());
  }

  @Override
  public List<Stream> streams() {
    return List.of(Stream.in("msk", "msk_last_i", "msk_data_i"), Stream.out("word", "word_data_o", "word_last_o"));
  }

  /** Places the decoder and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** Whether a code word is zeros and perhaps a one, rather than bits. */
  public boolean runs() {
    return codec == MaskCodec.RUN || gaps();
  }

  /** Whether a code word is a gap that begins in unary. */
  public boolean gaps() {
    return codec == MaskCodec.RICE || codec == MaskCodec.GOLOMB;
  }

  /** The largest r. */
  public int mostR() {
    return codec.mostR();
  }

  public int kind() {
    return codec.kind();
  }

  /** Words of the shortest stream. */
  public int leastWords() {
    return codec.headerWords() + 1;
  }

  /** Bits of the stream that are looked at together. */
  public int windowBits() {
    return codec == MaskCodec.RAW || gaps() ? 16 : 8;
  }

  /** The bits among which the window lies: it starts within the first unit of 16. */
  public int topBits() {
    return windowBits() + 15;
  }

  public int topLow() {
    return 33 - windowBits();
  }

  /** Mask bits of a code word that is bits. */
  public int saidBits() {
    return codec == MaskCodec.RAW ? 16 : 4;
  }

  /** As many of them as a word of the mask can take. */
  public int addBits() {
    return Math.min(width, saidBits());
  }

  public int addPad() {
    return width - addBits();
  }

  /** The code lengths but the longest. */
  public List<MaskText.CodeSize> sizes() {
    return MaskText.sizes();
  }

  /** The fields of the 16 code lengths, the last first. */
  public List<MaskText.LengthField> lengthFieldsDown() {
    return MaskText.lengthFieldsDown();
  }

  /** Fields of word 0 of a stream. */
  public Map<String, Word.Field> start() {
    return MaskHeader.start();
  }

  /** Fields of word 1. */
  public Map<String, Word.Field> head() {
    return MaskHeader.SINGLE_WORD.byName();
  }

  /** Bits of the check register, from 31 down, as masks of the parity that makes each. */
  public List<String> crcMasksDown() {
    return MaskText.crcMasksDown();
  }
}
