// SPDX-License-Identifier: Apache-2.0
package blocks.mask.plain;

import blocks.mask.LayerHead;
import blocks.mask.MaskBeat;
import blocks.mask.codec.MaskHeader;
import blocks.mask.codec.MaskKind;
import blocks.mask.codec.MaskLayout;
import blocks.mask.supermask.SupermaskDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import kakure.kernel.Arc;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Stream;
import kakure.kernel.Type;
import kakure.spec.Word;

/**
 * entry[l * outputs + o] = m(output o of the group, input channel l of the turn, tap): one layer of plain mask bits in, its mask out, entry by entry. It stands where a
 * {@link SupermaskDecoder} does, with the same ports, in engines too small for a code.
 *
 * <p>The stream is that of {@link blocks.mask.codec.SupermaskCodec} for a {@link MaskKind#plain} mask. A word stays at the port while its bits are taken, {@code step} a cycle; the
 * check sum is computed as they pass. Rows and outputs that are not sent are shifted in as zeros, so an entry takes lanes * outputs / step cycles. The header's fields stand on
 * {@code cout}, {@code taps} and {@code channels} from the layer's first entry to its last; {@code kind} is constant. The last entry (end = 1) leaves only when the check sum of the
 * whole stream is right and no word is left over.
 *
 * <p>After a fault (error: 1 version or kind, 2 header, 4 check sum, 5 truncated, 6 over-long, or a bit that is not 0 behind the outputs or the mask) no further entry appears
 * and words are swallowed until {@code clear}. {@code mskLast} comes with the last word of each layer's stream: one that is cut short or goes on is found there, whatever its
 * length field says.
 *
 * @param lanes input channels side by side, 1 to 256
 * @param outputs output channels of an entry, 1 to 256; lanes * outputs at most 16,384
 * @param step bits that are taken in a cycle, 1, 2, 4 or 8, divides outputs; a property of the stream as well
 * @param coutBits bits in which a layer's output channels are counted, from as many as hold {@code outputs} to 16
 * @param tapBits bits in which its taps are counted, 1 to 16
 * @param channelBits bits in which its input channels are counted, from as many as hold {@code lanes} to 16
 * @param lengthBits bits in which its words are counted, 4 to 32; of a layer with larger extents than these the header is refused
 */
public record PlainMasks(int lanes, int outputs, int step, int coutBits, int tapBits, int channelBits, int lengthBits) implements Block {
  private static final int EXTENT = 16;
  /** Bits in which a layer's words are counted, at the least. */
  public static final int LEAST_LENGTH = 4;
  private static final int LENGTH = 32;
  private static final int WORD = 64;

  /** Checks the ranges. */
  public PlainMasks {
    Ranges.check("lanes", lanes, 1, 256);
    Ranges.check("outputs", outputs, 1, 256);
    Ranges.check("lanes * outputs", lanes * outputs, 1, 16_384);
    Ranges.oneOf("step", step, 1, 2, 4, 8);
    Ranges.divides("step", step, "outputs", outputs);
    Ranges.check("coutBits", coutBits, Ranges.bits(outputs), EXTENT);
    Ranges.check("tapBits", tapBits, 1, EXTENT);
    Ranges.check("channelBits", channelBits, Ranges.bits(lanes), EXTENT);
    Ranges.check("lengthBits", lengthBits, LEAST_LENGTH, LENGTH);
  }

  /** The decoder for layers of any extent. */
  public PlainMasks(int lanes, int outputs, int step) {
    this(lanes, outputs, step, EXTENT, EXTENT, EXTENT, LENGTH);
  }

  /** The largest step for entries of so many outputs. */
  public static int largestStep(int outputs) {
    return Math.min(8, Integer.lowestOneBit(outputs));
  }

  @Override
  public String moduleName() {
    return ModuleName.of("plain_masks", lanes, outputs).and("step", step, largestStep(outputs)).and("cout", coutBits, EXTENT).and("taps", tapBits, EXTENT)
        .and("channels", channelBits, EXTENT).and("length", lengthBits, LENGTH).text();
  }

