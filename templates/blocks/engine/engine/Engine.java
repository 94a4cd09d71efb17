// SPDX-License-Identifier: Apache-2.0
package blocks.engine.engine;

import blocks.array.UsualSizes;
import blocks.array.array.ArrayShape;
import blocks.array.array.PackedArray;
import blocks.array.weightselect.WeightSelect;
import blocks.engine.Counts;
import blocks.engine.OutBeat;
import blocks.engine.drain.DrainController;
import blocks.engine.fetch.ActFetch;
import blocks.engine.requantise.Requantiser;
import blocks.engine.scales.ScaleBuffer;
import blocks.engine.sequencer.ConfigWord;
import blocks.engine.sequencer.LayerSequencer;
import blocks.engine.writeback.WriteBack;
import blocks.mask.MaskBeat;
import blocks.mask.codec.MaskLayout;
import blocks.mask.masktile.MaskTile;
import blocks.mask.plain.PlainMasks;
import blocks.mask.supermask.SupermaskDecoder;
import blocks.memory.actmem.ActMemory;
import blocks.memory.ram.Ram;
import blocks.sign.signs.SignLanes;
import blocks.stream.Beat;
import java.util.List;
import kakure.kernel.Assembly;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Stream;
import kakure.kernel.Type;

/**
 * y[o][p] = clamp((sum over c, t of mask sign a[c][p + t]) mul[o] + add[o]) &gt;&gt; sh[o]): a hidden network, layer by layer, without a stored weight.
 *
 * <p>Tci input channels x P flattened pixels x Tco output channels a cycle, output-stationary. The mask of a group of output channels is expanded into a double
 * buffer; signs are regenerated for every tile of pixels; layers are descriptors (see {@link LayerSequencer}), so one engine runs any network its memories hold.
 *
 * @param tci input channels per cycle, 1 to 256
 * @param pixels pixels per cycle, 1 to 64
 * @param tco output channels per cycle, 1 to 256; tci * tco at most 16,384
 * @param drain output channels requantised per cycle, 1 to 64; divides tci and tco
 * @param rows rows of each activation memory, even, 4 to 65,536
 * @param maskDepth entries (channel groups x taps) of a group's expanded mask, 1 to 32,768
 * @param taps entries of the tap table, 16 to 16,384
 * @param program words of the program, eight per layer, 16 to 16,384
 * @param symbols mask symbols of four bits per lane and cycle, and words of 64 bits that a beat of coded masks brings, 1 or 2
 * @param group input channels that an element serves: 1 (the free array), 2, 4 or 8; divides tci
 * @param oneof G of the one-of-G masks that are understood, 1 for none; the group, if that is not 1; divides tci
 * @param sumBits bits of an accumulator, 16 to 31; a layer's kept weights times 255 must fit
 * @param serial requantises a bit a cycle, without multipliers: small, and slow where a tile has few steps
 * @param masks how masks are sent: coded, or plain, a bit for each weight, which takes the least logic; with plain, group and oneof are 1
 * @param halfRate streams carry a beat every other cycle, behind one register in place of two
 * @param residual for residual networks: layers write either memory, read a row of it back to add it or to keep the larger, and sum up whole maps
 * @param counts bits of coordinates, tiles, channels and reported cycles, and 1 where waits are counted
 * @param planes for weights of several planes: stored bits, most significant first, or coats of a mask
 * @param terms for planes with scales of their own: so many output channels of the array are terms of one of the result, each with a factor of its own; with planes, a group of 1, multipliers, and tco of several times drain
 * @param keepMasks beats of {@code msk} for which there is a store, so that masks are sent once and not for every image, 1 to 1,048,576; 0: none
 * @param keepConstants the same of {@code rqc}; with one store there is the other
 */
public record Engine(int tci, int pixels, int tco, int drain, int rows, int maskDepth, int taps, int program, int symbols, int group, int oneof, int sumBits, boolean serial, Masks masks, boolean halfRate, boolean residual, Counts counts, boolean planes, boolean terms, int keepMasks, int keepConstants) implements Assembly {
  /** The most input channels, pixels and output channels a cycle. */
  public static final int MAX_TCI = 256, MAX_PIXELS = 64, MAX_TCO = 256;

