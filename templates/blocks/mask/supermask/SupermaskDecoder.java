// SPDX-License-Identifier: Apache-2.0
package blocks.mask.supermask;

import blocks.array.UsualSizes;
import blocks.mask.LayerHead;
import blocks.mask.MaskBeat;
import blocks.mask.codec.MaskHeader;
import blocks.mask.codec.MaskKind;
import blocks.mask.codec.MaskLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Plain;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Stream;
import kakure.kernel.Type;
import kakure.spec.Word;

/**
 * entry[l * outputs + o] = m(output o of the group, input channel l of the turn, tap): one coded layer in, its mask out, entry by entry.
 *
 * <p>The stream is that of {@link blocks.mask.codec.SupermaskCodec}: a header, then 16-bit units dealt out to one canonical Huffman stream per row, or, if the mask is one of G, an
 * index for each group of G channels. Entries come in the order of {@link blocks.mask.codec.MaskOrder}. With group > 1 a row is an element's group of channels, and planes of
 * {@code lanes / group * outputs} bits follow the one that enables: bit 0 of the channel to take, bit 1 ... The header's fields stand on {@code cout}, {@code taps},
 * {@code channels} and {@code kind} from the layer's first entry to its last. The last entry (end = 1) leaves only when the check sum of the whole stream is right and no word
 * is left over.
 *
 * <p>After a fault (error: 1 version or kind, 2 header, 3 code lengths, 4 check sum, 5 truncated, 6 over-long, 7 index) no further entry appears and words are swallowed until
 * {@code clear}. {@code mskLast} comes with the last word of each layer's stream: one that is cut short or goes on is found there, whatever its length field says.
 *
 * @param lanes input channels side by side, 1 to 256
 * @param outputs output channels of an entry, 1 to 256; lanes * outputs at most 16,384
 * @param symbolsPerCycle blocks of four mask bits that a row decodes in a cycle, and words of 64 bits of a beat, 1 or 2; a property of the stream as well
 * @param group input channels of an element of the array: 1, 2, 4 or 8, divides lanes
 * @param oneof G of the one-of-G masks that are decoded, 1 for none; the group if that is not 1, else each is expanded to its bit among G lanes; divides lanes
 */
public record SupermaskDecoder(int lanes, int outputs, int symbolsPerCycle, int group, int oneof) implements Block {
  /** Checks the ranges. */
  public SupermaskDecoder {
    Ranges.check("lanes", lanes, 1, 256);
    Ranges.check("outputs", outputs, 1, 256);
    Ranges.check("lanes * outputs", lanes * outputs, 1, 16_384);
    new MaskLayout(lanes, outputs, symbolsPerCycle, group, oneof);
  }

  /** The decoder of an array that takes any weight by itself, and of free masks only. */
  public SupermaskDecoder(int lanes, int outputs, int symbolsPerCycle) {
    this(lanes, outputs, symbolsPerCycle, 1, 1);
  }

  public record In<T>(T clear, MaskBeat<T> msk, T entryReady) {}

  /** An entry; {@code last} of its group of outputs, {@code end} of its layer. */
  public record Entry<T>(T valid, T data, T last, T end) {}

  public record Out<T>(T mskReady, Entry<T> entry, @Plain LayerHead<T> head, T error) {}

  @Override
  public String moduleName() {
    return ModuleName.of("supermask_decoder", lanes, outputs).and("symbols", symbolsPerCycle, 1).and("group", group, 1).and("oneof", oneof, UsualSizes.oneof(lanes, group)).text();
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    return new In<>(flag, MaskBeat.type(words()), flag);
  }

  @Override
  public Out<Type> out() {
    var entry = new Entry<>(Type.bit().control(), Type.vec(rows() * (1 + selectBits()), Type.bits(outputs)), Type.bit(), Type.bit());
    return new Out<>(Type.bit().control(), entry, LayerHead.type(), Type.bits(4).control());
  }

  @Override
  public List<Stream> streams() {
    return List.of(Stream.in("msk", "msk_last_i", "msk_data_i"), Stream.out("entry", "entry_data_o", "entry_last_o", "entry_end_o"));
  }

  /** Places the decoder and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** The order of the stream that this decoder reads, for the encoder. */
  public MaskLayout layout() {
    return new MaskLayout(lanes, outputs, symbolsPerCycle, group, oneof);
  }

