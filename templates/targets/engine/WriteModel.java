// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.drain.DrainController;
import blocks.engine.engine.Engine;

/** What the write side does with the tiles of a layer: cycles per tile, and beats of the stream {@code out}. Counts as {@link DrainController} and the write stage define them. */
final class WriteModel {
  /** Cycles that a segment costs besides its beats: the cut, and the pipeline that runs empty first. */
  private static final int SEGMENT_COST = 5;

  private final LayerPlan plan;
  private final Engine engine;
  private final int[] tileBeats;
  private final int[] tileSegments;
  private final int[] tileSent;

  WriteModel(LayerPlan plan, Engine engine) {
    this.plan = plan;
    this.engine = engine;
    this.tileBeats = new int[plan.tiles()];
    this.tileSegments = new int[plan.tiles()];
    this.tileSent = new int[plan.tiles()];
    if (plan.scatters()) cut();
    else {
      java.util.Arrays.fill(tileBeats, 1);
      java.util.Arrays.fill(tileSent, 1);
    }
  }

  private void cut() {
    var sweep = plan.window();
    boolean pool = plan.mode() == DrainController.POOL;
    int x = 0, y = 0;
    for (int t = 0; t < plan.tiles(); t++) {
      for (int lane = 0; lane < engine.pixels(); ) {
        int run = Math.min(engine.pixels() - lane, sweep.pitch() - x);
        int count = y < sweep.height() ? Math.max(0, Math.min(run, sweep.width() - x)) : 0;
        if (count > 0) {
          int start = y / 2 * plan.out().pitch() + x / 2;
          tileSegments[t]++;
          for (int parity = 0; parity < (pool ? 1 : 2); parity++) {
            tileBeats[t]++;
            tileSent[t] += pool ? 1 + (y % 2) * rowsTouched(start % engine.pixels(), x, count, -1) : rowsTouched(start % engine.pixels(), x, count, parity);
          }
        } else tileSegments[t]++;
        lane += run;
        x += run;
        if (x == sweep.pitch()) {
          x = 0;
          y++;
        }
      }
    }
  }

  /** Memory rows, 1 or 2, that the pairs of pixels x .. x + count - 1 reach from position {@code rem}; {@code parity} -1 takes both of a pair. */
  private int rowsTouched(int rem, int x, int count, int parity) {
    boolean low = false, high = false;
    for (int i = 0; i < count; i++) {
      if (parity >= 0 && (x + i) % 2 != parity) continue;
      boolean over = rem + (x + i) / 2 - x / 2 >= engine.pixels();
      high |= over;
      low |= !over;
    }
    return low && high ? 2 : low || high ? 1 : 0;
  }

  /** Beats of one tile or segment of output group g. */
  int chunks(int g) {
    int channels = Math.min(engine.tco(), plan.layer().out().channels() - g * engine.tco());
    return plan.mode() == DrainController.RAW ? channels : (channels + engine.drain() - 1) / engine.drain();
  }

  /** Cycles for which tile t of group g occupies the shadow. */
  int cycles(int g, int t, boolean emit) {
    int beats = tileBeats[t] * chunks(g);
    if (!plan.scatters()) return beats;
    int splits = emit ? (tileSent[t] - tileBeats[t]) * chunks(g) : 0;
    return beats + tileSegments[t] * SEGMENT_COST + Math.max(0, splits);
  }

  /** Beats that leave by {@code out}. */
  long sent() {
    long perChunk = 0;
    for (int s : tileSent) perChunk += s;
    long n = 0;
    for (int g = 0; g < plan.outputGroups(); g++) n += perChunk * chunks(g);
    return n;
  }
}
