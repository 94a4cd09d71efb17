// SPDX-License-Identifier: Apache-2.0
package blocks.engine.drain;

import blocks.engine.LayerShape;
import blocks.engine.Window;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import kakure.spec.Stimulus;
import kakure.spec.Values;

/**
 * Layers one after the other, as {@link DrainController} may be told of them: a start when nothing is under way, tiles that stay until they are free, a write stage that
 * follows X3, and now and then an abort. {@link DrainSide} says when. A long run has one layer that goes far, through more tiles or lines than the others together, without a pause.
 */
final class DrainStimulus {
  /** Cycles of a run that is long enough to go into the upper bits of a counter. */
  private static final int LONG = 5000;
  /** Cycles in which a line with something to write is certainly done: it is cut, waits for the one before and leaves. */
  private static final int LINE = 8;

  private final DrainController block;
  private final long seed;
  private final SplittableRandom rng;
  private DrainLayer layer;
  private boolean back;
  private int backBase, backRows;

  DrainStimulus(DrainController block, long seed) {
    this.block = block;
    this.seed = seed;
    this.rng = new SplittableRandom(seed);
    this.layer = layer();
  }

  Stimulus cycles(int n) {
    var side = new DrainSide(block);
    var cycles = new ArrayList<List<BigInteger>>();
    boolean tile = false, writing = false, far = false, went = n < LONG;
    for (int i = 0; i < n; i++) {
      boolean start = !side.active() && !side.underWay() && !writing && rng.nextInt(3) == 0;
      if (start) {
        far = !went && i > n / 4;
        went |= far;
        layer = far ? far(Math.min(n / 2, mostTiles())) : terms(layer());
        if (block.residual()) readBack();
      }
      boolean abort = side.active() && !far && rng.nextInt(800) == 0;
      boolean advance = far || rng.nextInt(4) != 0;
      tile = side.active() && (far || tile || rng.nextBoolean());
      var in = inputs(advance, tile, writing, start, abort);
      boolean frees = side.frees(in);
      if (advance) writing = side.writes();
      var values = Values.list(in);
      side.step(values);
      cycles.add(values);
      if (abort || frees) tile = !abort && rng.nextBoolean();
    }
    return new Stimulus.Cycles(cycles);
  }

  private DrainController.In<BigInteger> inputs(boolean advance, boolean tile, boolean writing, boolean start, boolean abort) {
    return new DrainController.In<>(
        Values.of(advance), Values.of(tile), Values.of(writing), Values.of(start), Values.of(abort),
        new LayerShape<>(Values.of(layer.mode()), Values.of(layer.tiles()), Values.of(layer.cout()), Values.of(layer.base()), Values.of(layer.rows()), Values.of(layer.planeRows()), block.overlaps() ? List.of(Values.of(layer.overlap())) : List.of(), block.terms() ? List.of(Values.of(layer.terms() - 1)) : List.of()),
        Values.of(layer.pitch()),
        new Window<>(Values.of(layer.width()), Values.of(layer.height()), Values.of(layer.linePixels() / block.pixels()), Values.of(layer.linePixels() % block.pixels())),
        there(Values.of(back)), there(Values.of(backBase)), there(Values.of(backRows)));
  }

  /** Rows of their own are read back for every other layer. */
  private void readBack() {
    back = rng.nextBoolean();
    backBase = rng.nextInt(1 << block.rowBits());
    backRows = rng.nextInt(1 << block.rowBits());
  }

  private List<BigInteger> there(BigInteger value) {
    return block.residual() ? List.of(value) : List.of();
  }

  /** The largest coordinate. */
  private int most() {
    return (1 << block.counts().coord()) - 1;
  }

  private int mostTiles() {
    return (1 << block.counts().tiles()) - 1;
  }

  /** A layer of about so many cycles, of a beat a tile or, with every other seed, of many lines. One tile more than it has pixels: nothing of it is written. */
  private DrainLayer far(int cycles) {
    boolean tall = seed % 2 == 0;
    int most = most(), height = tall ? Math.min(most - 2 * block.pixels(), cycles / LINE - rng.nextInt(16)) : 1 + cycles * block.pixels() / most;
    if (tall) height = Math.max(1, Math.min(height, (mostTiles() - 1) * block.pixels()));
    int pitch = tall ? 1 : most;
    int tiles = tall ? (height + block.pixels() - 1) / block.pixels() + 1 : cycles;
    int row = 1 << block.rowBits();
    return new DrainLayer(
        tall ? DrainController.POOL : DrainController.RASTER, tiles, rng.nextInt(1, block.drain() + 1), rng.nextInt(row), rng.nextInt(row), 0, pitch, pitch, Math.min(most, height), rng.nextInt(1, block.pixels() + 1), overlap());
  }

  private boolean overlap() {
    return block.overlaps() && rng.nextBoolean();
  }

  private DrainLayer layer() {
    // Wide maps are narrow where they are written: most of their tiles are passed over.
    int extreme = rng.nextInt(12);
    boolean wide = extreme == 0, tall = extreme == 1 || extreme == 2, deep = extreme == 3 || extreme == 4, broad = extreme == 5 || extreme == 6;
    int pitch = Math.min(most(), rng.nextInt(1, (wide ? Math.min(1023, 40 * block.pixels()) : tall ? 3 : broad ? 12 * block.pixels() : 2 * block.pixels() + 3) + 1));
    int width = broad || rng.nextInt(wide ? 3 : 2) == 0 ? pitch : rng.nextInt(1, Math.min(pitch, 2 * block.pixels()) + 1);
    int height = wide || broad ? rng.nextInt(1, 3) : deep ? 1 : rng.nextInt(1, tall ? 200 : 7);
    height = Math.max(1, Math.min(height, Math.min(most(), mostTiles() * block.pixels() / pitch) - 2 * block.pixels() / pitch - 1));
    int tiles = Math.min(mostTiles(), ((height - 1) * pitch + width + block.pixels() - 1) / block.pixels() + rng.nextInt(2));
    int row = 1 << block.rowBits();
    int mode = rng.nextInt(2) == 0 ? rng.nextInt(4) : DrainController.POOL + rng.nextInt(2);
    return new DrainLayer(
        mode, tiles, Math.min((1 << block.counts().channels()) - 1, rng.nextInt(1, deep ? 300 : (tall || broad ? 1 : 2) * block.tco() + 2)), rng.nextInt(row), rng.nextInt(row), rng.nextInt(row), pitch, width, height,
        rng.nextInt(Math.min(row, 1 << 12)) * block.pixels() + rng.nextInt(block.pixels()), overlap());
  }

  /** With several terms a beat of the result, as many as a group has beats at most; the last one is a result's last. */
  private DrainLayer terms(DrainLayer one) {
    if (!block.terms()) return one;
    int terms = rng.nextInt(1, block.tco() / block.drain() + 1);
    int cout = block.array(1 + (one.cout() - 1) / terms, terms);
    if (cout >= 1 << block.counts().channels()) return one;
    return new DrainLayer(one.mode(), one.tiles(), cout, one.base(), one.rows(), one.planeRows(), one.pitch(), one.width(), one.height(), one.linePixels(), one.overlap(), terms);
  }
}
