// SPDX-License-Identifier: Apache-2.0
package blocks.cim.cimtile;

import blocks.cim.CimMode;
import blocks.cim.CimPhases;
import blocks.cim.CimShape;
import blocks.cim.bitlinecontroller.Activity;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Golden function of a {@link CimTile} for whole networks: sums and activity of operation after operation, without a trace. A line is a row of 64-bit words per segment, so counts are populations of words.
 *
 * <p>It holds what the tile holds; the power state and the noise go on from operation to operation. Not safe for several threads at once.
 */
public final class TileMachine {
  private final CimTile tile;
  private final CimShape shape;
  private final CimPhases phases;
  private final TileCommand.Widths w;
  private final int spare;
  private final long[] cells;
  private final CimMode[] mode;
  private final boolean[] zero;
  private final boolean[] wanted;
  private final TileRows rows;
  /** Null where there is none. */
  private final TileGate gate;
  private final TilePower power;
  private final TileLines lines;
  private final boolean[] acts;
  private final long[] sums;
  private Activity activity = Activity.NONE;

  /** In the tile's state after reset; cells are 0. */
  public TileMachine(CimTile tile) {
    this(tile, new TileLines(tile));
  }

  /** The same with lines that others read, too: loads of one macro, each kept as a machine of its own, so that none is loaded twice. */
  public TileMachine(CimTile tile, TileLines lines) {
    this.lines = lines;
    this.tile = tile;
    this.shape = tile.shape();
    this.phases = tile.phases();
    this.w = tile.widths();
    this.spare = 64 - tile.accumulator().sumBits();
    this.rows = new TileRows(tile);
    this.gate = tile.gate() > 0 ? new TileGate(tile) : null;
    int units = shape.units();
    this.cells = new long[tile.columns() * tile.segments() * rows.words];
    this.mode = new CimMode[units];
    this.zero = new boolean[units];
    this.wanted = new boolean[tile.groups()];
    this.power = new TilePower(units);
    this.acts = new boolean[units];
    this.sums = new long[shape.pairs()];
    Arrays.fill(mode, CimMode.PAIR);
    Arrays.fill(wanted, true);
  }

  /** The cells of a row, column 0 in bit 0. */
  public void cells(int row, BigInteger columns) {
    for (int c = 0; c < tile.columns(); c++) cell(row, c, columns.testBit(c));
  }

  /** One cell. */
  public void cell(int row, int column, boolean on) {
    int s = row / shape.segmentRows(), in = row % shape.segmentRows(), at = at(column, s) + in / 64;
    cells[at] = on ? cells[at] | 1L << in : cells[at] & ~(1L << in);
  }

  /** Connects a row to an input, and opens its gate. */
  public void row(int row, int ofChannel, int ofTap) {
    rows.row(row, ofChannel, ofTap, true);
  }

  /** Leaves a row empty. */
  public void empty(int row) {
    rows.row(row, 0, 0, false);
  }

  /** A unit's mode, and whether it holds no weight. */
  public void unit(int unit, CimMode of, boolean holdsNone) {
    mode[unit] = of;
    zero[unit] = holdsNone;
  }

  /** A channel's values, one per tap: raw bits, or numbers in two's complement. */
  public void input(int ofChannel, int... values) {
    rows.input(ofChannel, values);
  }

  /** A whole vector: {@code values[channel * taps + tap]}. */
  public void inputs(int[] values) {
    rows.inputs(values);
  }

  /** Which channels are on, and of which column groups an output is wanted. */
  public void gate(boolean[] channels, boolean[] groups) {
    rows.gate(channels);
    System.arraycopy(groups, 0, wanted, 0, wanted.length);
  }

  /** What a command does. */
  public void apply(TileCommand c) {
    var data = c.data();
    switch (c.kind()) {
      case CELLS -> cells(c.index(), data);
      case ROW -> rows.row(c.index(), field(data, 0, w.channel()), field(data, w.channel(), w.tap()), data.testBit(w.channel() + w.tap()));
      case UNIT -> unit(c.index(), CimMode.values()[field(data, 0, 2)], data.testBit(2));
      case INPUT -> {
        var values = new int[tile.taps()];
        for (int t = 0; t < values.length; t++) values[t] = field(data, t * tile.bits(), tile.bits());
        input(c.index(), values);
      }
      case GATE -> gate(c.index(), data);
      case LOAD -> gate.load(data);
      case MAP -> gate.map(data, c.index() == 1);
      case START -> start(data.testBit(0), data.testBit(1), data.testBit(2), field(data, 3, w.pattern()), w.range() == 0 ? 0 : field(data, 3 + w.pattern(), w.range()));
    }
  }