  /** The most pairs of an input and an output channel. */
  public static final int MAX_PAIRS = 16_384;

  /** The most beats of a store. */
  public static final int MAX_KEPT = 1 << 20;

  /** Error of a layer: more beats are to be kept than the stores hold. Those below are the sequencer's and the decoder's. */
  public static final int ERROR_KEEP = 12;

  private static final int SHALLOW = 256;

  /** Checks the ranges: those of the blocks inside, by the names that they have here. */
  public Engine {
    Ranges.check("tci", tci, 1, MAX_TCI);
    Ranges.check("pixels", pixels, 1, MAX_PIXELS);
    Ranges.check("tco", tco, 1, MAX_TCO);
    Ranges.check("tci * tco", tci * tco, 1, MAX_PAIRS);
    Ranges.check("drain", drain, 1, 64);
    Ranges.divides("drain", drain, "tci", tci);
    Ranges.divides("drain", drain, "tco", tco);
    Ranges.check("rows", rows, 4, 65_536);
    if (rows % 2 != 0) throw new IllegalArgumentException("rows = " + rows + " is odd");
    Ranges.check("maskDepth", maskDepth, 1, 32_768);
    Ranges.check("taps", taps, 16, 16_384);
    Ranges.check("program", program, 16, 16_384);
    Ranges.check("symbols", symbols, 1, 2);
    Ranges.oneOf("group", group, 1, 2, 4, 8);
    Ranges.divides("group", group, "tci", tci);
    Ranges.oneOf("oneof", oneof, 1, 2, 4, 8);
    Ranges.divides("oneof", oneof, "tci", tci);
    if (masks == Masks.PLAIN && group > 1) throw new IllegalArgumentException("masks = plain, group = " + group + ": plain bits do not say which channel of a group is taken; leave the group 1, or the masks coded");
    if (group > 1 && oneof != group) throw new IllegalArgumentException("oneof = " + oneof + " is not group = " + group);
    Ranges.check("sumBits", sumBits, 16, 31);
    Ranges.check("bits of channels", counts.channels(), Ranges.bits(Math.max(tci, tco)), 16);
    Ranges.check("bits of coordinates", counts.coord(), Ranges.bits(pixels), 10);
    if (masks == Masks.PLAIN && oneof > 1) throw new IllegalArgumentException("masks = plain, oneof = " + oneof + ": plain bits are all that such an engine understands; leave oneof 1, or the masks coded");
    if (serial && residual) throw new IllegalArgumentException("serial = true, residual = true: a requantiser without multipliers adds no residual; leave one of them false");
    if (terms && (!planes || group > 1)) throw new IllegalArgumentException("terms = true, planes = " + planes + ", group = " + group + ": scaled planes are stored weights; make planes true, and leave the group 1");
    if (terms && serial) throw new IllegalArgumentException("serial = true, terms = true: a requantiser without multipliers has no factor for each plane; leave one of them false");
    if (terms && tco == drain) throw new IllegalArgumentException("terms = true, tco = drain = " + drain + ": a group of output channels is one beat, and has no room for two planes; make drain a divisor of tco");
    Ranges.check("keepMasks", keepMasks, 0, MAX_KEPT);
    Ranges.check("keepConstants", keepConstants, 0, MAX_KEPT);
    if (keepMasks > 0 != keepConstants > 0) throw new IllegalArgumentException("keepMasks = " + keepMasks + ", keepConstants = " + keepConstants + ": there are stores of both, or, with 0 and 0, none");
  }

  /** The engine that keeps nothing. */
  public Engine(int tci, int pixels, int tco, int drain, int rows, int maskDepth, int taps, int program, int symbols, int group, int oneof, int sumBits, boolean serial, Masks masks, boolean halfRate, boolean residual, Counts counts, boolean planes) {
    this(tci, pixels, tco, drain, rows, maskDepth, taps, program, symbols, group, oneof, sumBits, serial, masks, halfRate, residual, counts, planes, false, 0, 0);
  }

