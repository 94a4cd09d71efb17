// SPDX-License-Identifier: Apache-2.0
package blocks.engine.sequencer;

import blocks.array.UsualSizes;
import blocks.array.array.ArrayFlags;
import blocks.engine.Counts;
import blocks.engine.LayerShape;
import blocks.engine.ReadBack;
import blocks.engine.Report;
import blocks.engine.Sweep;
import blocks.engine.Window;
import blocks.mask.LayerHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kakure.golden.SignGenerator;
import kakure.kernel.Arc;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Plain;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;
import kakure.spec.Word;

/**
 * Walks layers that are data: for each group of output channels, tile of pixels, group of input channels, pass and tap, one step of the array.
 * Passes are there where the array has channel groups: a free mask takes its channels one after the other. Planes are there where weights have several: all steps of a tile are gone through for each.
 *
 * <p>A program is a list of descriptors of {@link #WORDS} words ({@link LayerField} names their fields). {@code cfg} writes the program, the tap table and, as a start
 * command, the program's address; commands queue while a program runs. After each descriptor six reports leave: layer and error, cycles, cycles waiting for masks,
 * for the write side, for the image, and a spare.
 *
 * @param tci input channels of a step
 * @param pixels pixels of a tile
 * @param tco output channels of a group
 * @param drain channels of an image beat; divides tci
 * @param rowBits bits of a memory row's address, at most 16
 * @param entryBits bits of a mask entry's number
 * @param tapBits bits of a tap's address
 * @param pcBits bits of a program word's address
 * @param group input channels of a group of the array: 1, 2, 4 or 8; divides tci
 * @param residual for residual networks: rows are read back, either memory is written, weights stay the same over taps
 * @param counts bits of coordinates, tiles, channels and reports; where any is narrower than usual, loads and steps share counters, and a load's rows are those that are read
 * @param planes for weights of several planes, which are added up one after the other, sums being doubled before the first so many of them; of the free array also those whose signs the mask says
 * @param terms whether several beats of the array may make one of the result; a group of output channels then has several
 */
public record LayerSequencer(int tci, int pixels, int tco, int drain, int rowBits, int entryBits, int tapBits, int pcBits, int group, boolean residual, Counts counts, boolean planes, boolean terms) implements Block {
  /** Words of a descriptor. */
  public static final int WORDS = 8;

  /** Operations of a descriptor. */
  public static final int OP_END = 0, OP_LOAD = 1, OP_LAYER = 2;

  /** Targets of a {@code cfg} beat, bits 15:14 of its address; the last one is taken and left to others. */
  public static final int CFG_PROGRAM = 0, CFG_TAP = 1, CFG_START = 2, CFG_KEEP = 3;

  /** Error codes of a report; 1 to 7 are the mask decoder's. */
  public static final int ERROR_HEADER = 8, ERROR_OVERFLOW = 9, ERROR_SCALE = 10, ERROR_OP = 11;

  /** Fields that are rows of a memory. */
  private static final List<Word.Field> ROWS =
      List.of(LayerField.SOURCE_BASE, LayerField.SOURCE_ROWS, LayerField.BASE, LayerField.ROWS, LayerField.PLANE, LayerField.LINE_ROWS, LayerField.BACK_BASE, LayerField.BACK_ROWS);

  private static final List<Word.Field> BASES = List.of(LayerField.SOURCE_BASE, LayerField.BASE);

  private static final long MASK = 0xffffffffL;

  /** Fields of residual networks, and those of planes. */
  private static final List<Word.Field> RESIDUAL = List.of(LayerField.BACK_BASE, LayerField.BACK_ROWS, LayerField.BACK, LayerField.LARGEST, LayerField.SAME, LayerField.FOLD, LayerField.OVERLAP),
      PLANES = List.of(LayerField.MASK_TAPS, LayerField.PLANES, LayerField.DOUBLES);

  /** Where a beat of the array is one of the result. */
  public LayerSequencer(int tci, int pixels, int tco, int drain, int rowBits, int entryBits, int tapBits, int pcBits, int group, boolean residual, Counts counts, boolean planes) {
    this(tci, pixels, tco, drain, rowBits, entryBits, tapBits, pcBits, group, residual, counts, planes, false);
  }

  /** For weights of one plane. */
  public LayerSequencer(int tci, int pixels, int tco, int drain, int rowBits, int entryBits, int tapBits, int pcBits, int group, boolean residual, Counts counts) {
    this(tci, pixels, tco, drain, rowBits, entryBits, tapBits, pcBits, group, residual, counts, false);
  }

  /** For networks whose layers stand in a row. */
  public LayerSequencer(int tci, int pixels, int tco, int drain, int rowBits, int entryBits, int tapBits, int pcBits, int group) {
    this(tci, pixels, tco, drain, rowBits, entryBits, tapBits, pcBits, group, false, Counts.USUAL);
  }

