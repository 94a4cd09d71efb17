// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import kakure.network.Shape;
import kakure.target.Transactions;

/** Where the beats of {@code out} belong: the same for every image of a plan. */
final class OutputLayout {
  final EnginePlan plan;
  /** Offsets of the fields of a beat, and its length, in bytes. */
  final int kind, row, channel, keep, data, beatBytes;
  /** Of layer l: the pixel at row * pixels + lane of a channel group's rows, negative where there is none. */
  final int[][] pixelOfLane;
  /** The map that layer l hands on, and the one that it pools: null where it pools nothing, or none but the last sends its result. */
  final Shape[] result, pooled;
  /** Whether layer l is seen half pooled: it pools, and its writes are watched. */
  final boolean[] half;
  /** What writes of the memories mean. */
  final MemoryWrites writes;
  private final long beats;

  /** @param emitting whether all layers send their results */
  OutputLayout(EnginePlan plan, boolean emitting) {
    this.plan = plan;
    var e = plan.engine();
    var beat = Transactions.of(e, "out");
    this.kind = beat.offset("out_kind_o");
    this.row = beat.offset("out_row_o");
    this.channel = beat.offset("out_channel_o");
    this.keep = beat.offset("out_keep_o");
    this.data = beat.offset("out_data_o");
    this.beatBytes = beat.bytes();
    int n = plan.layers().size();
    this.pixelOfLane = new int[n][];
    this.result = new Shape[n];
    this.pooled = new Shape[n];
    this.half = new boolean[n];
    for (int l = 0; l < n; l++) {
      var p = plan.layers().get(l);
      result[l] = p.layer().result();
      pooled[l] = emitting && p.layer().pools() ? p.layer().pooled() : null;
      half[l] = !emitting && p.layer().pools();
      pixelOfLane[l] = new int[p.out().groupRows() * e.pixels()];
      for (int i = 0; i < pixelOfLane[l].length; i++) pixelOfLane[l][i] = p.out().pixelAt(i / e.pixels(), i % e.pixels());
    }
    this.writes = new MemoryWrites(plan, pixelOfLane);
    this.beats = plan.beats(emitting);
  }

  /** Beats of an image. */
  long beats() {
    return beats;
  }
}
