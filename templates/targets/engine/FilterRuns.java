// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.engine.Engine;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import kakure.spec.Values;

/**
 * A layer whose filters have bits of their own, as descriptors of consecutive filters, each with as many planes as the filter of the most bits needs. A further descriptor costs its start and end, a plane too many all steps of its
 * groups; where to cut is found exactly, over all cuts that rows of memory allow, or, of more than {@value #PLACES} rows, over those between as many.
 *
 * @param step filters between two places where a run may begin: the channels of a row
 * @param group filters that the array computes at once
 * @param planeCycles of the steps of a group of filters, for each plane
 * @param leastCycles of a group of filters, whatever its planes: until its tiles are written
 * @param startCycles of a descriptor
 */
record FilterRuns(int step, int group, long planeCycles, long leastCycles, long startCycles) {
  /** Places where a layer may be cut: time to search them grows with their square. */
  static final int PLACES = 4096;

  /** Cycles of so many filters as one run, the finest of so many bits. */
  long cycles(int filters, long bits) {
    return Values.ceil(filters, group) * Math.max(bits * planeCycles, leastCycles) + startCycles;
  }

  /** Where the runs that take the fewest cycles end, the last one with the last filter. */
  List<Integer> cut(int[] bits) {
    int step = this.step * Values.ceil(Values.ceil(bits.length, this.step), PLACES), places = Values.ceil(bits.length, step);
    var cycles = new long[places + 1];
    var begin = new int[places + 1];
    for (int to = 1; to <= places; to++) {
      cycles[to] = Long.MAX_VALUE;
      int most = 0, end = Math.min(bits.length, to * step);
      // of equal ones the longest run
      for (int from = to - 1; from >= 0; from--) {
        for (int o = from * step; o < Math.min(end, (from + 1) * step); o++) most = Math.max(most, bits[o]);
        long all = cycles[from] + cycles(end - from * step, most);
        if (all <= cycles[to]) {
          cycles[to] = all;
          begin[to] = from;
        }
      }
    }
    var ends = new LinkedList<Integer>();
    for (int at = places; at > 0; at = begin[at]) ends.addFirst(Math.min(bits.length, at * step));
    return List.copyOf(ends);
  }

  /** The layers, those whose filters differ in bits cut into runs, unless no program is long enough for all of these. What adds a map or hands on its sums stays whole. */
  static List<Layer> split(List<Layer> layers, Engine engine) {
    var all = new ArrayList<Layer>();
    for (var layer : layers) {
      var runs = layer.planes().bits().isEmpty() || layer.last() || layer.links().residual().isPresent() ? List.of(layer) : runs(layer, engine);
      all.addAll(runs);
    }
    return Needs.words(all.size()) > EngineSize.PROGRAM.most() ? Copies.numbered(layers) : Copies.numbered(all);
  }

  private static List<Layer> runs(Layer layer, Engine engine) {
    int[] bits = layer.planes().bits().stream().mapToInt(Integer::intValue).toArray();
    var ends = of(layer, engine).cut(bits);
    if (ends.size() == 1) return List.of(layer);
    var runs = new ArrayList<Layer>();
    int from = 0;
    for (int to : ends) {
      runs.add(layer.filters(layer.name() + "." + runs.size(), from, to));
      from = to;
    }
    return runs;
  }

  /** Cycles of a layer as one descriptor, its planes laid out for the engine. */
  static long whole(Layer layer, Engine engine) {
    return of(layer, engine).cycles(layer.maskShape().outputs(), layer.planes().passes());
  }

  private static FilterRuns of(Layer layer, Engine engine) {
    long tiles = Values.ceil(layer.out().height() * layer.in().width(), engine.pixels());
    long steps = (long) Values.ceil(layer.in().channels(), engine.tci()) * (layer.links().fold() ? layer.window().taps() : layer.taps());
    return new FilterRuns(engine.tci(), engine.tco(), tiles * steps, tiles * Values.ceil(engine.tco(), engine.drain()), Schedule.descriptor(engine));
  }
}