  /** Fields that count channels, and those that are columns or lines. */
  private static final List<Word.Field> CHANNELS = List.of(LayerField.GROUPS, LayerField.COUT, LayerField.CHANNELS, LayerField.CHUNKS),
      COORDINATES = List.of(LayerField.PITCH, LayerField.STEP_X, LayerField.STEP_Y, LayerField.WIDTH, LayerField.HEIGHT);

  /** All fields whose bits are those of {@link Counts}. */
  public static final List<Word.Field> COUNTED = Stream.of(CHANNELS, COORDINATES, List.of(LayerField.TILES)).flatMap(List::stream).toList();

  /** Checks the ranges. */
  public LayerSequencer {
    Ranges.check("tci", tci, 1, 256);
    Ranges.check("pixels", pixels, 1, 64);
    Ranges.check("tco", tco, 1, 256);
    Ranges.check("drain", drain, 1, 64);
    Ranges.check("rowBits", rowBits, 2, 16);
    Ranges.divides("drain", drain, "tci", tci);
    if (terms && (tco % drain != 0 || tco == drain)) throw new IllegalArgumentException("terms = true, tco = " + tco + ", drain = " + drain + ": a group of output channels has to be several beats");
    Ranges.check("entryBits", entryBits, 1, 15);
    Ranges.check("tapBits", tapBits, 4, 14);
    Ranges.check("pcBits", pcBits, 4, 14);
    Ranges.oneOf("group", group, 1, 2, 4, 8);
    Ranges.divides("group", group, "tci", tci);
    Ranges.check("bits of channels", counts.channels(), Ranges.bits(Math.max(tci, tco)), 16);
    Ranges.check("bits of coordinates", counts.coord(), Ranges.bits(pixels), 10);
  }

  /** For networks whose layers stand in a row, of bounded extent. */
  public LayerSequencer(int tci, int pixels, int tco, int drain, int rowBits, int entryBits, int tapBits, int pcBits, int group, Counts counts) {
    this(tci, pixels, tco, drain, rowBits, entryBits, tapBits, pcBits, group, false, counts);
  }

  /** The sequencer of layers of any extent. */
  public LayerSequencer(int tci, int pixels, int tco, int drain, int rowBits, int entryBits, int tapBits, int pcBits, int group, boolean residual) {
    this(tci, pixels, tco, drain, rowBits, entryBits, tapBits, pcBits, group, residual, Counts.USUAL);
  }

  /**
   * Inputs: {@code cfg}; the program word read one cycle after its address; the image stream's valid; the mask tile's state; the decoder's error; flags of the
   * constants; the drain's state; whether the fetch unit is ready; and whether a report was taken.
   */
  public record In<T>(
      Command<T> cfg, T word, T imgValid, T maskFull, T maskEnd, LayerHead<T> head, T maskError, T maskOverflow, T scaleBad, T scaleFull, T free, T idle, T fetchReady, T reportReady) {}

  /** A beat of {@code cfg}: where to, and the address that a start names. */
  public record Command<T>(T valid, T target, T pc) {}

  /** A step at A: first of a channel group's taps, last of its tile, in the last tile, last of its group; what it reads; its signs. */
  public record StepFlags<T>(
      T valid, T fresh, T lastStep, T lastTile, T groupLast, T row, T tapAddr, T entry, T w, T cphi, List<T> spread, List<T> shift) {}

  /** A row of an image to be written. */
  public record ImageRow<T>(T we, T row, T chunk) {}

  /** Outputs, grouped: streams; memories; steps at A; the array at D; layer constants; the image's writes; reports; for residual networks, further constants: rows that are read back, memory that is written, whether taps share weights; for planes, whether weights are stored, and which lanes there are of the step's group of channels. */
  public record Out<T>(
      T cfgReady, T imgReady, T halted, T programWe, T tapWe, T wordEn, T wordAddr,
      T en, @Plain StepFlags<T> step, ArrayFlags<T> array, T tile,
      T setup, T abort, T src, T emit, @Plain LayerShape<T> shape, @Plain Sweep<T> sweep, @Plain Window<T> window, ImageRow<T> load, Report<T> report, @Plain ReadBack<T> back, List<T> same, List<T> fold, List<T> stored, List<T> lanes) {}

