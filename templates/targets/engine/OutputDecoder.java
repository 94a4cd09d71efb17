// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.engine.Engine;
import blocks.engine.sequencer.StatusWord;
import blocks.engine.writeback.WriteBack;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import kakure.network.Shape;
import kakure.target.Decoder;
import kakure.target.Trace;

/** Puts what one image brings together again: of the stream {@code out}, and of the memories' writes where they are watched, each layer's result as the memory holds it, what it pools or its half-way state, and the reports. */
final class OutputDecoder implements Decoder {
  /** What the engine counts in a layer. */
  private static final List<String> COUNTERS = List.of("cycles", "maskWait", "writeWait");

  private static final int REPORTS = 6;

  private final OutputLayout layout;
  private final EnginePlan plan;
  private final int[][] results;
  private final int[][] unpooled;
  private final int[][] half;
  private final MemoryWrites.Written[] writes;
  private final Report[] reports;
  private final long[] words = new long[REPORTS];
  private final byte[] beat;
  private int descriptor;
  /** Descriptors whose writes are over: the first of its reports has left, and until the fourth has the next does not begin. */
  private int written;

  /** A value that nothing wrote. */
  static final int UNWRITTEN = Integer.MIN_VALUE;

  /**
   * Six reports of a descriptor.
   *
   * @param error code, 0 if none
   * @param cycles from its start to its end, @param maskWait waiting for masks, @param writeWait for the write side, @param imageWait for the image
   */
  record Report(int error, long cycles, long maskWait, long writeWait, long imageWait) {
    Map<String, Long> counters(List<String> names) {
      var all = List.of(cycles, maskWait, writeWait);
      var counters = new LinkedHashMap<String, Long>();
      for (int i = 0; i < names.size(); i++) counters.put(names.get(i), all.get(i));
      return counters;
    }
  }

  /** What an engine counts in a layer: an engine of few counters does not say what it waited for. */
  static List<String> counters(Engine engine) {
    return engine.counts().waits() == 1 ? COUNTERS : COUNTERS.subList(0, 1);
  }

  OutputDecoder(OutputLayout layout) {
    this.layout = layout;
    this.plan = layout.plan;
    this.beat = new byte[layout.beatBytes];
    int n = plan.layers().size();
    this.results = new int[n][];
    this.unpooled = new int[n][];
    this.half = new int[n][];
    this.writes = new MemoryWrites.Written[n];
    this.reports = new Report[n + 2];
    for (int l = 0; l < n; l++) {
      results[l] = new int[plan.layers().get(l).told() ? layout.result[l].elements() : 0];
      unpooled[l] = new int[layout.pooled[l] == null ? 0 : layout.pooled[l].elements()];
      Arrays.fill(results[l], UNWRITTEN);
      Arrays.fill(unpooled[l], UNWRITTEN);
      half[l] = new int[layout.half[l] ? layout.result[l].elements() : 0];
      Arrays.fill(half[l], UNWRITTEN);
      if (results[l].length > 0) writes[l] = layout.writes.new Written(l, results[l], half[l]);
    }
  }

  @Override
  public void take(ByteBuffer beats) {
    beats.get(beat);
    int kind = beat[layout.kind];
    int row = little(layout.row, 2);
    int channel = little(layout.channel, 2);
    if (kind == WriteBack.KIND_REPORT) report(row, little(layout.data, 4) & 0xffffffffL);
    else if (descriptor >= 1 && descriptor <= results.length) {
      if (kind == WriteBack.KIND_RAW) raw(channel);
      else if (kind == WriteBack.KIND_ROW) row(row, channel);
      else pixels(row, channel);
    }
  }

  @Override
  public void written(ByteBuffer transactions) {
    int l = written - 1;
    if (l >= 0 && l < writes.length && writes[l] != null) writes[l].take(transactions);
    else transactions.position(transactions.position() + layout.writes.bytes());
  }

  @Override
  public boolean complete() {
    return descriptor == reports.length || error() != 0;
  }

  /** The image's load has reports of its own before the first layer, the end after the last. */
  @Override
  public OptionalInt step() {
    return OptionalInt.of(descriptor - 1);
  }

  /** The error that the last report told, 0 if none. */
  int error() {
    return descriptor == 0 ? 0 : reports[descriptor - 1].error();
  }

  /** Descriptors that were reported. */
  int reported() {
    return descriptor;
  }

  @Override
  public OptionalInt value(String tensor, int index) {
    for (int l = 0; l < results.length; l++) {
      var layer = plan.layers().get(l).layer();
      int[] values = tensor.equals(layer.name()) ? results[l] : tensor.equals(EngineTensors.unpooledName(layer)) ? unpooled[l] : tensor.equals(EngineTensors.halfName(layer)) ? half[l] : null;
      if (values != null) return values[index] == UNWRITTEN ? OptionalInt.empty() : OptionalInt.of(values[index]);
    }
    throw new IllegalArgumentException("the engine writes no tensor " + tensor);
  }