  /** The engine for weights of one plane. */
  public Engine(int tci, int pixels, int tco, int drain, int rows, int maskDepth, int taps, int program, int symbols, int group, int oneof, int sumBits, boolean serial, Masks masks, boolean halfRate, boolean residual, Counts counts) {
    this(tci, pixels, tco, drain, rows, maskDepth, taps, program, symbols, group, oneof, sumBits, serial, masks, halfRate, residual, counts, false);
  }

  /** The engine for networks whose layers stand in a row. */
  public Engine(int tci, int pixels, int tco, int drain, int rows, int maskDepth, int taps, int program, int symbols, int group, int oneof, int sumBits, boolean serial, Masks masks, boolean halfRate) {
    this(tci, pixels, tco, drain, rows, maskDepth, taps, program, symbols, group, oneof, sumBits, serial, masks, halfRate, false, Counts.USUAL);
  }

  /** The engine for networks whose layers stand in a row, of bounded extent. */
  public Engine(int tci, int pixels, int tco, int drain, int rows, int maskDepth, int taps, int program, int symbols, int group, int oneof, int sumBits, boolean serial, Masks masks, boolean halfRate, Counts counts) {
    this(tci, pixels, tco, drain, rows, maskDepth, taps, program, symbols, group, oneof, sumBits, serial, masks, halfRate, false, counts);
  }

  /** The engine for layers of any extent. */
  public Engine(int tci, int pixels, int tco, int drain, int rows, int maskDepth, int taps, int program, int symbols, int group, int oneof, int sumBits, boolean serial, Masks masks, boolean halfRate, boolean residual) {
    this(tci, pixels, tco, drain, rows, maskDepth, taps, program, symbols, group, oneof, sumBits, serial, masks, halfRate, residual, Counts.USUAL);
  }

  /** The engine with multipliers, coded masks and a beat a cycle. */
  public Engine(int tci, int pixels, int tco, int drain, int rows, int maskDepth, int taps, int program, int symbols, int group, int oneof, int sumBits) {
    this(tci, pixels, tco, drain, rows, maskDepth, taps, program, symbols, group, oneof, sumBits, false, Masks.CODED, false);
  }

  /** The engine with accumulators of the usual width. */
  public Engine(int tci, int pixels, int tco, int drain, int rows, int maskDepth, int taps, int program, int symbols, int group, int oneof) {
    this(tci, pixels, tco, drain, rows, maskDepth, taps, program, symbols, group, oneof, ArrayShape.SUM_BITS);
  }

  /**
   * The engine of the free array with memories for what networks usually ask, see {@link #of(int, int, int, int)}.
   *
   * @param tci input channels, @param pixels pixels, @param tco output channels per cycle
   */
  public static Engine of(int tci, int pixels, int tco) {
    return of(tci, pixels, tco, 1);
  }

  /**
   * The engine with memories for what networks usually ask: activations of 256 KiB a memory, masks of 512 input channels x 9 taps, 64 layers. The free array understands
   * one-of-4 masks, too, where 4 divides its input channels.
   *
   * @param tci input channels, @param pixels pixels, @param tco output channels per cycle, @param group channels that an element serves
   */
  public static Engine of(int tci, int pixels, int tco, int group) {
    return new Engine(
        tci, pixels, tco, UsualSizes.drain(tci, tco, group), UsualSizes.rows(tci, pixels), UsualSizes.maskDepth(tci, group), UsualSizes.TAPS, UsualSizes.PROGRAM,
        UsualSizes.symbols(tci, tco, group, false), group, UsualSizes.oneof(tci, group));
  }

  /** The same engine with stores of so many beats of masks and constants. */
  public Engine keeping(int beatsOfMasks, int beatsOfConstants) {
    return new Engine(
        tci, pixels, tco, drain, rows, maskDepth, taps, program, symbols, group, oneof, sumBits, serial, masks, halfRate, residual, counts, planes, terms, beatsOfMasks, beatsOfConstants);
  }

  /** The same engine for planes with scales of their own. */
  public Engine ofTerms() {
    return new Engine(tci, pixels, tco, drain, rows, maskDepth, taps, program, symbols, group, oneof, sumBits, serial, masks, halfRate, residual, counts, planes, true, keepMasks, keepConstants);
  }

