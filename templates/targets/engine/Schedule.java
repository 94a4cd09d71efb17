// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.engine.Engine;
import blocks.mask.codec.MaskOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;

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
    var layers = new ArrayList<Work>();
    for (var p : plan.layers()) layers.add(new Work(p.outputGroups(), p.tiles(), p.stepsOfTile(), new WriteModel(p, plan.engine()), header(p.order()), g -> decoding(p, g), emitting && p.told() || p.layer().last()));
    return of(layers, (long) plan.imageRuns() * plan.image().groupRows(), plan.engine());
  }

  /**
   * A layer.
   *
   * @param groups of output channels, each of so many {@code tiles} of so many {@code steps}
   * @param header steps of the decoder around the mask's entries, @param decoding those for a group's
   * @param sends whether its result leaves
   */
  record Work(int groups, int tiles, int steps, WriteModel write, long header, IntToLongFunction decoding, boolean sends) {}

  /** The prediction for these layers. @param beats of the image */
  static Schedule of(List<Work> layers, long beats, Engine e) {
    long load = FETCH + beats * (e.halfRate() ? 2 : 1);
    int reports = reports(e);
    var schedule = new Schedule(load, reports, layers.size());
    long now = load + reports;
    long decoded = 0;
    long[] released = {0, 0};
    int half = 0;
    for (int l = 0; l < layers.size(); l++) {
      var p = layers.get(l);
      long start = now;
      long step = start + FETCH + e.pixels();
      long shadowFree = step;
      decoded += p.header();
      for (int g = 0; g < p.groups(); g++) {
        decoded = Math.max(decoded, released[half]) + p.decoding().applyAsLong(g);
        schedule.maskWaits[l] += Math.max(0, decoded - step);
        step = Math.max(step, decoded) + 1;
        for (int t = 0; t < p.tiles(); t++) {
          schedule.writeWaits[l] += Math.max(0, shadowFree - PIPELINE - step - p.steps());
          step = Math.max(step + p.steps(), shadowFree - PIPELINE);
          shadowFree = step + PIPELINE + p.write().cycles(g, t, p.sends());
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
  static long header(MaskOrder order) {
    int step = order.layout().plain();
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