  @Override
  public Trace trace() {
    var tensors = new ArrayList<Trace.Tensor>();
    var counters = new ArrayList<Map<String, Long>>();
    for (int l = 0; l < results.length; l++) {
      var layer = plan.layers().get(l).layer();
      if (report(l) != null) counters.add(report(l).counters(counters(plan.engine())));
      if (!layer.links().told()) continue;
      if (layout.pooled[l] != null) tensors.add(new Trace.Tensor(EngineTensors.unpooledName(layer), EngineTensors.unpooledTitle(layer), l, layout.pooled[l], unpooled[l], missing(unpooled[l])));
      if (layout.half[l]) tensors.add(new Trace.Tensor(EngineTensors.halfName(layer), EngineTensors.halfTitle(layer), l, layout.result[l], half[l], missing(half[l])));
      tensors.add(new Trace.Tensor(layer.name(), EngineTensors.title(layer), l, layout.result[l], results[l], missing(results[l])));
    }
    return new Trace(tensors, counters, stop());
  }

  private static BitSet missing(int[] values) {
    var missing = new BitSet();
    for (int i = 0; i < values.length; i++) if (values[i] == UNWRITTEN) missing.set(i);
    return missing;
  }

  private Optional<Trace.Stop> stop() {
    int n = results.length;
    if (error() != 0) {
      int l = descriptor - 2;
      return Optional.of(new Trace.Stop(false, "the engine stopped in " + (l < 0 || l >= n ? "its program" : EngineTensors.title(plan.layers().get(l).layer())) + " with error " + error() + " ("
          + EngineError.text(error()) + ")"));
    }
    if (complete()) return Optional.empty();
    int l = descriptor - 1;
    return Optional.of(new Trace.Stop(true, "the engine fell silent in " + (l < 0 ? "the image's load" : l < n ? EngineTensors.title(plan.layers().get(l).layer()) : "its end")));
  }

  /** Reports of layer l, null while there are none. */
  Report report(int l) {
    return reports[l + 1];
  }

  private void report(int index, long value) {
    if (index < words.length) words[index] = value;
    if (index == 0) written++;
    if (index == words.length - 1 && descriptor < reports.length) reports[descriptor++] = new Report((int) StatusWord.ERROR.in(words[0]), words[1], words[2], words[3], words[4]);
  }

  private void raw(int channel) {
    var result = results[descriptor - 1];
    if (channel < result.length) result[channel] = little(layout.data, 4);
  }

  private void row(int row, int channel) {
    var e = plan.engine();
    var p = plan.layers().get(descriptor - 1);
    Shape shape = layout.result[descriptor - 1];
    int[] pixelOf = layout.pixelOfLane[descriptor - 1];
    int group = channel / e.tci();
    int first = (row - p.where().base() - group * p.out().groupRows()) * e.pixels();
    if (first < 0 || first >= pixelOf.length) return;
    int plane = shape.pixels();
    var result = results[descriptor - 1];
    int channels = Math.min(e.drain(), shape.channels() - channel);
    for (int lane = 0; lane < e.pixels(); lane++) {
      int pixel = pixelOf[first + lane];
      if (pixel < 0 || !kept(lane)) continue;
      for (int i = 0; i < channels; i++) result[(channel + i) * plane + pixel] = beat[layout.data + i * e.pixels() + lane] & 255;
    }
  }

  private void pixels(int tile, int channel) {
    var e = plan.engine();
    var p = plan.layers().get(descriptor - 1);
    Shape shape = layout.pooled[descriptor - 1];
    if (shape == null) return;
    var to = unpooled[descriptor - 1];
    int channels = Math.min(e.drain(), shape.channels() - channel);
    for (int lane = 0; lane < e.pixels(); lane++) {
      int y = (tile * e.pixels() + lane) / p.window().pitch(), x = (tile * e.pixels() + lane) % p.window().pitch();
      if (!kept(lane) || y >= shape.height() || x >= shape.width()) continue;
      for (int i = 0; i < channels; i++) to[(channel + i) * shape.pixels() + y * shape.width() + x] = beat[layout.data + i * e.pixels() + lane] & 255;
    }
  }

  private boolean kept(int lane) {
    return (beat[layout.keep + lane / 8] >> lane % 8 & 1) != 0;
  }

  private int little(int at, int bytes) {
    int v = 0;
    for (int i = bytes - 1; i >= 0; i--) v = v << 8 | beat[at + i] & 255;
    return v;
  }
}
