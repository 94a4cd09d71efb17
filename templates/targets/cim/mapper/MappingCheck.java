// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import blocks.cim.CimMode;
import blocks.cim.CimShape;
import java.util.List;
import kakure.target.PlanException;

/** Refuses a mapping that would compute another layer. */
final class MappingCheck {
  private final LayerWeights layer;
  private final CimShape shape;
  private final List<Tile> tiles;

  private MappingCheck(LayerWeights layer, CimShape shape, List<Tile> tiles) {
    this.layer = layer;
    this.shape = shape;
    this.tiles = tiles;
  }

  /** @throws PlanException naming layer, tile and place */
  static void of(LayerWeights layer, CimShape shape, int pattern, List<Tile> tiles) {
    if (pattern < 0 || pattern > shape.widestPattern())
      throw new PlanException(layer.name() + ": pattern " + pattern + " shares a line among " + shape.together(pattern) + " segments, the macro has " + shape.segments() + "; take 0 to " + shape.widestPattern());
    var check = new MappingCheck(layer, shape, tiles);
    for (int k = 0; k < tiles.size(); k++) {
      check.sizes(k);
      check.channels(k);
      for (int u = 0; u < shape.units(); u++) check.unit(k, u);
      check.shared(k, pattern);
    }
    check.covered();
  }

  private PlanException wrong(int tile, String what) {
    return new PlanException(layer.name() + ", tile " + tile + ": " + what);
  }

  private String place(int unit) {
    return "unit " + unit + " (segment " + unit / shape.groups() + ", group " + unit % shape.groups() + ")";
  }

  private void sizes(int k) {
    var tile = tiles.get(k);
    size(k, tile.rows().size(), shape.rows(), "rows");
    size(k, tile.outputs().size(), shape.pairs(), "pairs of columns");
    size(k, tile.modes().size(), shape.units(), "units with a mode");
    size(k, tile.zero().size(), shape.units(), "units marked zero or not");
  }

  private void size(int k, int is, int wanted, String what) {
    if (is != wanted) throw wrong(k, is + " " + what + ", the macro has " + wanted);
  }

  private void channels(int k) {
    var rows = tiles.get(k).rows();
    var seen = new int[layer.inputs() * layer.taps()];
    for (int r = 0; r < rows.size(); r++) {
      var row = rows.get(r);
      if (row.equals(Row.EMPTY)) continue;
      if (row.channel() < 0 || row.channel() >= layer.inputs() || row.tap() < 0 || row.tap() >= layer.taps())
        throw wrong(k, "row " + r + " names channel " + row.channel() + ", tap " + row.tap() + "; the layer has " + layer.inputs() + " channels of " + layer.taps() + " taps");
      int at = row.channel() * layer.taps() + row.tap();
      if (seen[at] > 0) throw wrong(k, "the row table names channel " + row.channel() + ", tap " + row.tap() + " twice: rows " + (seen[at] - 1) + " and " + r);
      seen[at] = r + 1;
    }
    var outputs = tiles.get(k).outputs();
    for (int j = 0; j < outputs.size(); j++) {
      int o = outputs.get(j);
      if (o < -1 || o >= layer.outputs()) throw wrong(k, "pair " + j + " holds output " + o + ", the layer has " + layer.outputs());
      if (o >= 0 && outputs.indexOf(o) < j) throw wrong(k, "pairs " + outputs.indexOf(o) + " and " + j + " hold output " + o);
    }
  }

  private void unit(int k, int unit) {
    var tile = tiles.get(k);
    var mode = tile.modes().get(unit);
    int length = shape.segmentRows(), pairs = shape.groupColumns() / 2;
    for (int r = unit / shape.groups() * length, endRow = r + length; r < endRow; r++) {
      for (int j = unit % shape.groups() * pairs, end = j + pairs; j < end; j++) {
        if (!tile.holds(r, j)) continue;
        int w = tile.weight(layer, r, j);
        String where = ": output " + tile.outputs().get(j) + ", channel " + tile.rows().get(r).channel() + ", tap " + tile.rows().get(r).tap();
        if (tile.zero().get(unit) && w != 0) {
          throw wrong(k, place(unit) + " is marked zero, but holds a weight of " + w + where);
        } else if (w == 0 && !mode.holdsZero()) {
          throw wrong(k, place(unit) + " has mode " + mode + ", which has no zero, but holds a weight of 0" + where + "; take PAIR or TWOS");
        } else if (!Cells.holds(mode, w)) {
          throw wrong(k, place(unit) + " has mode " + mode + ", which has no weight of " + w + where);
        }
      }
    }
  }

  /** Units that hold nothing are never sensed; those of zeros are, where gating is none or skip. */
  private void shared(int k, int pattern) {
    var tile = tiles.get(k);
    for (int g = 0; g < shape.groups(); g++) {
      for (int s = 0, first = -1; s < shape.segments(); s++) {
        if (s % shape.together(pattern) == 0) first = -1;
        int unit = shape.unit(s, g);
        if (tile.zero().get(unit) && !holds(tile, s, g)) continue;
        CimMode mode = tile.modes().get(unit);
        if (first >= 0 && tile.modes().get(first) != mode) throw wrong(k, place(first) + " has mode " + tile.modes().get(first) + ", " + place(unit) + " " + mode + ", but pattern " + pattern + " senses them together");
        first = unit;
      }
    }
  }

  /** Whether a unit has rows and outputs. */
  private boolean holds(Tile tile, int segment, int group) {
    int length = shape.segmentRows(), pairs = shape.groupColumns() / 2;
    boolean row = tile.rows().subList(segment * length, (segment + 1) * length).stream().anyMatch(r -> !r.empty());
    return row && tile.outputs().subList(group * pairs, (group + 1) * pairs).stream().anyMatch(o -> o >= 0);
  }

  private void covered() {
    var times = new byte[layer.outputs() * layer.inputs() * layer.taps()];
    for (int k = 0; k < tiles.size(); k++) {
      var tile = tiles.get(k);
      for (int j = 0; j < shape.pairs(); j++) {
        for (int r = 0; r < shape.rows(); r++) {
          if (!tile.holds(r, j)) continue;
          var row = tile.rows().get(r);
          if (times[(tile.outputs().get(j) * layer.inputs() + row.channel()) * layer.taps() + row.tap()]++ > 0)
            throw wrong(k, "output " + tile.outputs().get(j) + " gets channel " + row.channel() + ", tap " + row.tap() + " a second time: a tile before holds it, too");
        }
      }
    }
    for (int i = 0; i < times.length; i++)
      if (times[i] == 0) throw new PlanException(layer.name() + ": no tile gives output " + i / layer.taps() / layer.inputs() + " its channel " + i / layer.taps() % layer.inputs() + ", tap " + i % layer.taps());
  }
}
