// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import kakure.network.Shape;

/** Where the beats of {@code out} belong: the same for every image of a plan. */
final class OutputLayout {
  private static final int ROW_BYTES = 2;

  final EnginePlan plan;
  final int keepBytes;
  final int beatBytes;
  /** Of layer l: the pixel at row * pixels + lane of a channel group's rows, negative where there is none. */
  final int[][] pixelOfLane;
  private final long beats;

  OutputLayout(EnginePlan plan) {
    this.plan = plan;
    var e = plan.engine();
    this.keepBytes = (e.pixels() + 7) / 8;
    this.beatBytes = 1 + ROW_BYTES + 2 + keepBytes + Math.max(e.drain() * e.pixels(), 4 * e.pixels());
    this.pixelOfLane = new int[plan.layers().size()][];
    for (int l = 0; l < pixelOfLane.length; l++) {
      var p = plan.layers().get(l);
      pixelOfLane[l] = new int[p.out().groupRows() * e.pixels()];
      for (int i = 0; i < pixelOfLane[l].length; i++) pixelOfLane[l][i] = p.out().pixelAt(i / e.pixels(), i % e.pixels());
    }
    this.beats = plan.beats();
  }

  /** Beats of an image. */
  long beats() {
    return beats;
  }

  /** What is pooled by layer l; nothing where it pools nothing. */
  Shape pooled(int l) {
    var layer = plan.layers().get(l).layer();
    return layer.pool2x2() ? EngineTensors.pooled(layer) : null;
  }
}