  private void gate(int index, BigInteger data) {
    if (index == 0) {
      rows.gate(set(data, tile.channels()));
      System.arraycopy(set(data.shiftRight(tile.channels()), wanted.length), 0, wanted, 0, wanted.length);
    } else if (index == 1) rows.gate(set(gate.on(), tile.channels()));
    else wanted[index - 2] = gate.on().and(data).signum() != 0;
  }

  private static boolean[] set(BigInteger bits, int n) {
    var all = new boolean[n];
    for (int i = 0; i < n; i++) all[i] = bits.testBit(i);
    return all;
  }

  /** Which channels the tile's own channel gate decided to be on, a bit each; only where it has one. */
  public BigInteger decided() {
    return gate.on();
  }

  private static int field(BigInteger data, int lsb, int bits) {
    return data.shiftRight(lsb).intValue() & (1 << bits) - 1;
  }

  /** The sums of the last operation, pair by pair; overwritten by the next. As the hardware's accumulators hold them: modulo their width. */
  public long[] sums() {
    return sums;
  }

  /** What the last operation did, as the tile's counters hold it. */
  public Activity activity() {
    return activity;
  }

  /** An operation on the vector that is in. @throws IllegalArgumentException for a pattern of more segments than there are */
  public void start(boolean signed, boolean skip, boolean sleep, int pattern, int range) {
    TileCommand.checkPattern(tile, pattern);
    need();
    rows.select();
    var change = power.change(phases.wake(), sleep);
    long cycles = 1, charged = 0, pulses = 0, converted = 0;
    Arrays.fill(sums, 0);
    for (int b = tile.bits() - 1; b >= 0; b--) {
      for (int p = 0; p < sums.length; p++) sums[p] <<= 1;
      lines.bit(b);
      int shares = 0;
      for (int u = 0; u < acts.length; u++) if (acts[u] = power.need[u] && (!skip || rows.seen(b, u / tile.groups()))) charged++;
      for (int s = 0; s < tile.segments(); s++) if (acting(s)) pulses += rows.count(b, s);
      for (int first = 0; first < tile.segments(); first += shape.together(pattern)) {
        int groups = share(b, first, Math.min(tile.segments(), first + shape.together(pattern)), range, signed && b == tile.bits() - 1);
        converted += groups;
        if (groups > 0) shares++;
      }
      cycles += phases.cyclesOfBit(shares);
    }
    for (int p = 0; p < sums.length; p++) sums[p] = sums[p] << spare >> spare;
    long avoided = (long) shape.units() * tile.bits() - charged;
    activity = new Activity(change.cycles() + cycles, charged, avoided, pulses, converted, change.off() + cycles * power.off(), change.held() + cycles * power.held(), change.wakes()).within(tile.counterBits());
  }

  private void need() {
    for (int s = 0; s < tile.segments(); s++) {
      boolean on = rows.on(s);
      for (int g = 0; g < tile.groups(); g++) power.need[shape.unit(s, g)] = on && wanted[g] && !zero[shape.unit(s, g)];
    }
  }

  /** Where the words of a column and segment begin. */
  private int at(int column, int s) {
    return (column * tile.segments() + s) * rows.words;
  }

  private boolean acting(int s) {
    for (int g = 0; g < tile.groups(); g++) if (acts[shape.unit(s, g)]) return true;
    return false;
  }

  /** Segments {@code from} to before {@code to} share the global lines: how many groups are converted. */
  private int share(int bit, int from, int to, int range, boolean subtract) {
    int converted = 0;
    for (int g = 0; g < tile.groups(); g++) {
      int first = from;
      while (first < to && !acts[shape.unit(first, g)]) first++;
      if (first == to) continue;
      converted++;
      int reference = 0;
      for (int s = first; s < to; s++) if (acts[shape.unit(s, g)]) reference += rows.count(bit, s);
      var of = mode[shape.unit(first, g)];
      reference = lines.read(tile.columns() + g, reference, range, !of.holdsZero());
      for (int p = g * shape.groupColumns() / 2; p < (g + 1) * shape.groupColumns() / 2; p++) {
        int d = of.value(read(2 * p, bit, g, first, to, range), read(2 * p + 1, bit, g, first, to, range), reference);
        sums[p] += subtract ? -d : d;
      }
    }
    return converted;
  }

  private int read(int column, int bit, int g, int from, int to, int range) {
    return lines.read(column, count(column, bit, g, from, to), range, true);
  }

  private int count(int column, int bit, int g, int from, int to) {
    int n = 0;
    for (int s = from; s < to; s++) if (acts[shape.unit(s, g)]) n += rows.count(bit, s, cells, at(column, s));
    return n;
  }
}