  /** Streams in: commands, images, masks, requantise constants. */
  public record In<T>(Config<T> cfg, Beat<T> img, MaskBeat<T> msk, Beat<T> rqc, T outReady) {}

  /** A beat of {@code cfg}; {@link blocks.engine.sequencer.ConfigWord} is its address. */
  public record Config<T>(T valid, T addr, T data) {}

  /** Stream out: rows written, logits, reports; {@code halted} after an error, until reset. */
  public record Out<T>(T cfgReady, T imgReady, T mskReady, T rqcReady, OutBeat<T> out, T halted) {}

  @Override
  public String moduleName() {
    return counts.in(ModuleName.of("engine", tci, pixels, tco)
        .and("drain", drain, UsualSizes.drain(tci, tco, group))
        .and("rows", rows, UsualSizes.rows(tci, pixels))
        .and("masks", maskDepth, UsualSizes.maskDepth(tci, group))
        .and("taps", taps, UsualSizes.TAPS)
        .and("program", program, UsualSizes.PROGRAM)
        .and("symbols", symbols, masks == Masks.PLAIN ? 1 : UsualSizes.symbols(tci, tco, group, residual))
        .and("group", group, 1)
        .and("oneof", oneof, masks == Masks.PLAIN ? 1 : UsualSizes.oneof(tci, group))
        .and("sum", sumBits, ArrayShape.SUM_BITS)
        .and("serial", serial ? 1 : 0, 0)
        .and("plain", masks == Masks.PLAIN ? 1 : 0, 0)
        .and("half", halfRate ? 1 : 0, 0)
        .and("residual", residual ? 1 : 0, 0)
        .and("planes", planes ? 1 : 0, 0)
        .and("terms", terms ? 1 : 0, 0)
        .and("keepmasks", keepMasks, 0)
        .and("keepconstants", keepConstants, 0))
        .text();
  }

  @Override
  public List<String> comment() {
    return List.of(
        "y[o][p] = clamp((sum over c, t of mask sign a[c][p + t]) mul[o] + add[o]) >> sh[o]): a hidden network, layer by layer, without a stored weight.",
        tci + " input channels x " + pixels + " pixels x " + tco + " output channels a cycle = " + elements() + " elements.");
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    return new In<>(new Config<>(flag, Type.bits(ConfigWord.WORD.width()).control(), Type.bits(64)), Beat.of(write().dataBits()), MaskBeat.type(maskLayout().words()), Beat.of(scales().beatBits()), flag);
  }

  @Override
  public Out<Type> out() {
    var flag = Type.bit().control();
    return new Out<>(flag, flag, flag, flag, OutBeat.type(pixels, write().outBits()), flag);
  }

  @Override
  public List<Stream> streams() {
    return List.of(
        Stream.in("cfg", "cfg_addr_i", "cfg_data_i"), Stream.in("img", "img_data_i"), Stream.in("msk", "msk_last_i", "msk_data_i"), Stream.in("rqc", "rqc_data_i"),
        OutBeat.STREAM);
  }

  /** Places the engine and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  @Override
  @SuppressWarnings("unchecked") // the elaborator hands over the record that in() describes
  public Out<Sig> build(Module m, Record ports) {
    return new EngineWiring(this, m, (In<Sig>) ports).wire();
  }

  /** Bits of a row's address. */
  public int rowBits() {
    return Ranges.bits(rows - 1);
  }

  /** Beats of a memory row. */
  public int parts() {
    return tci / drain;
  }

  /** Whether activations lie in memories without banks, of which one port does: a serial requantiser leaves the write stage the time, a pixel a row crosses no bank. */
  public boolean lean() {
    return pixels == 1 && serial && counts.narrow();
  }

  ActFetch fetch() {
    return new ActFetch(tci, pixels, rowBits(), counts.coord());
  }

  /** Its two activation memories, instance {@code u_memory}. */
  public ActMemory memory() {
    return new ActMemory(tci, pixels, drain, rows, residual, lean());
  }

