// SPDX-License-Identifier: Apache-2.0
package blocks.engine.drain;

import java.math.BigInteger;
import java.util.List;
import kakure.spec.Expected;
import kakure.spec.Side;
import kakure.spec.Values;

/**
 * What stands around a {@link DrainController}: who starts a layer knows its tiles and lines and therefore how many beats each segment takes; the pipeline knows how many moves ago a beat left.
 */
final class DrainSide implements Side {
  private static final int X1 = 1, X2 = 2, X3 = 4;

  private final DrainController block;
  private DrainLayer layer;   // null: none is drained
  private int group;
  private int tile;
  private int segment;        // of the tile
  private int sent;           // beats of the segment
  private boolean cut;        // the segment is
  private boolean second;     // it is laid into a second line of pairs
  private int trail;          // beats that left one, two and, if they are written, three moves ago
  private int lasts;          // of those the last terms of their results
  private int laters;         // and those that are not the first
  private int merges;         // those that go to rows of which the write stage keeps something
  private boolean half;

  DrainSide(DrainController block) {
    this.block = block;
  }

  /** Whether a layer is being drained. */
  boolean active() {
    return layer != null;
  }

  /** Whether beats are under way. */
  boolean underWay() {
    return trail != 0;
  }

  /** Whether a beat is in front of the write stage. */
  boolean writes() {
    return (trail & X3) != 0;
  }

  /** Whether the tile is free with these inputs. */
  boolean frees(DrainController.In<BigInteger> in) {
    return (beat(in) && sent + 1 == beats() && (second || !twice()) || passes(in)) && segment + 1 == segments();
  }

  /** Whether a beat leaves with these inputs: of a whole tile when the tile is there, of a segment when it has been cut. */
  private boolean beat(DrainController.In<BigInteger> in) {
    return active() && !waits(in) && Values.on(in.advance()) && (layer.scatters() ? cut : Values.on(in.tile()));
  }

  /** By pairs, what is read back at X0 shares its port with what is read at X3, where anything is: such beats are kept an odd distance from those behind. */
  private boolean waits(DrainController.In<BigInteger> in) {
    return block.residual() && Values.on(in.back().get(0)) && layer.scatters() && (trail & merges & (X1 | X3)) != 0;
  }

  private boolean uncut(DrainController.In<BigInteger> in) {
    return active() && layer.scatters() && !cut && Values.on(in.tile());
  }

  private boolean passes(DrainController.In<BigInteger> in) {
    return uncut(in) && !seen();
  }

  /** Whether the segment begins in the middle of a row or of a pair, or goes where others went before. */
  private boolean merged() {
    int column = segment == 0 ? firstPixel() % layer.pitch() : 0, line = firstPixel() / layer.pitch() + segment;
    int columns = 2 * ((line / 2 + (second ? 1 : 0)) * layer.linePixels()) + column;
    return columns % (2 * block.pixels()) != 0 || layer.mode() == DrainController.POOL && (layer.overlap() || line % 2 == 1);
  }

  private int firstPixel() {
    return tile * block.pixels();
  }

  private int segments() {
    return layer.scatters() ? (firstPixel() + block.pixels() - 1) / layer.pitch() - firstPixel() / layer.pitch() + 1 : 1;
  }

  /** Whether any pixel of the segment is written. */
  private boolean seen() {
    int column = segment == 0 ? firstPixel() % layer.pitch() : 0;
    return column < layer.width() && firstPixel() / layer.pitch() + segment < layer.height();
  }

  /** Whether the segment's line, an odd one, has a window that begins with it besides those that end. */
  private boolean twice() {
    int line = firstPixel() / layer.pitch() + segment;
    return layer.mode() == DrainController.POOL && layer.overlap() && line % 2 == 1 && line != layer.height() - 1;
  }

  private int beats() {
    int channels = Math.min(block.tco(), layer.cout() - group * block.tco());
    return switch (layer.mode()) {
      case DrainController.RAW -> rawBeats(Values.ceil(channels, block.drain()));
      case DrainController.PLANES -> 2 * Values.ceil(channels, block.drain());
      default -> Values.ceil(channels, block.drain());
    };
  }

  /** Beats of so many chunks of channels, where the last term of a result sends its channels one by one. */
  private int rawBeats(int chunks) {
    int beats = 0;
    for (int c = 0; c < chunks; c++) beats += (c + 1) % layer.terms() == 0 ? Math.min(block.drain(), layer.cout() - group * block.tco() - c * block.drain()) : 1;
    return beats;
  }

  /** Which term of its result the next beat is. */
  private int term() {
    int chunks = Values.ceil(Math.min(block.tco(), layer.cout() - group * block.tco()), block.drain()), chunk = sent % chunks;
    if (layer.mode() == DrainController.RAW) for (chunk = 0; rawBeats(chunk + 1) <= sent; chunk++) { }
    return chunk % layer.terms();
  }

  private boolean lastTile() {
    return tile + 1 == layer.tiles();
  }

  @Override
  public Expected step(List<BigInteger> inputs) {
    DrainController.In<BigInteger> in = Values.record(block.in(), inputs);
    boolean beat = beat(in), frees = frees(in), passes = passes(in);
    int term = beat ? term() : 0;
    cut |= uncut(in) && !passes && (Values.on(in.advance()) || (trail & X1) == 0);
    if (Values.on(in.advance())) {
      trail = 2 * trail & (X2 | X3 & 2 * lasts) | (beat ? X1 : 0);
      lasts = 2 * lasts | (beat && term == layer.terms() - 1 ? X1 : 0);
      merges = 2 * merges | (beat && merged() ? X1 : 0);
      laters = 2 * laters | (term > 0 ? X1 : 0);
    }
    if (beat) sent++;
    if (passes || beat && sent == beats()) {
      boolean more = !passes && !second && twice();
      if (!more) segment++;
      second = more;
      sent = 0;
      cut = false;
    }
    if (frees) nextTile();
    if (Values.on(in.start())) {
      layer = DrainLayer.of(in, block.pixels());
      group = tile = segment = sent = 0;
      cut = second = false;
    }
    if (Values.on(in.abort())) layer = null;
    return expected(in);
  }

  private void nextTile() {
    segment = 0;
    tile++;
    if (tile < layer.tiles()) return;
    tile = 0;
    group++;
    half = !half;
    if (group * block.tco() >= layer.cout()) layer = null;
  }

  private Expected expected(DrainController.In<BigInteger> in) {
    boolean advance = Values.on(in.advance()), raw = in.shape().mode().intValueExact() == DrainController.RAW;
    boolean there = advance && (trail & X2) != 0, result = there && (lasts & X2) != 0;
    boolean beat = beat(in);
    var expected = block.residual() ? new Expected().flag("back_en_0_o", beat && term() == layer.terms() - 1 && Values.on(in.back().get(0))) : new Expected();
    if (block.terms()) expected.flag("partial_0_o", there && !result);
    if (block.terms() && (trail & X2) != 0) expected.flag("later_0_o", (laters & X2) != 0);
    return expected
        .flag("beat_o", beat).flag("half_o", half).flag("free_o", frees(in)).flag("group_done_o", frees(in) && lastTile())
        .flag("idle_o", !active() && !underWay() && !Values.on(in.writing()))
        .flag("product_o", advance && (trail & X1) != 0).flag("result_o", result && !raw).flag("raw_o", result && raw).flag("wb_valid_o", writes());
  }
}
