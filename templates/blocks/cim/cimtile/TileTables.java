// SPDX-License-Identifier: Apache-2.0
package blocks.cim.cimtile;

import blocks.cim.CimMode;
import blocks.cim.bitlinecontroller.Operation;
import java.math.BigInteger;
import java.util.Arrays;
import kakure.spec.Values;

/** What a {@link CimTile} holds between operations, as its commands set it; for golden functions. */
final class TileTables {
  final BigInteger[] cells;
  final CimMode[] mode;
  private final CimTile tile;
  private final TileCommand.Widths widths;
  private final int[] channel;
  private final int[] tap;
  private final int[] x;
  private BigInteger used = BigInteger.ZERO;
  private BigInteger open;
  private BigInteger zero = BigInteger.ZERO;
  private BigInteger groups;
  /** Null where there is none. */
  private final TileGate gate;

  /** In its state after reset; cells are null. */
  TileTables(CimTile tile) {
    this.tile = tile;
    this.widths = tile.widths();
    this.cells = new BigInteger[tile.rows()];
    this.mode = new CimMode[tile.shape().units()];
    this.channel = new int[tile.rows()];
    this.tap = new int[tile.rows()];
    this.x = new int[tile.rows()];
    this.open = Values.ones(tile.rows());
    this.groups = Values.ones(tile.groups());
    this.gate = tile.gate() > 0 ? new TileGate(tile) : null;
    Arrays.fill(mode, CimMode.PAIR);
  }

  /** A command other than a start. */
  void set(TileCommand c) {
    switch (c.kind()) {
      case CELLS -> cells[c.index()] = Values.slice(c.data(), 0, tile.columns());
      case ROW -> row(c.index(), c.data());
      case UNIT -> {
        mode[c.index()] = CimMode.values()[Values.slice(c.data(), 0, 2).intValue()];
        zero = c.data().testBit(2) ? zero.setBit(c.index()) : zero.clearBit(c.index());
      }
      case INPUT -> {
        for (int r = 0; r < x.length; r++) if (channel[r] == c.index()) x[r] = Values.slice(c.data(), tap[r] * tile.bits(), tile.bits()).intValue();
      }
      case GATE -> gate(c.index(), c.data());
      case LOAD -> gate.load(c.data());
      case MAP -> gate.map(c.data(), c.index() % 2 == 1);
      default -> throw new IllegalArgumentException(c.kind() + " is no entry of a table");
    }
  }

  private void gate(int index, BigInteger data) {
    if (index == 0 || gate == null) {
      rows(data);
      groups = Values.slice(data, tile.channels(), tile.groups());
    } else if (index == 1) rows(gate.on());
    else if (index < 2 + tile.groups()) groups = gate.on().and(data).signum() != 0 ? groups.setBit(index - 2) : groups.clearBit(index - 2);
  }

  private void rows(BigInteger channels) {
    for (int r = 0; r < x.length; r++) open = channels.testBit(channel[r]) ? open.setBit(r) : open.clearBit(r);
  }

  /** The channels that the tile's own gate decided to be on. */
  BigInteger on() {
    return gate.on();
  }

  private void row(int r, BigInteger entry) {
    channel[r] = Values.slice(entry, 0, widths.channel()).intValue();
    tap[r] = Values.slice(entry, widths.channel(), widths.tap()).intValue();
    used = entry.testBit(widths.channel() + widths.tap()) ? used.setBit(r) : used.clearBit(r);
    open = open.setBit(r);
  }

  /** The operation that a start begins. */
  Operation operation(TileCommand start) {
    var how = start.data();
    return new Operation(how.testBit(0), how.testBit(1), how.testBit(2), Values.slice(how, 3, widths.pattern()).intValue(), zero, groups, used.and(open), x);
  }

  /** The range of a start's converters. */
  int range(TileCommand start) {
    return widths.range() == 0 ? 0 : Values.slice(start.data(), 3 + widths.pattern(), widths.range()).intValue();
  }
}
