// SPDX-License-Identifier: Apache-2.0
package kakure.engine;

import blocks.writeback.WriteBack;
import java.nio.ByteBuffer;
import java.util.Arrays;
import kakure.network.Shape;

/** Puts the stream {@code out} of one image together again: each layer's result as the memory holds it, and the reports. Not for several threads. */
final class OutputDecoder {
  private final EnginePlan plan;
  private static final int ROW_BYTES = 2;
  private final int keepBytes;
  private final int dataBytes;
  private final int beatBytes;
  private final int[][] results;
  private final int[][] unpooled;
  private final int[][] pixelOfLane;
  private final Report[] reports;
  private final long[] words = new long[6];
  private int descriptor;

  /** A value that nothing wrote. */
  static final int UNWRITTEN = Integer.MIN_VALUE;

  /**
   * Six reports of a descriptor.
   *
   * @param error code, 0 if none
   * @param cycles from its start to its end, @param maskWait waiting for masks, @param writeWait for the write side, @param imageWait for the image
   */
  record Report(int error, long cycles, long maskWait, long writeWait, long imageWait) {}

  OutputDecoder(EnginePlan plan) {
    this.plan = plan;
    var e = plan.engine();
    this.keepBytes = (e.pixels() + 7) / 8;
    this.dataBytes = Math.max(e.drain() * e.pixels(), 4 * e.pixels());
    this.beatBytes = 1 + ROW_BYTES + 2 + keepBytes + dataBytes;
    this.results = new int[plan.layers().size()][];
    this.unpooled = new int[plan.layers().size()][];
    this.pixelOfLane = new int[plan.layers().size()][];
    for (int l = 0; l < results.length; l++) {
      var p = plan.layers().get(l);
      results[l] = new int[p.layer().result().elements()];
      unpooled[l] = new int[p.layer().pool2x2() ? p.layer().out().elements() : 0];
      pixelOfLane[l] = new int[p.out().groupRows() * e.pixels()];
      for (int i = 0; i < pixelOfLane[l].length; i++) pixelOfLane[l][i] = p.out().pixelAt(i / e.pixels(), i % e.pixels());
    }
    this.reports = new Report[results.length + 2];
  }

  /** Forgets the last image. */
  void clear() {
    descriptor = 0;
    Arrays.fill(reports, null);
    for (var r : results) Arrays.fill(r, UNWRITTEN);
    for (var r : unpooled) Arrays.fill(r, UNWRITTEN);
  }

  /** Takes beats from position to limit; stops behind the last report of an image. @return whether the image is complete */
  boolean take(ByteBuffer beats) {
    while (beats.remaining() >= beatBytes && !complete()) one(beats);
    return complete();
  }

  /** Takes one beat. */
  void one(ByteBuffer beats) {
    int at = beats.position();
    int kind = beats.get(at) & 3;
    int row = little(beats, at + 1, ROW_BYTES);
    int channel = little(beats, at + 1 + ROW_BYTES, 2);
    int keep = at + 3 + ROW_BYTES;
    int data = keep + keepBytes;
    if (kind == WriteBack.KIND_REPORT) report(row, little(beats, data, 4) & 0xffffffffL);
    else if (descriptor >= 1 && descriptor <= results.length) {
      if (kind == WriteBack.KIND_RAW) raw(channel, beats, data);
      else if (kind == WriteBack.KIND_ROW) row(row, channel, beats, keep, data);
      else pixels(row, channel, beats, keep, data);
    }
    beats.position(at + beatBytes);
  }

  /** Whether the last report has come, or an error has ended the image. */
  boolean complete() {
    return descriptor == reports.length || error() != 0;
  }

  /** The error that the last report told, 0 if none. */
  int error() {
    return descriptor == 0 ? 0 : reports[descriptor - 1].error();
  }

  /** Descriptors that were reported. */
  int reported() {
    return descriptor;
  }

  /** The result of layer l, channel by channel; {@link #UNWRITTEN} where nothing was written. */
  int[] result(int l) {
    return results[l];
  }

  /** What layer l pools, channel by channel, empty where it pools nothing. An odd last line or column is never sent: {@link #UNWRITTEN}. */
  int[] unpooled(int l) {
    return unpooled[l];
  }

  /** Reports of layer l. */
  Report report(int l) {
    return reports[l + 1];
  }

  private void report(int index, long value) {
    if (index < words.length) words[index] = value;
    if (index == words.length - 1 && descriptor < reports.length) reports[descriptor++] = new Report((int) (words[0] >> 16 & 15), words[1], words[2], words[3], words[4]);
  }

  private void raw(int channel, ByteBuffer beats, int data) {
    var result = results[descriptor - 1];
    if (channel < result.length) result[channel] = little(beats, data, 4);
  }

  private void row(int row, int channel, ByteBuffer beats, int keep, int data) {
    var e = plan.engine();
    var p = plan.layers().get(descriptor - 1);
    Shape shape = p.layer().result();
    int[] pixelOf = pixelOfLane[descriptor - 1];
    int group = channel / e.tci();
    int first = (row - group * p.out().groupRows()) * e.pixels();
    if (first < 0 || first >= pixelOf.length) return;
    int plane = shape.pixels();
    var result = results[descriptor - 1];
    int channels = Math.min(e.drain(), shape.channels() - channel);
    for (int lane = 0; lane < e.pixels(); lane++) {
      int pixel = pixelOf[first + lane];
      if (pixel < 0 || (beats.get(keep + lane / 8) >> lane % 8 & 1) == 0) continue;
      for (int i = 0; i < channels; i++) result[(channel + i) * plane + pixel] = beats.get(data + i * e.pixels() + lane) & 255;
    }
  }

  private void pixels(int tile, int channel, ByteBuffer beats, int keep, int data) {
    var e = plan.engine();
    var p = plan.layers().get(descriptor - 1);
    var to = unpooled[descriptor - 1];
    Shape shape = p.layer().out();
    int channels = to.length == 0 ? 0 : Math.min(e.drain(), shape.channels() - channel);
    for (int lane = 0; lane < e.pixels(); lane++) {
      int y = (tile * e.pixels() + lane) / p.window().pitch(), x = (tile * e.pixels() + lane) % p.window().pitch();
      if ((beats.get(keep + lane / 8) >> lane % 8 & 1) == 0 || y >= shape.height() || x >= shape.width()) continue;
      for (int i = 0; i < channels; i++) to[(channel + i) * shape.pixels() + y * shape.width() + x] = beats.get(data + i * e.pixels() + lane) & 255;
    }
  }

  /** Bytes of a beat of {@code out}. */
  int beatBytes() {
    return beatBytes;
  }

  private static int little(ByteBuffer b, int at, int bytes) {
    int v = 0;
    for (int i = bytes - 1; i >= 0; i--) v = v << 8 | b.get(at + i) & 255;
    return v;
  }
}
