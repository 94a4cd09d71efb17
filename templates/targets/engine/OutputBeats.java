// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.drain.DrainController;
import blocks.engine.drain.DrainPlan;
import blocks.engine.sequencer.LayerSequencer;
import blocks.engine.sequencer.StatusWord;
import blocks.engine.writeback.Laying;
import blocks.engine.writeback.WriteBack;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import kakure.network.Shape;
import kakure.target.Answer;
import kakure.target.Trace;

/**
 * The stream {@code out} of one image, beat by beat, when every layer emits: values from the golden network, order from the golden functions of the write side ({@link DrainPlan},
 * {@link Laying}). The inverse of {@link OutputDecoder}. What no map holds (lanes beside it, channels that fill up a beat) and what the engine counts is not compared.
 */
final class OutputBeats {
  /** Reports of a descriptor, and the one of them that is always 0. */
  private static final int REPORTS = 6, SPARE = 5;

  private final OutputLayout layout;
  private final EnginePlan plan;
  private final List<Answer.Region> regions = new ArrayList<>();
  private final byte[] beats;
  private final byte[] counts;
  private final int[] places;
  /** Of the beat that is written: its first byte. */
  private int at;
  /** Values of the regions before the last. */
  private int before;

  private OutputBeats(OutputLayout layout) {
    this.layout = layout;
    this.plan = layout.plan;
    int bytes = Math.toIntExact(layout.beats() * layout.beatBytes);
    this.beats = new byte[bytes];
    this.counts = new byte[bytes];
    this.places = new int[bytes];
  }

  /** The answer to an image with this golden trace. */
  static Answer of(OutputLayout layout, Trace golden) {
    return new OutputBeats(layout).all(golden);
  }

  private Answer all(Trace golden) {
    reports("the image's load", LayerSequencer.OP_LOAD, EnginePlan.LOAD);
    for (int l = 0; l < plan.layers().size(); l++) {
      if (plan.layers().get(l).told()) layer(l, golden);
      reports(EngineTensors.title(plan.layers().get(l).layer()), LayerSequencer.OP_LAYER, plan.layers().get(l).layer().index());
    }
    reports("the program's end", LayerSequencer.OP_END, 0);
    if (at != beats.length) throw new IllegalStateException("an answer of " + at + " bytes where the plan counts " + beats.length);
    return new Answer(beats, counts, places, regions);
  }

  /** Begins a region. @return the place of its first value */
  private int region(String title, Shape shape, boolean map) {
    if (!regions.isEmpty()) before += regions.get(regions.size() - 1).shape().elements();
    regions.add(new Answer.Region(title, shape, map));
    return before + 1;
  }

  private void layer(int l, Trace golden) {
    var p = plan.layers().get(l);
    var pooled = layout.pooled[l] == null ? null : golden.tensor(EngineTensors.unpooledName(p.layer()));
    int first = pooled == null ? 0 : region(pooled.title(), pooled.shape(), true);
    var result = golden.tensor(p.layer().name());
    int from = region(result.title(), result.shape(), true);
    var drain = new DrainPlan(plan.engine().drainer(), p.drain());
    for (int group = 0; group < drain.groups(); group++)
      for (int tile = 0; tile < p.tiles(); tile++)
        for (var segment : drain.segments(group, tile))
          for (var b : segment.beats()) {
            if (!b.last()) continue;
            if (p.mode() == DrainController.RAW) raw(b, result, from);
            else {
              if (pooled != null) pixels(b, p, pooled, first);
              rows(b, segment.y(), l, result, from);
            }
          }
  }

  private void raw(DrainPlan.Beat b, Trace.Tensor result, int from) {
    head(WriteBack.KIND_RAW, b.row(), b.channel(), all());
    if (b.tile() == 0) value(0, 4, result.values()[b.channel()], from + b.channel());
    at += layout.beatBytes;
  }

  private void pixels(DrainPlan.Beat b, LayerPlan p, Trace.Tensor pooled, int from) {
    head(WriteBack.KIND_PIXELS, b.tile(), b.channel(), BigInteger.ONE.shiftLeft(b.count()).subtract(BigInteger.ONE).shiftLeft(b.lane()));
    var shape = pooled.shape();
    for (int lane = b.lane(); lane < b.lane() + b.count(); lane++) {
      int pixel = b.tile() * plan.engine().pixels() + lane, y = pixel / p.window().pitch(), x = pixel % p.window().pitch();
      if (y < shape.height() && x < shape.width()) lane(lane, b.channel(), y * shape.width() + x, pooled, from);
    }
    at += layout.beatBytes;
  }

