// SPDX-License-Identifier: Apache-2.0
package blocks.cim.cimtile;

import blocks.cim.channelgate.ChannelGateModel;
import java.math.BigInteger;
import kakure.spec.Values;

/** The channel gate of a {@link CimTile}, for golden functions: the words that load it, the sums of a map, and which channels it decided to be on. */
final class TileGate {
  private final CimTile tile;
  private final ChannelGateModel model;
  private int loaded;
  private long[] sums;
  private int channel;
  private BigInteger on;

  /** After reset all channels are on. */
  TileGate(CimTile tile) {
    this.tile = tile;
    this.model = new ChannelGateModel(tile.channelGate());
    this.sums = new long[tile.channels()];
    this.on = Values.ones(tile.channels());
  }

  /** The next word. */
  void load(BigInteger word) {
    model.load(loaded, model.word(loaded, word));
    loaded = (loaded + 1) % tile.channelGate().loads();
  }

  /** A beat of the map. */
  void map(BigInteger values, boolean last) {
    for (int v = 0; v < tile.taps(); v++) sums[channel] += Values.slice(values, 8 * v, 8).intValue();
    channel = (channel + 1) % sums.length;
    if (!last) return;
    var decided = model.decide(sums);
    on = BigInteger.ZERO;
    for (int k = 0; k < decided.length; k++) if (decided[k]) on = on.setBit(k);
    sums = new long[sums.length];
    channel = 0;
  }

  /** A bit per channel. */
  BigInteger on() {
    return on;
  }
}
