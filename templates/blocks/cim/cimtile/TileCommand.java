// SPDX-License-Identifier: Apache-2.0
package blocks.cim.cimtile;

import blocks.cim.CimMode;
import blocks.cim.CimShape;
import java.math.BigInteger;
import kakure.kernel.Ranges;
import kakure.spec.Values;

/**
 * What a {@link CimTile} is told in one beat.
 *
 * @param kind what it is
 * @param index which row, unit or channel; 0 for what is of the whole tile
 * @param data what it is set to
 */
public record TileCommand(Kind kind, int index, BigInteger data) {
  /** Bits of a kind. */
  public static final int KIND_BITS = 3;

  /** Index of the gate that gives the rows what was decided; those of the column groups are behind it. */
  private static final int DECIDED = 1;

  /** Kinds of commands; their number on the wire is their ordinal. */
  public enum Kind {
    /** The cells of row {@code index}: column 0 in bit 0. */
    CELLS,
    /** Row {@code index} of the row table: channel, then tap, then whether it is used; its gate opens. */
    ROW,
    /** Unit {@code index}: mode in bits 1:0, bit 2 that it holds no weight. */
    UNIT,
    /** Channel {@code index} of the input vector: its taps, the first in the low bits. It goes into the rows whose entry names it. */
    INPUT,
    /**
     * Gates. {@code index} 0: a bit per channel, which goes into the rows by their entries, then a bit per column group whose outputs are wanted. In a tile with a channel gate, 1: each row takes what was decided of its channel;
     * 2 + g: column group g is on where one of the channels that have a bit is.
     */
    GATE,
    /** An operation: signed, skip, sleep, then pattern, then range where there are several. */
    START,
    /** Of a tile with a channel gate: the next of the words that load it. */
    LOAD,
    /** Of a tile with a channel gate: a beat of the map that it averages, a channel's next positions, 8 bits each; {@code index} 1: the map's last. */
    MAP;

    /** Whether every tile knows it. */
    boolean plain() {
      return this != LOAD && this != MAP;
    }
  }

  /** Bits of a command's fields: {@code index}, {@code data}, and within the data {@code channel}, {@code tap}, {@code pattern} and {@code range}, the last 0 where there is none. */
  public record Widths(int index, int data, int channel, int tap, int pattern, int range) {
    static Widths of(TileFront f) {
      int channel = Ranges.bits(f.channels() - 1), tap = Ranges.bits(f.taps() - 1), pattern = Ranges.bits(new CimShape(f.rows(), f.columns(), f.segments(), f.groups(), f.neighbours()).widestPattern());
      int index = Math.max(channel, Ranges.bits(Math.max(f.rows(), f.segments() * f.groups()) - 1));
      if (f.gate() > 0) index = Math.max(index, Ranges.bits(DECIDED + f.groups()));
      int data = Math.max(Math.max(f.columns(), channel + tap + 1), Math.max(Math.max(f.taps() * f.bits(), f.channels() + f.groups()), 3 + pattern + f.rangeBits()));
      if (f.gate() > 0) data = Math.max(data, f.feedBits());
      return new Widths(index, data, channel, tap, pattern, f.rangeBits());
    }
  }

  /** Sets a row's cells. */
  public static TileCommand cells(int row, BigInteger cells) {
    return new TileCommand(Kind.CELLS, row, cells);
  }

  /** Connects a row to an input. @throws IllegalArgumentException for a row, channel or tap that the tile does not have */
  public static TileCommand row(CimTile tile, int row, int channel, int tap) {
    refuse("row", row, tile.rows());
    refuse("channel", channel, tile.channels());
    refuse("tap", tap, tile.taps());
    return new TileCommand(Kind.ROW, row, BigInteger.valueOf((1L << tile.widths().tap() | tap) << tile.widths().channel() | channel));
  }

