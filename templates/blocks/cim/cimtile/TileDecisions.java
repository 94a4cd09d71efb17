// SPDX-License-Identifier: Apache-2.0
package blocks.cim.cimtile;

import blocks.engine.requantise.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Commands that make a {@link CimTile}'s channel gate decide: its words, and a map. Factors, shifts and thresholds are such that about half of the channels are on; now and then weights and values are the largest there are. */
final class TileDecisions {
  private TileDecisions() {}

  /** @param load whether new words come first */
  static List<TileCommand> of(CimTile tile, SplittableRandom rng, boolean load) {
    var all = new ArrayList<TileCommand>();
    var gate = tile.channelGate();
    boolean largest = rng.nextInt(3) == 0;
    for (int i = 0; load && i < gate.loads(); i++) all.add(TileCommand.load(tile, word(tile, rng, i, largest)));
    int most = (gate.positions() + gate.values() - 1) / gate.values(), turns = largest ? most : rng.nextInt(1, Math.min(most, 4) + 1);
    for (int t = 0; t < turns; t++)
      for (int c = 0; c < tile.channels(); c++) all.add(TileCommand.map(t == turns - 1 && c == tile.channels() - 1, rng.ints(Math.min(tile.taps(), gate.positions() - t * tile.taps()), largest ? 240 : 0, 256).toArray()));
    return all;
  }

  private static long word(CimTile tile, SplittableRandom rng, int i, boolean largest) {
    var gate = tile.channelGate();
    if (i < gate.weights()) return largest ? (rng.nextBoolean() ? 127 : -128) : rng.nextInt(-128, 128);
    if (i < gate.weights() + gate.hidden()) return new Scale(rng.nextInt(1, 100), rng.nextInt(1 << 20), rng.nextInt(8, 16)).word();
    return rng.nextInt(-4000, 4001);
  }
}
