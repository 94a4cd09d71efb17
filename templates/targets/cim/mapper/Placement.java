// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import blocks.cim.CimMode;
import blocks.cim.CimShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import kakure.target.PlanException;

/** Lays blocks of input channels into segments, outputs into column groups, and cuts what is larger than a macro into tiles. */
final class Placement {
  private static final List<CimMode> PREFERRED = List.of(CimMode.PAIR, CimMode.TWOS, CimMode.LEV4, CimMode.SIGN);

  private final LayerWeights layer;
  private final CimShape shape;
  private final int pattern;

  private Placement(LayerWeights layer, CimShape shape, int pattern) {
    this.layer = layer;
    this.shape = shape;
    this.pattern = pattern;
  }

  /** How many tiles the layer takes. */
  static int tiles(LayerWeights layer, CimShape shape, Layout layout) {
    int length = shape.segmentRows();
    int segments = Partition.blocks(layer.inputs(), layout.channels(length, layer.taps())) * layout.segments(length, layer.taps());
    return Partition.blocks(segments, shape.segments()) * Partition.blocks(layer.outputs(), shape.pairs());
  }

  /** @throws PlanException if units that are sensed together have no mode in common */
  static Mapping of(LayerWeights layer, CimShape shape, Layout layout, Partition inputs, Partition outputs, int pattern) {
    var placement = new Placement(layer, shape, pattern);
    var segments = layout.fill(inputs, shape.segmentRows(), layer.taps());
    var tiles = new ArrayList<Tile>();
    for (int s = 0; s < segments.size(); s += shape.segments()) {
      var rows = new ArrayList<Row>();
      segments.subList(s, Math.min(segments.size(), s + shape.segments())).forEach(rows::addAll);
      rows.addAll(Collections.nCopies(shape.rows() - rows.size(), Row.EMPTY));
      for (int g = 0; g < outputs.count(); g += shape.groups()) tiles.add(placement.tile(tiles.size(), rows, outputs, g));
    }
    return new Mapping(layer, shape, pattern, tiles);
  }

  private Tile tile(int number, List<Row> rows, Partition outputs, int first) {
    var pairs = new ArrayList<Integer>(Collections.nCopies(shape.pairs(), -1));
    for (int g = first; g < Math.min(outputs.count(), first + shape.groups()); g++)
      for (int k = 0; k < outputs.size(); k++) pairs.set((g - first) * outputs.size() + k, outputs.block(g)[k]);
    var modes = new ArrayList<CimMode>(Collections.nCopies(shape.units(), CimMode.PAIR));
    var zero = new ArrayList<Boolean>(Collections.nCopies(shape.units(), true));
    var bare = new Tile(rows, pairs, modes, zero);
    int together = shape.together(pattern);
    for (int g = 0; g < shape.groups(); g++) {
      for (int s = 0; s < shape.segments(); s += together) {
        var values = new TreeSet<Integer>();
        int end = Math.min(shape.segments(), s + together);
        boolean empty = false;
        for (int t = s; t < end; t++) {
          var own = values(bare, t, g);
          boolean none = own.stream().allMatch(w -> w == 0);
          zero.set(shape.unit(t, g), none);
          if (none) empty |= !own.isEmpty();
          else values.addAll(own);
        }
        // where gating is none or skip, a unit of zeros acts, too: beside others its mode must have a zero
        if (empty && !values.isEmpty()) values.add(0);
        var mode = mode(number, s, end, g, values);
        for (int t = s; t < end; t++) modes.set(shape.unit(t, g), mode);
      }
    }
    return new Tile(rows, pairs, modes, zero);
  }

  /** A unit's weights; none where it holds no rows or no outputs. */
  private TreeSet<Integer> values(Tile tile, int segment, int group) {
    var own = new TreeSet<Integer>();
    int length = shape.segmentRows(), pairs = shape.groupColumns() / 2;
    for (int r = segment * length; r < (segment + 1) * length; r++)
      for (int j = group * pairs; j < (group + 1) * pairs; j++) if (tile.holds(r, j)) own.add(tile.weight(layer, r, j));
    return own;
  }

  private CimMode mode(int tile, int from, int end, int group, TreeSet<Integer> values) {
    for (var mode : PREFERRED) if (values.stream().allMatch(w -> Cells.holds(mode, w))) return mode;
    throw new PlanException(layer.name() + ", tile " + tile + ": segments " + from + " to " + (end - 1) + " of group " + group + " hold weights of " + values + ", which no mode has: PAIR has 0, 1, -1, TWOS 0, 1, -2, -1, LEV4 -3, -1, 1, 3; take fewer levels, train units as this macro has them (kakure train --unit " + shape.segmentRows() + "x" + shape.groupColumns() / 2 + ")"
        + (end - from > 1 ? ", or a pattern that senses fewer segments together" : ""));
  }
}
