// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import blocks.cim.cimtile.CimTile;
import blocks.cim.cimtile.TileLines;
import blocks.cim.cimtile.TileMachine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums of layers as a macro reads them that is loaded with one tile after the other: each load is a {@link TileMachine} of its own, loaded once, and all read through the lines of the one macro, whose noise goes on.
 * What is sent to hardware is left out; {@link Placed#run} gives the same sums. Not for several threads.
 */
final class AnalogMacros {
  private final AnalogPoint point;
  private final Gating gating;
  private final TileLines lines;
  private final Map<String, List<TileMachine>> loads = new LinkedHashMap<>();

  AnalogMacros(List<Placed> layers, AnalogPoint point, Gating gating) {
    this.point = point;
    this.gating = gating;
    this.lines = new TileLines(point.tile());
    for (var layer : layers) {
      var of = new ArrayList<TileMachine>();
      for (var tile : layer.tiles()) {
        var machine = new TileMachine(point.tile(), lines);
        layer.load(tile, gating, point.tile(), machine::apply);
        of.add(machine);
      }
      loads.put(layer.node().name(), of);
    }
  }

  /** The lines of the macro: their noise begins anew where they are told a seed. */
  TileLines lines() {
    return lines;
  }

  /** A layer's sums; as {@link Forward.Sums} has it. */
  int[] sums(Placed layer, int[] map, boolean[] inputs, boolean[] wanted) {
    boolean[] in = gated(inputs), out = gated(wanted);
    var sums = new int[layer.vectors().out().elements()];
    var vectors = new int[layer.vectors().count()][];
    for (int p = 0; p < vectors.length; p++) vectors[p] = spread(layer.vectors().of(map, p), layer.mapping().layer().taps(), point.tile());
    int pattern = layer.mapping().pattern(), range = point.ranges().get(pattern);
    for (int t = 0; t < layer.tiles().size(); t++) {
      var tile = layer.tiles().get(t);
      var machine = loads.get(layer.node().name()).get(t);
      machine.apply(layer.gate(tile, in, out, point.tile()));
      for (int p = 0; p < vectors.length; p++) {
        machine.inputs(vectors[p]);
        machine.start(false, gating.skips(), gating.sleeps(), pattern, range);
        layer.add(tile, p, machine.sums(), sums);
      }
    }
    return sums;
  }

  /** All that a gate says counts, or nothing of it. */
  private boolean[] gated(boolean[] on) {
    if (gating.gates()) return on;
    var all = new boolean[on.length];
    Arrays.fill(all, true);
    return all;
  }

  /** A channel's taps as far apart as the input buffer has them. */
  private static int[] spread(int[] vector, int taps, CimTile tile) {
    int channels = vector.length / taps;
    var wide = new int[tile.channels() * tile.taps()];
    for (int c = 0; c < channels; c++) System.arraycopy(vector, c * taps, wide, c * tile.taps(), taps);
    return wide;
  }
}