  @Override
  public String moduleName() {
    return counts.in(ModuleName.of("layer_sequencer", tci, pixels, tco)
        .and("drain", drain, UsualSizes.drain(tci, tco))
        .and("rowbits", rowBits, Ranges.bits(UsualSizes.rows(tci, pixels) - 1))
        .and("entrybits", entryBits, Ranges.bits(UsualSizes.maskDepth(tci, group) - 1))
        .and("tapbits", tapBits, Ranges.bits(UsualSizes.TAPS - 1))
        .and("pcbits", pcBits, Ranges.bits(UsualSizes.PROGRAM - 1))
        .and("group", group, 1)
        .and("residual", residual ? 1 : 0, 0)
        .and("planes", planes ? 1 : 0, 0)
        .and("terms", terms ? 1 : 0, 0))
        .text();
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    var command = new Command<>(flag, Type.bits(2).control(), Type.bits(pcBits));
    return new In<>(
        command, Type.bits(64), flag, flag, Type.bit(), LayerHead.type(), Type.bits(4).control(), flag, flag, flag, flag, flag, flag, flag);
  }

  @Override
  public Out<Type> out() {
    var flag = Type.bit().control();
    var row = Type.bits(rowBits).control();
    var step = new StepFlags<>(
        flag, flag, flag, flag, flag, row, Type.bits(tapBits).control(), Type.bits(entryBits).control(), Type.bits(32), Type.bits(32),
        spreads() ? List.of(flag) : List.of(), windowed() ? List.of(Type.bits(5).control()) : List.of());
    return new Out<>(
        flag, flag, flag, flag, flag, flag, Type.bits(pcBits).control(),
        flag, step, ArrayFlags.type(planes), flag,
        flag, flag, flag, flag, LayerShape.type(rowBits, counts.tiles(), counts.channels(), overlaps(), termBits()), Sweep.type(counts.coord()), Window.type(counts.coord(), rowBits, remBits()),
        new ImageRow<>(flag, row, Type.bits(chunkBits()).control()), Report.type(), ReadBack.type(residual, rowBits), residual ? List.of(flag) : List.of(), residual ? List.of(flag) : List.of(),
        stores() ? List.of(flag) : List.of(), stores() ? List.of(Type.bits(tci).control()) : List.of());
  }

  @Override
  public List<Arc> arcs() {
    return Arc.all(
        Arc.comb(List.of("free_i"), "en_o"),
        Arc.comb(List.of("free_i"), "array_en_o"),
        Arc.comb(List.of("mask_full_i", "fetch_ready_i"), "valid_o"),
        Arc.comb(List.of("mask_full_i", "fetch_ready_i"), "group_last_o"),
        Arc.comb(List.of("scale_full_i"), "tile_o"),
        Arc.comb(List.of("cfg_valid_i", "cfg_target_i"), "program_we_o"),
        Arc.comb(List.of("cfg_valid_i", "cfg_target_i"), "tap_we_o"),
        Arc.comb(List.of("img_valid_i"), "load_we_o"));
  }

  /** Places the block and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** True where groups begin inside a block of 32 output channels. */
  public boolean windowed() {
    return tco % 32 != 0;
  }

  /** True where channels that lie spread are not where they would be otherwise: where the array has several groups of several channels. */
  public boolean spreads() {
    return group > 1 && group < tci;
  }

  /** Whether weights may be stored: where an element serves one channel, so that a bit of the mask is a weight's. */
  public boolean stores() {
    return planes && group == 1;
  }

  /** Bits of a number of beats of the array that make one of the result, less one; 0 where one always does. */
  public int termBits() {
    return terms ? Ranges.bits(tco / drain - 1) : 0;
  }

  /** Whether windows that are pooled may overlap. */
  public boolean overlaps() {
    return residual && pixels > 1;
  }

  /** A part of a descriptor that is read: the cycle of the fetch in which it comes, and the registers that it fills. */
  public record Part(int cycle, List<Slice> slices) {}

  /** A register and its bits of the part. */
  public record Slice(String register, int msb, int lsb) {}

  /** The parts that hold anything. */
  public List<Part> parts() {
    var parts = new ArrayList<Part>();
    for (int part = 0; part < WORDS; part++) {
      var slices = new ArrayList<Slice>();
      for (var f : LayerField.WORD.fields()) {
        if (f.part() == part && bits(f) > 0) slices.add(new Slice(register(f), f.partLsb() + bits(f) - 1, f.partLsb()));
      }
      if (!slices.isEmpty()) parts.add(new Part(part + 1, slices));
    }
    return parts;
  }

  /** Where one adder has all summands, the seed and what leads to the next block come through the same register. */
  private String register(Word.Field field) {
    if (oneAdder() && (field == LayerField.SEED || field == LayerField.GROUP_STEP)) return "ahead_q";
    return oneAdder() && field == LayerField.BLOCK_STEP ? "home_q" : field.name() + "_q";
  }

