// SPDX-License-Identifier: Apache-2.0
package blocks.engine.fetch;

import blocks.array.UsualSizes;
import blocks.engine.Sweep;
import blocks.memory.actmem.BankReads;
import blocks.memory.actmem.Rows;
import java.util.List;
import java.util.stream.IntStream;
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
 * act[c][j] = pixel (x_j + dx, y_j + dy) of channel c, or 0 outside the map: one tap of a convolution for {@code pixels} consecutive pixels of a flattened map.
 *
 * <p>Pixels are numbered p = y pitch + x; a memory row holds {@code pixels} of them for each of {@code tci} channels, even and odd rows in banks of their own, so
 * that any run of {@code pixels} consecutive pixels is one access. A tap is a constant displacement: whole rows, a remainder, and (dx, dy) with the limits of the
 * map (or parity plane) it reads, so that stride, padding and kernel are data. Latency: a step given at a cycle leaves as {@code act} three enabled cycles later
 * (tap, memory, funnel).
 *
 * @param tci input channels, 1 to 256
 * @param pixels pixels per cycle, 1 to 64
 * @param rowBits bits of a row address
 * @param coord bits of a coordinate, 5 to 10: maps of up to 2^coord - 1 columns, and as many lines, those included that a tile touches below its map
 */
public record ActFetch(int tci, int pixels, int rowBits, int coord) implements Block {
  /** Usual bits of a coordinate: maps of up to 1,023 by 1,023. */
  public static final int COORD = 10;

  /** Bits of a tap's displacement dx or dy, signed. */
  public static final int DELTA = 7;

  /** Checks the ranges. */
  public ActFetch {
    Ranges.check("tci", tci, 1, 256);
    Ranges.check("pixels", pixels, 1, 64);
    Ranges.check("rowBits", rowBits, 2, 20);
    Ranges.check("coord", coord, 5, COORD);
  }

  /** The unit for maps of any size. */
  public ActFetch(int tci, int pixels, int rowBits) {
    this(tci, pixels, rowBits, COORD);
  }

  /**
   * Inputs. {@code setup} (a pulse) walks the coordinates of the first tile, given {@code pitch}, {@code stepX} = pixels mod pitch and {@code stepY} = pixels div
   * pitch, all constant from then on. A step: {@code valid}, {@code lastStep} of its tile, {@code lastTile} of its group, {@code row} = first row of the channel
   * group plus tile. One enabled cycle later its tap; another one later the memory's rows.
   */
  public record In<T>(
      T en, T setup, @Plain Sweep<T> sweep, T valid, T lastStep, T lastTile, T row, TapFields<T> tap, @Plain Rows<T> rows) {}

  /** The fields of a {@link Tap}. */
  public record TapFields<T>(T row, T rem, T dy, T dx, T height, T width) {}

  /** {@code ready}: no walk under way. Bank enables and addresses, one enabled cycle after the step; {@code act}: byte c * pixels + j. */
  public record Out<T>(T ready, @Plain BankReads<T> reads, T act) {}

  @Override
  public String moduleName() {
    return ModuleName.of("act_fetch", tci, pixels).and("rowbits", rowBits, Ranges.bits(UsualSizes.rows(tci, pixels) - 1)).and("coord", coord, COORD).text();
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    var row = Type.bits(rowBits);
    var tap = new TapFields<>(row, Type.bits(remBits()), Type.bits(DELTA), Type.bits(DELTA), Type.bits(coord), Type.bits(coord));
    return new In<>(flag, flag, Sweep.type(coord), flag, flag, flag, row, tap, new Rows<>(Type.bits(rowData()), Type.bits(rowData())));
  }

  @Override
  public Out<Type> out() {
    var flag = Type.bit().control();
    return new Out<>(flag, new BankReads<>(flag, Type.bits(bankBits()), flag, Type.bits(bankBits())), Type.bits(rowData()));
  }

  @Override
  public List<Arc> arcs() {
    var enables = single() ? List.of("en_i", "tap_row_i") : List.of("en_i", "tap_row_i", "tap_rem_i");
    return Arc.all(
        Arc.comb(enables, "even_en_o"),
        Arc.comb(enables, "odd_en_o"),
        Arc.comb(List.of("tap_row_i"), "even_addr_o"),
        Arc.comb(List.of("tap_row_i"), "odd_addr_o"));
  }

  /** Places the unit and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** A tap as its table holds it: of each field as many bits as this size needs. */
  public Word tap() {
    var of = new Word.Builder("stored tap");
    for (var f : Tap.WORD.fields()) of.unsigned(f.name(), f == Tap.ROW ? rowBits : f == Tap.REM ? remBits() : f == Tap.HEIGHT || f == Tap.WIDTH ? coord : f.width(), f.meaning());
    return of.build();
  }

  /** Sign bits that extend a displacement to a coordinate of two bits more. */
  public int deltaPad() {
    return coord + 2 - DELTA;
  }

  /** True where every tile is a pixel: it lies on one row and begins it. */
  public boolean single() {
    return pixels == 1;
  }

  /** Bits of a position within a row. */
  public int remBits() {
    return Ranges.bits(pixels - 1);
  }

  /** Bits of a memory row. */
  public int rowData() {
    return tci * pixels * 8;
  }

  /** Bits of a row's address within its bank. */
  public int bankBits() {
    return rowBits - 1;
  }

  public int wordBits() {
    return 8 * pixels;
  }

  /** Bits of a shift by up to a whole word. */
  public int shiftBits() {
    return Ranges.bits(8 * pixels);
  }

  /** Zero bits that extend a remainder to a shift, less the three of a byte. */
  public int shiftPad() {
    return shiftBits() - 3 - remBits();
  }

  public int pixelLast() {
    return pixels - 1;
  }

  /** Bits that count the lanes walked. */
  public int walkBits() {
    return Ranges.bits(pixels);
  }

  public List<Integer> channels() {
    return IntStream.range(0, tci).boxed().toList();
  }

  public List<Integer> pixelsDown() {
    return IntStream.range(0, pixels).mapToObj(j -> pixels - 1 - j).toList();
  }
}
