// SPDX-License-Identifier: Apache-2.0
package blocks.engine.writeback;

import blocks.engine.OutBeat;
import blocks.engine.Report;
import blocks.engine.WbBeat;
import java.util.List;
import java.util.stream.IntStream;
import kakure.kernel.Arc;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Plain;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Stream;
import kakure.kernel.Type;

/**
 * Lays a beat of activations into the activation memory: a whole row, or pairs of pixels (their maximum, or one of them) merged into two neighbouring rows.
 *
 * <p>X3 shifts the segment to its first pair, takes the pairs and reads the rows they go to; X4 merges and writes. Every row that is written, and every raw beat,
 * leaves by the stream {@code out} where {@code emit} is set, so that a host sees what the memory holds; pairs that straddle leave as two rows. A layer that pools
 * sends its pixels, too, before they are pooled, and the pooled rows with the second line of pairs, when they are final.
 *
 * @param channels channels of a beat
 * @param pixels pixels of a memory row, 1 to 64
 * @param chunkBits bits of a beat's position in a memory row
 * @param rowBits bits of a row address
 * @param lean a beat comes to X4 when the one before has left, so one port of a memory reads and writes; takes one pixel a row
 * @param overlap pooled windows may be of three columns in steps of two; takes several pixels a row
 */
public record WriteBack(int channels, int pixels, int chunkBits, int rowBits, boolean lean, boolean overlap) implements Block {
  /** What an output beat is. */
  public static final int KIND_ROW = 0, KIND_RAW = 1, KIND_REPORT = 2, KIND_PIXELS = 3;

  /** Checks the ranges. */
  public WriteBack {
    Ranges.check("channels", channels, 1, 64);
    Ranges.check("pixels", pixels, 1, 64);
    Ranges.check("chunkBits", chunkBits, 1, 8);
    Ranges.check("rowBits", rowBits, 2, 16);
    if (lean && pixels > 1) throw new IllegalArgumentException("lean = true, pixels = " + pixels + ": a row of several pixels is merged out of two banks; leave lean false");
    if (overlap && pixels == 1) throw new IllegalArgumentException("overlap = true, pixels = 1: a pixel of two windows would go to two rows; leave overlap false");
  }

  /** With a beat a cycle, where pooled windows do not overlap. */
  public WriteBack(int channels, int pixels, int chunkBits, int rowBits) {
    this(channels, pixels, chunkBits, rowBits, false, false);
  }

  /**
   * Inputs: a beat at X3 as {@code DrainController} describes it, its activations or raw sums; the rows read (X4, one cycle after the addresses); whether to emit; and
   * the sequencer's reports, which leave by the same stream when nothing is being written.
   */
  public record In<T>(
      @Plain WbBeat<T> beat, T y, T sums, T evenData, T oddData, T emit, Report<T> report, T outReady) {}

  /** Outputs. {@code advance}: the pipeline moves; {@code writing}: X4 is occupied. Read addresses at X3 (where lean, whether the row is odd: one is read), writes at X4, the stream {@code out}. */
  public record Out<T>(
      T advance, T writing, T readEn, T readChunk, T evenReadAddr, T oddReadAddr, List<T> readOdd, T evenWe, T oddWe, T writeChunk, T evenAddr, T oddAddr, T evenWrite, T oddWrite,
      T reportReady, OutBeat<T> out) {}

  @Override
  public String moduleName() {
    return ModuleName.of("write_back", channels, pixels).and("chunkbits", chunkBits).and("rowbits", rowBits).and("lean", lean ? 1 : 0, 0).and("overlap", overlap ? 1 : 0, 0).text();
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    var data = Type.bits(dataBits());
    return new In<>(WbBeat.type(pixels, rowBits, chunkBits, overlap), data, Type.bits(32 * pixels), data, data, flag, Report.type(), flag);
  }

  @Override
  public Out<Type> out() {
    var flag = Type.bit().control();
    var chunk = Type.bits(chunkBits).control();
    var bank = Type.bits(bankBits()).control();
    var data = Type.bits(dataBits());
    return new Out<>(
        flag, flag, flag, chunk, bank, bank, lean ? List.of(flag) : List.of(), flag, flag, chunk, bank, bank, data, data,
        flag, OutBeat.control(pixels, outBits()));
  }

  @Override
  public List<Stream> streams() {
    return List.of(OutBeat.STREAM);
  }

