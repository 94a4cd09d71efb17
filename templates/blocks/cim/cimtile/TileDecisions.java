// SPDX-License-Identifier: Apache-2.0
package blocks.cim.cimtile;

import blocks.cim.channelgate.GateStimulus;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Commands that make a {@link CimTile}'s channel gate decide: scenes of {@link GateStimulus}, at first with their words. */
final class TileDecisions {
  private final CimTile tile;
  private final GateStimulus scenes;

  TileDecisions(CimTile tile, SplittableRandom rng) {
    this.tile = tile;
    this.scenes = new GateStimulus(tile.channelGate(), rng);
  }

  /** Words, and the map that they are for. */
  List<TileCommand> loaded() {
    var all = new ArrayList<TileCommand>();
    for (long word : scenes.words()) all.add(TileCommand.load(tile, word));
    all.addAll(shown(scenes.map()));
    return all;
  }

  /** Another map. */
  List<TileCommand> next() {
    return shown(scenes.next());
  }

  private static List<TileCommand> shown(List<int[]> map) {
    var all = new ArrayList<TileCommand>();
    for (int i = 0; i < map.size(); i++) all.add(TileCommand.map(i + 1 == map.size(), map.get(i)));
    return all;
  }
}
