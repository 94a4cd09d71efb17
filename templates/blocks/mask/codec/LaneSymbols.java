// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

/** The blocks of a layer, one row per lane in the order in which the lane sends them. */
final class LaneSymbols {
  private final byte[][] rows;
  private final long[] counts = new long[BlockCode.SYMBOLS];

  LaneSymbols(MaskBits mask, MaskOrder order) {
    var layout = order.layout();
    var shape = order.shape();
    rows = new byte[layout.streams()][];
    for (int lane = 0; lane < rows.length; lane++) {
      int own = 0;                                 // turns in which the lane has a channel
      for (int turn = 0; turn < order.turns(); turn++) if (order.channel(turn, lane) < shape.channels()) own++;
      rows[lane] = new byte[Math.toIntExact(own == 0 ? 0 : layout.symbols(new MaskShape(shape.outputs(), own, shape.taps())))];
      int at = 0;
      for (int g = 0; g < layout.outputGroups(shape); g++) {
        for (int turn = 0; turn < order.turns(); turn++) {
          int channel = order.channel(turn, lane);
          if (channel >= shape.channels()) continue;
          for (int t = 0; t < shape.taps(); t++) {
            for (int b = 0; b < layout.blocksOf(shape, g); b++) {
              int symbol = layout.symbol(mask, shape, g, channel, t, b);
              rows[lane][at++] = (byte) symbol;
              counts[symbol]++;
            }
          }
        }
      }
    }
  }

  /** How often each block occurs. */
  long[] counts() {
    return counts.clone();
  }

  /** Kept weights: a block has a bit for each. */
  long ones() {
    long ones = 0;
    for (int symbol = 0; symbol < counts.length; symbol++) ones += counts[symbol] * Integer.bitCount(symbol);
    return ones;
  }

  /** Words that they take at least where each is sent as it is: without a lane's last unit that it fills in part, and without a header. */
  long rawWords() {
    long blocks = 0;
    for (long count : counts) blocks += count;
    return blocks * BlockCode.RAW.length(0) / Long.SIZE;
  }

  /** Blocks of a lane. */
  int size(int lane) {
    return rows[lane].length;
  }

  /** Block {@code i} of a lane. */
  int get(int lane, int i) {
    return rows[lane][i];
  }
}