  /** One row, or two where the beat's pairs straddle; of a pooled layer those to which lines before this one went. */
  private void rows(DrainPlan.Beat b, int y, int l, Trace.Tensor result, int from) {
    var p = plan.layers().get(l);
    var write = plan.engine().write();
    boolean pool = p.mode() == DrainController.POOL;
    if (pool && b.odd() == 0) return;
    var drain = p.drain();
    var laying = Laying.of(write, drain, b, BigInteger.ZERO);
    // windows of three lines of which this one is the second come again
    boolean passing = drain.overlaps() && y % 2 == 0 && y + 1 < drain.height();
    // a window of which the next tile brings a further column comes again when it is final
    int open = !pool ? -1 : drain.overlaps() ? b.ends() ? -1 : b.rem() + (b.phase() + b.count()) / 2 : (b.phase() + b.count()) % 2 == 1 ? b.rem() + (b.phase() + b.count() - 1) / 2 : -1;
    for (int which = 0; which < 2; which++) {
      var keep = laying.keep(which);
      if (keep.signum() == 0) continue;
      int row = b.row() + which, lanes = plan.engine().pixels();
      head(WriteBack.KIND_ROW, row, b.channel(), keep);
      int position = (row - p.where().base() - b.channel() / plan.engine().tci() * p.out().groupRows()) * lanes;
      for (int lane = 0; lane < lanes; lane++) {
        int pixel = keep.testBit(lane) && !passing && which * lanes + lane != open ? layout.pixelOfLane[l][position + lane] : -1;
        if (pixel >= 0) lane(lane, b.channel(), pixel, result, from);
      }
      at += layout.beatBytes;
    }
  }

  /** The channels of a beat at one lane. */
  private void lane(int lane, int channel, int pixel, Trace.Tensor tensor, int from) {
    var shape = tensor.shape();
    for (int i = 0; i < plan.engine().drain() && channel + i < shape.channels(); i++) {
      int index = (channel + i) * shape.pixels() + pixel;
      value(i * plan.engine().pixels() + lane, 1, tensor.values()[index], from + index);
    }
  }

  private void reports(String of, int op, int number) {
    int from = region("report of " + of, new Shape(REPORTS, 1, 1), false);
    for (int index = 0; index < REPORTS; index++) {
      head(WriteBack.KIND_REPORT, index, -1, BigInteger.ZERO);
      if (index == 0) value(0, 4, (int) (StatusWord.OP.put(op) | StatusWord.LAYER.put(number)), from);
      if (index == SPARE) value(0, 4, 0, from + SPARE);
      at += layout.beatBytes;
    }
  }

  private BigInteger all() {
    return BigInteger.ONE.shiftLeft(plan.engine().pixels()).subtract(BigInteger.ONE);
  }

  private void head(int kind, int row, int channel, BigInteger keep) {
    field(layout.kind, 1, kind, 3);
    field(layout.row, 2, row, 0xffff);
    field(layout.channel, 2, channel, channel < 0 ? 0 : 0xffff);
    for (int lane = 0; lane < plan.engine().pixels(); lane++) {
      int to = at + layout.keep + lane / 8;
      counts[to] |= (byte) (1 << lane % 8);
      if (keep.testBit(lane)) beats[to] |= (byte) (1 << lane % 8);
    }
  }

  private void field(int offset, int bytes, int value, int counted) {
    for (int i = 0; i < bytes; i++) {
      beats[at + offset + i] = (byte) ((value & counted) >> 8 * i);
      counts[at + offset + i] = (byte) (counted >> 8 * i);
    }
  }

  /** A value of the beat's data, {@code offset} bytes into it. */
  private void value(int offset, int bytes, int value, int place) {
    for (int i = 0; i < bytes; i++) {
      int to = at + layout.data + offset + i;
      beats[to] = (byte) (value >> 8 * i);
      counts[to] = -1;
      places[to] = place;
    }
  }
}