  @Override
  public List<Arc> arcs() {
    return Arc.all(
        Arc.comb(List.of("emit_i", "out_ready_i", "valid_i", "pool_i"), "advance_o"),
        Arc.comb(List.of("emit_i", "out_ready_i"), "even_we_o"),
        Arc.comb(List.of("emit_i", "out_ready_i"), "odd_we_o"),
        Arc.comb(List.of("emit_i", "out_ready_i", "valid_i", "pool_i", "scatter_i", "odd_i", "phase_i"), "read_en_o"),
        lean ? List.of() : Arc.comb(overlap ? List.of("rem_i", "overlap_0_i") : List.of("rem_i"), "read_en_o"),
        Arc.comb(List.of("chunk_i"), "read_chunk_o"),
        Arc.comb(List.of("row_i"), "even_read_addr_o"),
        Arc.comb(List.of("row_i"), "odd_read_addr_o"),
        lean ? Arc.comb(List.of("row_i"), "read_odd_0_o") : List.of(),
        Arc.comb(List.of("even_data_i", "odd_data_i"), "even_write_o"),
        Arc.comb(List.of("even_data_i", "odd_data_i"), "odd_write_o"),
        Arc.comb(List.of("out_ready_i", "emit_i", "valid_i", "pool_i"), "report_ready_o"),
        Arc.comb(List.of("emit_i", "report_valid_i", "valid_i", "pool_i"), "out_valid_o"),
        Arc.comb(List.of("emit_i", "valid_i", "pool_i"), "out_kind_o"),
        Arc.comb(List.of("emit_i", "valid_i", "pool_i", "tile_i", "report_index_i"), "out_row_o"),
        Arc.comb(List.of("emit_i", "valid_i", "pool_i", "channel_i"), "out_channel_o"),
        Arc.comb(lean ? List.of("emit_i", "valid_i", "pool_i", "count_i") : List.of("emit_i", "valid_i", "pool_i", "lane_i", "count_i"), "out_keep_o"),
        Arc.comb(List.of("emit_i", "valid_i", "pool_i", "y_i", "even_data_i", "odd_data_i", "report_value_i"), "out_data_o"));
  }

  /** Places the block and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** Bits of a beat of activations. */
  public int dataBits() {
    return channels * pixels * 8;
  }

  /** Bits of an output beat: activations, or raw sums of a channel. */
  public int outBits() {
    return Math.max(dataBits(), 32 * pixels);
  }

  public int outPadData() {
    return outBits() - dataBits();
  }

  public int outPadSums() {
    return outBits() - 32 * pixels;
  }

  /** Zero bits that extend a row's address to the 16 bits of {@code outRow}. */
  public int outPadRow() {
    return 16 - rowBits;
  }

  public int outPadReport() {
    return outBits() - 32;
  }

  public int wordBits() {
    return 8 * pixels;
  }

  public int remBits() {
    return Ranges.bits(pixels - 1);
  }

  public int countBits() {
    return Ranges.bits(pixels);
  }

  /** Bits of a row's address within its bank. */
  public int bankBits() {
    return rowBits - 1;
  }

  public int pixelLast() {
    return pixels - 1;
  }

  /** Bits of a shift by up to a whole word. */
  public int shiftBits() {
    return Ranges.bits(8 * pixels);
  }

  public int shiftPad() {
    return shiftBits() - 3 - remBits();
  }

  /** Pairs that a segment may touch; where windows overlap, also the one behind its last pixel. */
  public int pairs() {
    return (overlap ? pixels + 1 : pixels) / 2 + 1;
  }

  /** Lanes of the pairs, one more where the segment begins with an odd pixel. */
  public List<Pair> pairList() {
    return IntStream.range(0, pairs()).mapToObj(k -> new Pair(k, 2 * k, 2 * k + 1, 2 * k - 1, pixels)).toList();
  }

  public List<Pair> pairsDown() {
    return IntStream.range(0, pairs()).mapToObj(k -> pairList().get(pairs() - 1 - k)).toList();
  }

  public int pairPad() {
    return pixels - pairs();
  }

  public int pairPadBits() {
    return 8 * pairPad();
  }

  public List<Integer> channelList() {
    return IntStream.range(0, channels).boxed().toList();
  }

  public List<Integer> pixelsDown() {
    return IntStream.range(0, pixels).mapToObj(p -> pixels - 1 - p).toList();
  }

  public int laneBits() {
    return 2 * pairs();
  }

  /** A pair of pixels (even, odd): in lanes 2k and 2k + 1, or, where the segment begins with an odd pixel, in lanes 2k - 1 and 2k. */
  public record Pair(int index, int even, int odd, int before, int pixels) {
    public boolean hasEven() {
      return even < pixels;
    }

    public boolean hasOdd() {
      return odd < pixels;
    }

    /** The second pixel of the pair before, as {@code odd} is of this one. */
    public int earlier() {
      return even - 1;
    }

    public boolean hasBefore() {
      return before >= 0 && before < pixels;
    }
  }
}
