// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import blocks.cim.CimConverter;
import blocks.cim.CimShape;
import blocks.cim.cimtile.CimTile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kakure.network.Network;
import kakure.target.Given;
import kakure.target.PlanException;
import targets.cim.mapper.Mapping;

/**
 * A network's layers on macros of segments of a length.
 *
 * @param tile the macro, its input buffer as large as the layers need
 * @param placed the layers
 */
record AnalogLayers(CimTile tile, List<Placed> placed) {
  /** The longest segment: what is sensed together then stays within what 12 bits convert exactly. */
  static final int LONGEST = 1024;
  private static final int ROWS = 256;

  /** A macro of 256 rows or somewhat more, in 2^n segments, and of 16 outputs in two groups. */
  static CimShape macro(int segmentRows) {
    int segments = 1;
    while (segments * segmentRows < ROWS) segments *= 2;
    return new CimShape(segments * segmentRows, 32, segments, 2);
  }

  /**
   * Places the layers, by what is off on the calibration images.
   *
   * @param pattern the widest; a layer has a narrower one where the modes of segments differ
   */
  static AnalogLayers of(Network network, CimShape shape, int pattern, List<byte[]> calibration) {
    var given = new LinkedHashMap<String, String>();
    given.put("rows", Integer.toString(shape.rows()));
    given.put("columns", Integer.toString(shape.columns()));
    given.put("segments", Integer.toString(shape.segments()));
    given.put("groups", Integer.toString(shape.groups()));
    var target = new CimTarget();
    var tile = AnalogPoint.analog(target.top(new Given(Map.of(), given), network), new CimConverter(1, 1, 0), List.of()).tile();
    var plan = target.plan(network, tile, Given.NOTHING, calibration);
    return new AnalogLayers(tile, plan.layers().stream().map(l -> new Placed(l.node(), l.vectors(), l.switches(), with(l.mapping(), pattern))).toList());
  }

  private static Mapping with(Mapping mapping, int pattern) {
    for (int p = pattern; p > 0; p--) {
      try {
        return mapping.with(p);
      } catch (PlanException e) {
        continue; // units that would be sensed together differ in mode
      }
    }
    return mapping;
  }
}