  /** Bits of a field that this size keeps, the lower ones of it; 0: it looks at another field in its place, or at none. */
  public int bits(Word.Field field) {
    if (RESIDUAL.contains(field) && !residual || PLANES.contains(field) && !planes) return 0;
    if (field == LayerField.TERMS) return termBits();
    if (field == LayerField.OVERLAP) return overlaps() ? 1 : 0;
    if (field == LayerField.STORED) return stores() ? 1 : 0;
    if (field == LayerField.LAST_LANE) return stores() && tci > 1 ? Ranges.bits(tci - 1) : 0;
    if (field == LayerField.CHUNKS && small() || zeroBased() && BASES.contains(field)) return 0;
    if (ROWS.contains(field)) return rowBits;
    if (CHANNELS.contains(field)) return counts.channels();
    if (COORDINATES.contains(field)) return counts.coord();
    if (field == LayerField.TILES) return counts.tiles();
    if (field == LayerField.TAP_BASE) return tapBits;
    if (field == LayerField.TAPS) return tapCountBits();
    if (field == LayerField.LINE_REM) return remBits();
    if (field == LayerField.PASSES || field == LayerField.LAST_PASSES) return group > 1 ? field.width() : 0;
    return field == LayerField.SPREAD && !spreads() ? 0 : field.width();
  }

  public int remBits() {
    return Ranges.bits(pixels - 1);
  }

  /** Whether loads and steps share their counters. */
  public boolean small() {
    return counts.narrow();
  }

  /** The field that says a load's runs of channels. */
  Word.Field runs() {
    return small() ? LayerField.GROUPS : LayerField.CHUNKS;
  }

  /** Whether all maps begin in row 0 of their memory, and nothing says otherwise. */
  public boolean zeroBased() {
    return small() && !residual && !planes;
  }

  /** Whether one adder walks the streams: every group of outputs lies within a block of 32 of the generator, so a group of inputs follows the one before, or the first one of the same block or of the next. */
  public boolean oneAdder() {
    return small() && tco < SignGenerator.GROUP && SignGenerator.GROUP % tco == 0;
  }

  /** What {@code cphi} says of a layer of so many groups of input channels where a block of 32 output channels adds {@code perBlock}. */
  public long blockStep(long perBlock, long channelGroups) {
    return oneAdder() ? home(channelGroups) : perBlock;
  }

  /** What {@code group_phi} says of it. */
  public long groupStep(long perBlock, long channelGroups) {
    return (oneAdder() ? home(channelGroups) + perBlock : tco / SignGenerator.GROUP * perBlock) & MASK;
  }

  /** From the last group of input channels back to the first. */
  private long home(long channelGroups) {
    return -(channelGroups - 1) * tci * SignGenerator.PHI & MASK;
  }

  /** The cycle of the fetch in which the seed comes. */
  public int seedCycle() {
    return LayerField.SEED.part() + 1;
  }

  public int coord() {
    return counts.coord();
  }

  public int tileBits() {
    return counts.tiles();
  }

  public int channelBits() {
    return counts.channels();
  }

  public int cycleBits() {
    return counts.cycles();
  }

  public boolean waits() {
    return counts.waits() == 1;
  }

  /** Zero bits from a number of tiles to a row, or bits cut off. */
  public int rowPad() {
    return rowBits - counts.tiles();
  }

  /** Bits of a number of taps, of all entries of the table, too. */
  public int tapCountBits() {
    return tapBits + 1;
  }

  /** Zero bits that make the number of taps that of a mask's header. */
  public int tapCountPad() {
    return 16 - tapCountBits();
  }

  /** Zero bits from a number of taps to that of an entry, or bits cut off. */
  public int entryPad() {
    return entryBits - tapCountBits();
  }

  /** The wire that ends a sweep of all groups of input channels: of a plane or, where there is one, of a tile. */
  public String sweepEnd() {
    return planes ? "plane_end" : "last_step";
  }

  /** Bits of the place of a lane. */
  public int lastLaneBits() {
    return Ranges.bits(tci - 1);
  }

  /** Bits of the number of a plane. */
  public int planeBits() {
    return LayerField.PLANES.width();
  }

  /** Lanes but the first, and literals of their numbers. */
  public List<Lane> lanes() {
    return IntStream.range(1, tci).mapToObj(c -> new Lane(c, Ranges.bits(tci - 1) + "'d" + c)).toList();
  }

  /** A lane of the array: which, as a number and as a literal as wide as {@code last_lane}. */
  public record Lane(int index, String literal) {}

  /** Bits of a beat's position in a memory row. */
  public int chunkBits() {
    return Ranges.bits(tci / drain - 1);
  }

  public int chunkLast() {
    return tci / drain - 1;
  }

  /** PHI times tci: what a channel group adds to w. */
  public String groupPhi() {
    return String.format(Locale.ROOT, "32'h%08x", tci * 0x9E3779B9);
  }

  /** Output channels of a group beyond whole blocks of 32. */
  public int tcoRest() {
    return tco % 32;
  }
}