  /** What adds up its products. */
  public PackedArray array() {
    return new PackedArray(tci, pixels, tco, drain, group, sumBits, planes);
  }

  /** What chooses between hidden and stored weights; there with {@code planes} where an element serves one channel. */
  WeightSelect weights() {
    return new WeightSelect(tci, tco);
  }

  SignLanes signs() {
    return new SignLanes(tci, tco, group);
  }

  /** Elements of the array: tci x pixels x tco. */
  public long elements() {
    return (long) tci * pixels * tco;
  }

  /** Bits of an entry of the mask tile: enables, and indices where elements serve several channels. */
  public int maskEntryBits() {
    return array().maskBits();
  }

  /** What encoder and decoder of its masks agree on. */
  public MaskLayout maskLayout() {
    return masks == Masks.PLAIN ? plain().layout() : coded().layout();
  }

  /** A {@link SupermaskDecoder}, or what has its ports. */
  Block decoder() {
    return masks == Masks.PLAIN ? plain() : coded();
  }

  private SupermaskDecoder coded() {
    return new SupermaskDecoder(tci, tco, symbols, group, oneof);
  }

  /** A group's mask has {@code maskDepth} entries at most, and a layer as many outputs as are counted. */
  private PlainMasks plain() {
    int step = PlainMasks.largestStep(tco), channelBits = Math.min(counts.channels(), Ranges.bits(maskDepth * tci));
    long words = 3 + ((1L << counts.channels()) + step) * maskDepth * tci / 64;
    return new PlainMasks(tci, tco, step, counts.channels(), Ranges.bits(planes ? maskDepth : Math.min(taps, maskDepth)), channelBits, Math.max(PlainMasks.LEAST_LENGTH, Math.min(32, 64 - Long.numberOfLeadingZeros(words))));
  }

  MaskTile maskTile() {
    return new MaskTile(maskDepth);
  }

  ScaleBuffer scales() {
    return new ScaleBuffer(tco, drain, residual);
  }

  /** What makes activations of its sums. */
  public Requantiser requantiser() {
    return new Requantiser(drain, pixels, sumBits, serial, residual, terms);
  }

  /** The order of its write side. */
  public DrainController drainer() {
    return new DrainController(tci, pixels, tco, drain, rowBits(), residual, terms, counts);
  }

  /** What lays pixels into its memories. */
  public WriteBack write() {
    return new WriteBack(drain, pixels, Ranges.bits(parts() - 1), rowBits(), lean(), drainer().overlaps());
  }

  LayerSequencer sequencer() {
    return new LayerSequencer(tci, pixels, tco, drain, rowBits(), maskTile().entryBits(), Ranges.bits(taps - 1), Ranges.bits(program - 1), group, residual, counts, planes, terms);
  }

  Ram maskMemory() {
    return new Ram(maskEntryBits(), 2 * maskDepth, 1);
  }

  Ram scaleMemory() {
    return new Ram(scales().rowWidth(), 2 * scales().rows(), drain);
  }

  /** Whether it has stores of masks and constants. */
  public boolean keeps() {
    return keepMasks > 0;
  }

  /** The memory of a store of masks: a beat, its flag above. */
  Ram maskStore() {
    return new Ram(1 + 64 * maskLayout().words(), keepMasks, 1);
  }

  Ram constantStore() {
    return new Ram(scales().beatBits(), keepConstants, 1);
  }

  /** Whether program and taps, of which one at a time is read, share a memory: in an engine for small networks, where both lie in the words that the shallowest memory of an FPGA has. */
  public boolean joined() {
    return counts.narrow() && planMemory().depth() <= SHALLOW;
  }

  Ram tapMemory() {
    return new Ram(fetch().tap().width(), taps, 1);
  }

  Ram programMemory() {
    return new Ram(64, program, 1);
  }

  /** Program and taps in one: an address is a word's of the program or, behind another bit that is 1, a tap's. */
  Ram planMemory() {
    return new Ram(64, (1 << planBits()) + taps, 1);
  }

  /** Bits of a program word's address and of a tap's, whichever has more. */
  int planBits() {
    return Math.max(sequencer().pcBits(), sequencer().tapBits());
  }
}
