// SPDX-License-Identifier: Apache-2.0
package blocks.cim.cimtile;

import blocks.cim.CimShape;
import java.util.Arrays;

/** The rows of a {@link TileMachine}: which input each reads, which are on, and in which bits they are 1: a word of 64 rows at a time, segment by segment. */
final class TileRows {
  /** 64-bit words of a segment. */
  final int words;
  private final CimTile tile;
  private final CimShape shape;
  private final int[] channel;
  private final int[] tap;
  private final boolean[] used;
  private final boolean[] open;
  private final int[] x;
  /** Rows that are on with a 1 in a bit: bit by bit, segment by segment. */
  private final long[] ones;
  /** Whether a segment has one in a bit. */
  private final boolean[] seen;

  /** After reset: none is used, all gates are open. */
  TileRows(CimTile tile) {
    this.tile = tile;
    this.shape = tile.shape();
    this.words = (shape.segmentRows() + 63) / 64;
    this.channel = new int[tile.rows()];
    this.tap = new int[tile.rows()];
    this.used = new boolean[tile.rows()];
    this.open = new boolean[tile.rows()];
    this.x = new int[tile.rows()];
    this.ones = new long[tile.bits() * tile.segments() * words];
    this.seen = new boolean[tile.bits() * tile.segments()];
    Arrays.fill(open, true);
  }

  /** Connects a row to an input, or leaves it empty; its gate opens. */
  void row(int row, int ofChannel, int ofTap, boolean isUsed) {
    channel[row] = ofChannel;
    tap[row] = ofTap;
    used[row] = isUsed;
    open[row] = true;
  }

  /** A channel's values, one per tap. */
  void input(int ofChannel, int[] values) {
    for (int r = 0; r < x.length; r++) if (channel[r] == ofChannel) x[r] = values[tap[r]] & (1 << tile.bits()) - 1;
  }

  /** A whole vector: {@code values[channel * taps + tap]}. */
  void inputs(int[] values) {
    for (int r = 0; r < x.length; r++) x[r] = values[channel[r] * tile.taps() + tap[r]] & (1 << tile.bits()) - 1;
  }

  /** Which channels are on. */
  void gate(boolean[] channels) {
    for (int r = 0; r < open.length; r++) open[r] = channels[channel[r]];
  }

  /** Whether a row of the segment is on. */
  boolean on(int s) {
    for (int r = s * shape.segmentRows(), end = r + shape.segmentRows(); r < end; r++) if (used[r] && open[r]) return true;
    return false;
  }

  /** Deals the rows that are on to the bits in which they are 1. */
  void select() {
    Arrays.fill(ones, 0);
    Arrays.fill(seen, false);
    for (int r = 0; r < x.length; r++) {
      if (x[r] == 0 || !used[r] || !open[r]) continue;
      int s = r / shape.segmentRows(), in = r % shape.segmentRows();
      for (int left = x[r]; left != 0; left &= left - 1) {
        int at = Integer.numberOfTrailingZeros(left) * tile.segments() + s;
        ones[at * words + in / 64] |= 1L << in;
        seen[at] = true;
      }
    }
  }

  /** Whether a row of the segment is on with a 1 in the bit. */
  boolean seen(int bit, int s) {
    return seen[bit * tile.segments() + s];
  }

  /** How many are. */
  int count(int bit, int s) {
    int n = 0;
    for (int at = (bit * tile.segments() + s) * words, end = at + words; at < end; at++) n += Long.bitCount(ones[at]);
    return n;
  }

  /** How many of them are over a 1 of a column. @param cells words of the segment, from {@code from} on */
  int count(int bit, int s, long[] cells, int from) {
    int n = 0;
    for (int i = 0, at = (bit * tile.segments() + s) * words; i < words; i++) n += Long.bitCount(ones[at + i] & cells[from + i]);
    return n;
  }
}