  @Override
  public SupermaskDecoder.In<Type> in() {
    var flag = Type.bit().control();
    return new SupermaskDecoder.In<>(flag, MaskBeat.type(), flag);
  }

  @Override
  public SupermaskDecoder.Out<Type> out() {
    var entry = new SupermaskDecoder.Entry<>(Type.bit().control(), Type.vec(lanes, Type.bits(outputs)), Type.bit(), Type.bit());
    return new SupermaskDecoder.Out<>(Type.bit().control(), entry, LayerHead.type(), Type.bits(4).control());
  }

  @Override
  public List<Stream> streams() {
    return List.of(Stream.in("msk", "msk_last_i", "msk_data_i"), Stream.out("entry", "entry_data_o", "entry_last_o", "entry_end_o"));
  }

  /** A word is let go in the cycle in which its last bits find room. */
  @Override
  public List<Arc> arcs() {
    return List.of(Arc.comb("entry_ready_i", "msk_ready_o"));
  }

  /** Places the decoder and returns its outputs. */
  public SupermaskDecoder.Out<Sig> place(Module m, String name, SupermaskDecoder.In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** The order of the stream that this decoder reads, for the encoder. */
  public MaskLayout layout() {
    return MaskLayout.plain(lanes, outputs, step);
  }

  /** Bits of an entry. */
  public int entryBits() {
    return lanes * outputs;
  }

  /** Bits of the number of a row. */
  public int rowBits() {
    return Ranges.bits(lanes - 1);
  }

  /** Steps of a row. */
  public int pieces() {
    return outputs / step;
  }

  /** Bits of the number of a step in its row. */
  public int pieceBits() {
    return Ranges.bits(pieces() - 1);
  }

  /** log2 step. */
  public int stepBits() {
    return Integer.numberOfTrailingZeros(step);
  }

  /** Bits of the number of an output in its group. */
  public int outputIndexBits() {
    return Ranges.bits(outputs - 1);
  }

  /** The bits of a step but the first, the last first. */
  public List<Integer> laterBitsDown() {
    return IntStream.range(1, step).mapToObj(i -> step - i).toList();
  }

  /** Bits of the number of a step in its word. */
  public int placeBits() {
    return Ranges.bits(WORD / step - 1);
  }

  /** Bits of the number of a step in an extent's field. */
  public int extentBits() {
    return Ranges.bits(EXTENT / step - 1);
  }

  /**
   * A field of the header of which the lower bits are counted.
   *
   * @param lsb where it begins, @param msb where what is counted ends, @param spare the next bit, @param top where the field ends
   * @param width bits that are counted, @param rest bits that are not
   */
  public record Counted(int lsb, int msb, int spare, int top, int width, int rest) {
    static Counted of(Word.Field field, int width) {
      return new Counted(field.lsb(), field.lsb() + width - 1, field.lsb() + width, field.msb(), width, field.width() - width);
    }
  }

  /** The fields whose width is this block's, by the names that their registers have. */
  public Map<String, Counted> counted() {
    var head = MaskHeader.LAYER_WORD.byName();
    var all = new LinkedHashMap<String, Counted>();
    all.put("length", Counted.of(MaskHeader.start().get("length"), lengthBits));
    all.put("cout", Counted.of(head.get("outputs"), coutBits));
    all.put("taps", Counted.of(head.get("taps"), tapBits));
    all.put("channels", Counted.of(head.get("channels"), channelBits));
    return all;
  }

  /** The check sum's field in word 0. */
  public Word.Field sum() {
    return MaskHeader.start().get("crc");
  }

  /** Fields of word 1. */
  public Map<String, Word.Field> head() {
    return MaskHeader.LAYER_WORD.byName();
  }

  /** Kind of a stream of plain bits. */
  public int kind() {
    return MaskKind.plain().code();
  }
}
