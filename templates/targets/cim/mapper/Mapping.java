// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import blocks.cim.CimShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the weights of a layer lie: every weight in one place, of one tile.
 *
 * @param shape of the macro
 * @param pattern how many segments share the global line, see {@link CimShape#together}
 * @param tiles loads of a macro; outputs that several of them hold are sums of theirs
 */
public record Mapping(LayerWeights layer, CimShape shape, int pattern, List<Tile> tiles) {
  /** @throws kakure.target.PlanException if a weight is lost or held twice, a mode does not have it, a unit that holds one is said to be zero, or units that are sensed together differ in mode: layer, tile, place and what is wrong */
  public Mapping {
    tiles = List.copyOf(tiles);
    MappingCheck.of(layer, shape, pattern, tiles);
  }

  /** How many segments hold rows, over all tiles. */
  public int segmentsUsed() {
    int used = 0;
    for (var t : tiles) for (int s = 0; s < shape.segments(); s++) if (used(t, s)) used++;
    return used;
  }

  /** Whether a row of the segment is not empty. */
  boolean used(Tile tile, int segment) {
    for (int r = segment * shape.segmentRows(); r < (segment + 1) * shape.segmentRows(); r++) if (!tile.rows().get(r).empty()) return true;
    return false;
  }

  /** Whether a pair of the group has an output. */
  boolean usedGroup(Tile tile, int group) {
    for (int j : pairs(group)) if (tile.outputs().get(j) >= 0) return true;
    return false;
  }

  /** The pairs of a group. */
  int[] pairs(int group) {
    int n = shape.groupColumns() / 2;
    var pairs = new int[n];
    for (int k = 0; k < n; k++) pairs[k] = group * n + k;
    return pairs;
  }

  /** Units that hold rows and outputs, over all tiles, whether their weights are 0 or not. */
  public int unitsUsed() {
    int used = 0;
    for (var t : tiles) for (int s = 0; s < shape.segments(); s++) for (int g = 0; g < shape.groups(); g++) if (used(t, s) && usedGroup(t, g)) used++;
    return used;
  }

  /** Units of these that hold zeros only. */
  public int unitsZero() {
    int zero = 0;
    for (var t : tiles) for (int u = 0; u < shape.units(); u++) if (t.zero().get(u) && used(t, u / shape.groups()) && usedGroup(t, u % shape.groups())) zero++;
    return zero;
  }

  /** The same layer on the same places with another pattern, as it may be chosen at run time. Units of zeros take the mode of those that they are sensed with. */
  public Mapping with(int otherPattern) {
    return new Mapping(layer, shape, otherPattern, tiles.stream().map(t -> t.joined(shape, otherPattern)).toList());
  }

  /** Input channels in the order of their first rows: the wiring of the input buffer, or the order in which the producer hands them on. */
  public List<Integer> channelOrder() {
    var order = new ArrayList<Integer>();
    for (var t : tiles) for (var r : t.rows()) if (!r.empty() && !order.contains(r.channel())) order.add(r.channel());
    return order;
  }
}
