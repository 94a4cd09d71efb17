// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.drain.DrainController;
import blocks.engine.drain.DrainLayer;
import blocks.engine.engine.Engine;
import kakure.spec.Values;

/** What the write side does with the tiles of a layer: cycles per tile, and beats of the stream {@code out}. Counts as {@link DrainController} and the write stage define them. */
final class WriteModel {
  /** Cycles that a segment costs besides its beats: the cut. */
  private static final int SEGMENT_COST = 1;

  private final DrainLayer layer;
  private final boolean back;
  private final Engine engine;
  private final int[] tileBeats;
  private final int[] tileSegments;
  private final int[] tileSent;
  private final int[] tileMerging;
  private final int[] tileBehind;

  WriteModel(LayerPlan plan, Engine engine) {
    this(plan.drain(), plan.where().back().isPresent(), engine);
  }

  /** @param back whether something is read back for it */
  WriteModel(DrainLayer layer, boolean back, Engine engine) {
    this.layer = layer;
    this.back = back;
    this.engine = engine;
    this.tileBeats = new int[layer.tiles()];
    this.tileSegments = new int[layer.tiles()];
    this.tileSent = new int[layer.tiles()];
    this.tileMerging = new int[layer.tiles()];
    this.tileBehind = new int[layer.tiles()];
    if (layer.scatters()) cut();
    else {
      java.util.Arrays.fill(tileBeats, 1);
      java.util.Arrays.fill(tileSent, 1);
    }
  }

  private void cut() {
    boolean pool = layer.mode() == DrainController.POOL, merged = false;
    for (int t = 0; t < layer.tiles(); t++) {
      var cuts = layer.cuts(t, engine.pixels());
      for (var c : cuts) {
        int lines = c.count() == 0 ? 1 : layer.lines(c);
        tileSegments[t] += lines;
        if (c.count() == 0) continue;
        for (int line = 0; line < lines; line++) {
          int rem = layer.pair(c, line) % engine.pixels();
          boolean merges = layer.stays(c, line, engine.pixels());
          if (merges) tileMerging[t]++;
          else if (merged) tileBehind[t]++;
          merged = merges;
          for (int parity = 0; parity < (pool ? 1 : 2); parity++) {
            tileBeats[t]++;
            tileSent[t] += pool ? 1 + (layer.merges(c, line) ? rowsTouched(rem, c, -1, layer.spills(c)) : 0) : rowsTouched(rem, c, parity, false);
          }
        }
      }
    }
  }

  /** Memory rows, 1 or 2, that the pairs of a cut reach from position {@code rem}; {@code parity} -1 takes both of a pair, {@code spills} one pair more. */
  private int rowsTouched(int rem, DrainLayer.Cut c, int parity, boolean spills) {
    boolean low = false, high = false;
    for (int x = c.x(); x < c.x() + c.count() + (spills ? 1 : 0); x++) {
      if (parity >= 0 && x % 2 != parity) continue;
      boolean over = rem + x / 2 - c.x() / 2 >= engine.pixels();
      high |= over;
      low |= !over;
    }
    return low && high ? 2 : low || high ? 1 : 0;
  }

  /** Beats of the array of one tile or segment of output group g. */
  private int chunks(int g) {
    return beats(g, 1);
  }

  /** Those with which a beat of the result is there. */
  private int written(int g) {
    return beats(g, 0);
  }

  /** @param early beats that a term which is not the last one counts for; the last one of a raw layer is a beat for each channel */
  private int beats(int g, int early) {
    int channels = Math.min(engine.tco(), layer.cout() - g * engine.tco()), beats = 0;
    for (int first = 0; first < channels; first += engine.drain()) {
      boolean last = first / engine.drain() % layer.terms() == layer.terms() - 1;
      beats += !last ? early : layer.mode() == DrainController.RAW ? Math.min(engine.drain(), channels - first) : 1;
    }
    return beats;
  }

  /** Cycles for which tile t of group g occupies the shadow. A serial requantiser holds every beat for longer than the write stage may. */
  int cycles(int g, int t, boolean emit) {
    int beats = tileBeats[t] * chunks(g) * (engine.serial() ? 1 + engine.requantiser().totalBits() : 1);
    int sent = emit ? tileSent[t] * written(g) * (engine.halfRate() ? 2 : 1) : 0;
    // What is read back and what is merged into share a port: between two beats of a segment that is merged one move is none's, and one behind the first beat of the segment that follows.
    int each = chunks(g) * (layer.mode() == DrainController.POOL ? 1 : 2);
    int apart = !back ? 0 : tileMerging[t] * (each - 1) + (each > 1 ? tileBehind[t] : 0);
    return Math.max(beats, sent) + apart + tileSegments[t] * SEGMENT_COST;
  }

  /** Beats that leave by {@code out}. */
  long sent() {
    long perChunk = 0;
    for (int s : tileSent) perChunk += s;
    long n = 0;
    for (int g = 0; g < Values.ceil(layer.cout(), engine.tco()); g++) n += perChunk * written(g);
    return n;
  }
}
