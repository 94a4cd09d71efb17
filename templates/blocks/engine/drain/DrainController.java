// SPDX-License-Identifier: Apache-2.0
package blocks.engine.drain;

import blocks.array.UsualSizes;
import blocks.engine.Counts;
import blocks.engine.LayerShape;
import blocks.engine.WbBeat;
import blocks.engine.Window;
import java.util.ArrayList;
import java.util.List;
import kakure.kernel.Arc;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Plain;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * For every tile the array finishes: which channels drain when, and where their pixels are written.
 *
 * <p>Modes: {@link #RASTER} writes a tile as the memory row of its number; {@link #POOL} and {@link #PLANES} cut the tile at the map's row ends into segments, and
 * lay each segment's pixels by pairs at ((y div 2) linePixels + x div 2), POOL as the maximum of four, PLANES in the parity plane (y mod 2, x mod 2);
 * {@link #RAW} sends accumulators out, a channel a beat. A beat is {@code drain} channels of one tile or segment. Runs a whole layer by itself after {@code start}.
 * Beats leave the array at X0, are accumulators at X1, products at X2 and activations at X3, where {@code wb*} describe them.
 *
 * <p>With {@code residual} and rows of several pixels, windows that are pooled may overlap: 3 x 3 in steps of two, the first of them around pixel 0. A segment of an odd line is then laid twice, each time cut anew: into the line of pairs that
 * it ends and into the one that it begins. {@code odd} says whether lines before went there, {@code begun} and {@code ends} what lies left and right of the segment.
 *
 * <p>With {@code residual}, a row is read back for every beat at X0, from where channel o of tile n lies in raster: part {@code o mod tci div drain} of row {@code back_base + o div tci * back_rows + n}. By pairs, a beat then leaves every
 * other move at most where the write stage reads at X3 what stays of the row.
 *
 * <p>With {@code terms}, so many beats in a row, one more than {@code terms} says, are terms of one beat of the result: of each channel the products of several sums, which lie {@code drain} channels apart. Only the last of them is written, as the channels of the result
 * are counted; beats that a group has left over are of no result; of those before it {@code partial} comes at X2 in place of {@code result}, and {@code later} says of all but the first that what was kept is to be added. A layer that is raw sends the channels of its last term one by one.
 *
 * @param tci channels of a memory row, a multiple of drain
 * @param pixels pixels of a tile
 * @param tco channels of a tile, a multiple of drain
 * @param drain channels of a beat
 * @param rowBits bits of a memory row's address
 * @param residual rows can be read back
 * @param terms beats of the result may be sums of several; tco then has several beats
 * @param counts bits of coordinates, tiles and channels
 */
public record DrainController(int tci, int pixels, int tco, int drain, int rowBits, boolean residual, boolean terms, Counts counts) implements Block {
  /** Write modes. */
  public static final int RASTER = 0, POOL = 1, PLANES = 2, RAW = 3;

  /** Where nothing is read back. */
  public DrainController(int tci, int pixels, int tco, int drain, int rowBits) {
    this(tci, pixels, tco, drain, rowBits, false, false, Counts.USUAL);
  }

  /** Where a beat of the array is one of the result. */
  public DrainController(int tci, int pixels, int tco, int drain, int rowBits, boolean residual, Counts counts) {
    this(tci, pixels, tco, drain, rowBits, residual, false, counts);
  }

  /** Checks the ranges. */
  public DrainController {
    Ranges.check("tci", tci, 1, 256);
    Ranges.check("pixels", pixels, 1, 64);
    Ranges.check("tco", tco, 1, 256);
    Ranges.check("rowBits", rowBits, 2, 20);
    Ranges.check("drain", drain, 1, 64);
    if (tci % drain != 0 || tco % drain != 0) {
      throw new IllegalArgumentException("drain = " + drain + " does not divide both tci = " + tci + " and tco = " + tco);
    }
    if (terms && tco == drain) throw new IllegalArgumentException("terms = true, tco = drain = " + drain + ": a group of output channels is one beat, and has no room for two terms");
    Ranges.check("bits of channels", counts.channels(), Ranges.bits(tco), 16);
    Ranges.check("bits of coordinates", counts.coord(), Ranges.bits(pixels), 10);
  }

  /** For layers in a row, of bounded extent. */
  public DrainController(int tci, int pixels, int tco, int drain, int rowBits, Counts counts) {
    this(tci, pixels, tco, drain, rowBits, false, false, counts);
  }

  /** The controller for layers of any extent. */
  public DrainController(int tci, int pixels, int tco, int drain, int rowBits, boolean residual) {
    this(tci, pixels, tco, drain, rowBits, residual, false, Counts.USUAL);
  }

  /**
   * Inputs. {@code advance}: the pipeline moves; {@code tile}: the array's shadow holds a tile; {@code writing}: the write stage is occupied; {@code start} (pulse);
   * {@code abort}: forget the layer;
   * the layer: mode, tiles per group, output channels, first row, rows per channel group and per parity plane, the map's pitch and the limits of what is written,
   * and the pixels of a line of pairs as rows and remainder; whether rows are read back, the first one, and rows per channel group of these.
   */
  public record In<T>(
      T advance, T tile, T writing, T start, T abort, @Plain LayerShape<T> shape, T pitch, @Plain Window<T> window, List<T> back, List<T> backBase, List<T> backRows) {}

  /**
   * Outputs. {@code beat}, {@code sel}: drain the array at X0; {@code free}: with this beat the shadow is free; {@code half}: which constants; {@code groupDone}:
   * with this beat they are free; {@code idle}: nothing under way. X1: {@code product}. X2: {@code result}, {@code raw}, {@code rawSel}. X3: a beat for the write stage. X0, where rows can be read back: {@code backEn}, row and part of it. X2, where beats are terms: {@code partial}, {@code later}.
   */
  public record Out<T>(
      T beat, T sel, T half, T free, T groupDone, T idle, T product, T result, T raw, List<T> rawSel, WbBeat<T> wb, List<T> backEn, List<T> backRow, List<T> backPart, List<T> partial, List<T> later) {}

  @Override
  public String moduleName() {
    return ModuleName.of("drain_controller", tci, pixels, tco)
        .and("drain", drain, UsualSizes.drain(tci, tco))
        .and("rowbits", rowBits, Ranges.bits(UsualSizes.rows(tci, pixels) - 1))
        .and("residual", residual ? 1 : 0, 0)
        .and("terms", terms ? 1 : 0, 0)
        .and("coord", counts.coord(), Counts.USUAL.coord()).and("tiles", counts.tiles(), Counts.USUAL.tiles()).and("channels", counts.channels(), Counts.USUAL.channels())
        .text();
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    return new In<>(flag, flag, flag, flag, flag, LayerShape.type(rowBits, counts.tiles(), counts.channels(), overlaps(), terms ? selBits() : 0), Type.bits(counts.coord()).control(), Window.type(counts.coord(), rowBits, remBits()),
        there(flag), there(Type.bits(rowBits).control()), there(Type.bits(rowBits).control()));
  }

  private List<Type> there(Type type) {
    return residual ? List.of(type) : List.of();
  }

  @Override
  public Out<Type> out() {
    var flag = Type.bit().control();
    return new Out<>(
        flag, Type.bits(selBits()).control(), flag, flag, flag, flag, flag, flag, flag, drain == 1 ? List.of() : List.of(Type.bits(subBits()).control()),
        WbBeat.type(pixels, rowBits, chunkBits(), overlaps()), there(flag), there(Type.bits(rowBits).control()), there(Type.bits(chunkBits()).control()), terms ? List.of(flag) : List.of(), terms ? List.of(flag) : List.of());
  }

  @Override
  public List<Arc> arcs() {
    var moved = new ArrayList<>(List.of("advance_i", "tile_i", "mode_i"));
    if (residual) moved.add(0, "back_0_i");
    var frees = new ArrayList<>(moved);
    frees.addAll(List.of("width_i", "height_i"));
    if (terms && drain > 1) frees.add("terms_0_i");
    if (pixels > 1) frees.add("pitch_i");
    if (overlaps()) frees.add("overlap_0_i");
    var ends = new ArrayList<>(frees);
    ends.add("tiles_i");
    return Arc.all(
        Arc.comb(frees, "free_o"),
        Arc.comb(ends, "group_done_o"),
        Arc.comb(residual ? moved : List.of("advance_i", "tile_i"), "beat_o"),
        residual ? Arc.comb(terms ? with(moved, "terms_0_i") : moved, "back_en_0_o") : List.of(),
        Arc.comb(List.of("writing_i"), "idle_o"),
        Arc.comb(List.of("advance_i"), "product_o"),
        Arc.comb(List.of("advance_i", "mode_i"), "result_o"),
        Arc.comb(List.of("advance_i", "mode_i"), "raw_o"),
        terms ? Arc.comb(List.of("advance_i"), "partial_0_o") : List.of(),
        Arc.comb(List.of("mode_i"), "wb_raw_o"),
        Arc.comb(List.of("mode_i"), "wb_scatter_o"),
        Arc.comb(List.of("mode_i"), "wb_pool_o"),
        overlaps() ? Arc.comb(List.of("mode_i", "overlap_0_i"), "wb_overlap_0_o") : List.of());
  }

  private static List<String> with(List<String> more, String... ports) {
    var all = new ArrayList<>(List.of(ports));
    all.addAll(more);
    return all;
  }

  /** Places the block and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** Whether windows that are pooled may overlap: where a row holds a window's end and the next one's begin. */
  public boolean overlaps() {
    return residual && pixels > 1;
  }

  /** Channels of the array, the last one included, for so many of the result, of {@code terms} each: a group of them holds whole results only. */
  public int array(int channels, int terms) {
    return channel(channels - 1, terms - 1, terms) + 1;
  }

  /** Channel of the array that is term k of channel o of the result. */
  public int channel(int o, int k, int terms) {
    int beat = o / drain, results = tco / drain / terms;
    return beat / results * tco + (beat % results * terms + k) * drain + o % drain;
  }

  public int remBits() {
    return Ranges.bits(pixels - 1);
  }

  /** The number of pixels, modulo 2^remBits. */
  public int pixelsWrap() {
    return pixels & (1 << remBits()) - 1;
  }

  /** Bits of a number of lanes, 0 to pixels. */
  public int countBits() {
    return Ranges.bits(pixels);
  }

  public int selBits() {
    return Ranges.bits(tco / drain - 1);
  }

  public int selLast() {
    return tco / drain - 1;
  }

  public int subBits() {
    return Ranges.bits(drain - 1);
  }

  public int subLast() {
    return drain - 1;
  }

  /** Beats of a memory row. */
  public int chunks() {
    return tci / drain;
  }

  public int chunkBits() {
    return Ranges.bits(chunks() - 1);
  }

  public int chunkLast() {
    return chunks() - 1;
  }

  /** Bits of a position within a tile, in pairs, with room for a carry. */
  public int posBits() {
    return countBits() + 1;
  }

  public int posPadRem() {
    return posBits() - remBits();
  }

  /** Zero bits from a count of lanes to a coordinate. */
  public int coordPad() {
    return counts.coord() - countBits();
  }

  /** Zero bits from the tile's number to a row, or bits cut off. */
  public boolean rowWide() {
    return rowBits > counts.tiles();
  }

  public int rowPad() {
    return rowBits - counts.tiles();
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

  public int rowCarryPad() {
    return rowBits - 1;
  }

  /** Whether a tile is a pixel that nothing else numbers: then the place of pairs counts whole tiles, too. */
  public boolean byPixel() {
    return pixels == 1 && counts.narrow() && !residual;
  }

  public boolean single() {
    return drain == 1;
  }
}
