// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.engine.Engine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Predicted cycles: an event model of the engine. Steps wait for masks and for the shadow; a tile's drain overlaps the next tile's steps; the decoder runs ahead by two
 * groups, across layers too.
 */
public final class Schedule {
  /** From a descriptor's start to the first step: fetch, setup, then the walk of the first tile's coordinates. */
  private static final int FETCH = 10;

  /** From a tile's last step to its sums in the shadow. */
  private static final int PIPELINE = 4;

  /** From the last beat's drain to the next descriptor. */
  private static final int TAIL = 6;

  /** Header, table and check of a coded mask stream. */
  private static final int MASK_HEADER = 40;

  /** Word 0 and check of a plain one. */
  private static final int PLAIN_HEADER = 4;

  /** Reports of a descriptor: not counted by the engine's own counter, but they take time. */
  private static final int REPORTS = 6;

  /** Cycles of a descriptor beside its tiles. */
  static long descriptor(Engine e) {
    return FETCH + e.pixels() + PIPELINE + TAIL + reports(e);
  }

  private static int reports(Engine e) {
    return REPORTS * (e.halfRate() ? 2 : 1);
  }

  private final long[] layers;
  private final long[] maskWaits;
  private final long[] writeWaits;
  private final long load;
  private final int reports;

  private Schedule(long load, int reports, int layers) {
    this.load = load;
    this.reports = reports;
    this.layers = new long[layers];
    this.maskWaits = new long[layers];
    this.writeWaits = new long[layers];
  }

  /** The prediction for a plan whose results stay in the engine's memories: the logits alone leave. */
  public static Schedule of(EnginePlan plan) {
    return of(plan, false);
  }

  /** The prediction. @param emitting whether all layers send their results, for who cannot watch the memories */
  public static Schedule of(EnginePlan plan, boolean emitting) {
    var e = plan.engine();
    List<LayerPlan> plans = plan.layers();
    long load = FETCH + (long) plan.imageRuns() * plan.image().groupRows() * (e.halfRate() ? 2 : 1);
    int reports = reports(e);
    var schedule = new Schedule(load, reports, plans.size());
    long now = load + reports;
    long decoded = 0;
    long[] released = {0, 0};
    int half = 0;
    for (int l = 0; l < plans.size(); l++) {
      var p = plans.get(l);
      var write = new WriteModel(p, e);
      long start = now;
      long step = start + FETCH + e.pixels();
      long shadowFree = step;
      decoded += header(p);
      for (int g = 0; g < p.outputGroups(); g++) {
        decoded = Math.max(decoded, released[half]) + decoding(p, g);
        schedule.maskWaits[l] += Math.max(0, decoded - step);
        step = Math.max(step, decoded) + 1;
        for (int t = 0; t < p.tiles(); t++) {
          schedule.writeWaits[l] += Math.max(0, shadowFree - PIPELINE - step - p.stepsOfTile());
          step = Math.max(step + p.stepsOfTile(), shadowFree - PIPELINE);
          shadowFree = step + PIPELINE + write.cycles(g, t, emitting && p.told() || p.layer().last());
        }
        released[half] = step;
        half ^= 1;
      }
      now = shadowFree + TAIL;
      schedule.layers[l] = now - start;
      now += reports;
    }
    return schedule;
  }

  /** Around a mask's entries: of a plain one, word 1 bit by bit, and of the last word half in the mean. */
  private static long header(LayerPlan p) {
    int step = p.order().layout().plain();
    return step == 0 ? MASK_HEADER : PLAIN_HEADER + (64 + 32) / step;
  }

  /** Steps of the decoder for a group of output channels: of indices they are known, of code words it is the group's share of the layer's, as the last group may be smaller. */
  private static long decoding(LayerPlan p, int group) {
    var layout = p.order().layout();
    var shape = p.order().shape();
    if (layout.plain() > 0) return p.mask().steps() / layout.outputGroups(shape);
    if (p.order().kind().isOneOf()) return p.order().indexSteps(group);
    long all = layout.symbols(shape) / ((long) shape.channels() * shape.taps());
    return (p.mask().steps() * layout.blocksOf(shape, group) + all - 1) / all;
  }

  /** Cycles of layer l. */
  public long cycles(int l) {
    return layers[l];
  }

  /** Cycles of layer l that wait, as the engine's counters name them. */
  public Map<String, Double> waits(int l) {
    var waits = new LinkedHashMap<String, Double>();
    waits.put("maskWait", (double) maskWaits[l]);
    waits.put("writeWait", (double) writeWaits[l]);
    return waits;
  }

  /** Cycles of an image, its load and all reports included. */
  public long total() {
    long n = load + FETCH + reports * (layers.length + 2L);
    for (long c : layers) n += c;
    return n;
  }
}