  /** Leaves a row empty. */
  public static TileCommand empty(int row) {
    return new TileCommand(Kind.ROW, row, BigInteger.ZERO);
  }

  /** Sets a unit's mode, and whether it holds no weight. @throws IllegalArgumentException for a unit that the tile does not have */
  public static TileCommand unit(CimTile tile, int unit, CimMode mode, boolean zero) {
    refuse("unit", unit, tile.shape().units());
    return new TileCommand(Kind.UNIT, unit, BigInteger.valueOf(mode.ordinal() | (zero ? 4 : 0)));
  }

  /** Sends a channel's values, raw bits. @throws IllegalArgumentException for a channel that the tile does not have, or more values than it has taps */
  public static TileCommand input(CimTile tile, int channel, int... values) {
    refuse("channel", channel, tile.channels());
    if (values.length > tile.taps()) throw new IllegalArgumentException(values.length + " values of channel " + channel + ", but the tile has taps = " + tile.taps());
    var data = BigInteger.ZERO;
    for (int t = values.length - 1; t >= 0; t--) data = data.shiftLeft(tile.bits()).or(Values.wrap(values[t], tile.bits()));
    return new TileCommand(Kind.INPUT, channel, data);
  }

  /** Opens and closes channels and column groups, one bit each. @throws IllegalArgumentException for a channel or group that the tile does not have: a bit too many would open another */
  public static TileCommand gate(CimTile tile, BigInteger channels, BigInteger groups) {
    if (channels.signum() != 0) refuse("channel", channels.bitLength() - 1, tile.channels());
    if (groups.signum() != 0) refuse("column group", groups.bitLength() - 1, tile.groups());
    return new TileCommand(Kind.GATE, 0, channels.or(groups.shiftLeft(tile.channels())));
  }

  /** Each row's gate becomes what the tile's channel gate decided of its channel. */
  public static TileCommand decided() {
    return new TileCommand(Kind.GATE, DECIDED, BigInteger.ZERO);
  }

  /** A column group becomes on where the tile's channel gate decided so of one of the channels, a bit each. */
  public static TileCommand decided(int group, BigInteger channels) {
    return new TileCommand(Kind.GATE, DECIDED + 1 + group, channels);
  }

  /** The next of the words that load the channel gate. */
  public static TileCommand load(CimTile tile, long word) {
    return new TileCommand(Kind.LOAD, 0, Values.wrap(word, tile.channelGate().inBits()));
  }

  /** Positions of a map's next channel, one per tap at most; the others are 0. */
  public static TileCommand map(boolean last, int... values) {
    var data = BigInteger.ZERO;
    for (int v = values.length - 1; v >= 0; v--) data = data.shiftLeft(8).or(BigInteger.valueOf(values[v]));
    return new TileCommand(Kind.MAP, last ? 1 : 0, data);
  }

  /** Begins an operation on the vector that was sent. @throws IllegalArgumentException for a pattern of more segments than there are */
  public static TileCommand start(CimTile tile, boolean signed, boolean skip, boolean sleep, int pattern, int range) {
    checkPattern(tile, pattern);
    long flags = (signed ? 1 : 0) | (skip ? 2 : 0) | (sleep ? 4 : 0) | (long) pattern << 3;
    if (tile.widths().range() > 0) flags |= (long) range << 3 + tile.widths().pattern();
    return new TileCommand(Kind.START, 0, BigInteger.valueOf(flags));
  }

  private static void refuse(String what, int number, int of) {
    if (number < 0 || number >= of) throw new IllegalArgumentException(what + " " + number + " is not in the tile; it has 0 to " + (of - 1));
  }

  static void checkPattern(CimTile tile, int pattern) {
    int widest = tile.shape().widestPattern();
    if (pattern < 0 || pattern > widest) throw new IllegalArgumentException("pattern " + pattern + " lets " + tile.shape().together(pattern) + " segments share a line, but there are " + tile.segments() + "; take 0 to " + widest);
  }
}