  /** Words of 64 bits of a beat. */
  public int words() {
    return layout().words();
  }

  /** Bits of a beat. */
  public int beatBits() {
    return 64 * words();
  }

  /** Bits of a place among the bits of a beat. */
  public int placeBits() {
    return 5 + words();
  }

  /** Bits of the number of units of a beat that are taken. */
  public int skipBits() {
    return placeBits() - 4;
  }

  /** The same of a beat and one more unit. */
  public int takenBits() {
    return skipBits() + 1;
  }

  /** Bits of a number of bits of a beat. */
  public int countBits() {
    return placeBits() + 1;
  }

  /** A unit of a beat, with the bits above its own number. */
  public record Unit(int index, int low, int high, int above) {}

  /** The units of a beat. */
  public List<Unit> units() {
    int n = beatBits() / 16;
    return IntStream.range(0, n).mapToObj(i -> new Unit(i, 16 * i, 16 * i + 15, n - i)).toList();
  }

  /** The same, the last first. */
  public List<Unit> unitsDown() {
    var units = new ArrayList<>(units());
    Collections.reverse(units);
    return units;
  }

  /** Rows of an entry, each with a stream of code words if the mask is not one of G. */
  public int rows() {
    return lanes / group;
  }

  /** Planes beside the one that enables. */
  public int selectBits() {
    return Integer.numberOfTrailingZeros(group);
  }

  /** The planes, the lowest bit first. */
  public List<Integer> planes() {
    return IntStream.range(0, selectBits()).boxed().toList();
  }

  /** Bits of a plane of an entry. */
  public int planeBits() {
    return rows() * outputs;
  }

  /** Blocks of four outputs in an entry. */
  public int blocks() {
    return (outputs + 3) / 4;
  }

  /** A block of four outputs, or fewer at the end of an entry. */
  public record OutputBlock(int index, int size) {}

  /** The blocks of an entry, the last first. */
  public List<OutputBlock> blocksDown() {
    var all = new ArrayList<OutputBlock>();
    for (int b = blocks() - 1; b >= 0; b--) all.add(new OutputBlock(b, Math.min(4, outputs - 4 * b)));
    return all;
  }

  /** The code lengths but the longest. */
  public List<MaskText.CodeSize> sizes() {
    return MaskText.sizes();
  }

  /** The fields of the 16 code lengths, the last first. */
  public List<MaskText.LengthField> lengthFieldsDown() {
    return MaskText.lengthFieldsDown();
  }

  /** Outputs of the largest block. */
  public int symbolBits() {
    return Math.min(4, outputs);
  }

  /** Blocks as large as the largest. */
  public int wholeBlocks() {
    return outputs / symbolBits();
  }

  /** Outputs beyond the whole blocks. */
  public int restBits() {
    return outputs % symbolBits();
  }

  /** Bits of an output's number in its group, at least the two that lie within a block. */
  public int outputIndexBits() {
    return Math.max(2, Ranges.bits(outputs - 1));
  }

  /** The code words that a lane decodes in a cycle. */
  public List<Integer> decodes() {
    return symbolsPerCycle == 1 ? List.of(0) : List.of(0, 1);
  }

  /** Channels of a turn of a mask whose channels are taken G apart, once its last sub-turn is done. */
  public int interleavedStep() {
    return lanes - group + 1;
  }

  /** Words of the shortest stream. */
  public int leastWords() {
    return (oneof > 1 ? 3 : 4) * words();
  }

  /** Kind of a mask whose channels are taken G apart. */
  public int interleavedKind() {
    return MaskKind.interleaved(group).code();
  }

  /** How indices are taken, if {@code oneof} is not 1. */
  public IndexShape index() {
    return new IndexShape(lanes, outputs, oneof, words());
  }

  /** Fields of word 0 of a stream. */
  public Map<String, Word.Field> start() {
    return MaskHeader.start();
  }

  /** Fields of word 1. */
  public Map<String, Word.Field> head() {
    return MaskHeader.LAYER_WORD.byName();
  }

  /** Bits of the check register, from 31 down, as masks of the parity that makes each. */
  public List<String> crcMasksDown() {
    return MaskText.crcMasksDown(words());
  }
}
