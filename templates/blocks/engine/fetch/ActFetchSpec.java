// SPDX-License-Identifier: Apache-2.0
package blocks.engine.fetch;

import blocks.engine.Sweep;
import blocks.memory.actmem.Rows;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Side;
import kakure.spec.Stimulus;
import kakure.spec.Values;
import kakure.spec.Word;

/**
 * Checks of {@link ActFetch}: one pixel and one channel, rows beside powers of two, the smallest address; maps narrower and wider than a row, pitch 1, displacements to
 * all sides, limits in and outside the map, stalls at every stage. Law: a 3x3 convolution's taps are the pixels of the map.
 */
public final class ActFetchSpec implements BlockSpec<ActFetch> {
  @Override
  public String name() {
    return "fetch";
  }

  @Override
  public String summary() {
    return "activations of a convolution's tap: two memory rows, a funnel shift, zeros outside the map";
  }

  @Override
  public ActFetch usual() {
    return new ActFetch(4, 8, 8);
  }

  @Override
  public List<ActFetch> corners() {
    return List.of(new ActFetch(1, 1, 2), new ActFetch(3, 5, 4), new ActFetch(2, 8, 6), new ActFetch(1, 2, 3), new ActFetch(2, 11, 20), new ActFetch(1, 1, 14, 5), new ActFetch(3, 5, 4, 6));
  }

  @Override
  public ActFetch random(SplittableRandom rng) {
    return new ActFetch(rng.nextInt(1, 5), rng.nextInt(1, 14), rng.nextInt(2, 21), rng.nextInt(5, 11));
  }

  @Override
  public Model golden(ActFetch block) {
    return new ActFetchModel(block);
  }

  @Override
  public Optional<Side> side(ActFetch block) {
    return Optional.of(new ActFetchSide(block));
  }

  @Override
  public Stimulus stimulus(ActFetch block, long seed, int n) {
    return new ActFetchStimulus(block, seed).cycles(n);
  }

  @Override
  public List<Word> words() {
    return List.of(Tap.WORD);
  }

  @Override
  public List<Law> laws() {
    return List.of(new Law("the nine taps of a 3x3 kernel over a padded 7 x 6 map are its pixels, read through rows of five", ActFetchSpec::convolution));
  }

  private static Optional<String> convolution() {
    int width = 7, height = 6;
    var block = new ActFetch(2, 5, 5);
    var rng = new SplittableRandom(1);
    var map = new int[block.tci()][height][width];
    var rows = new BigInteger[1 << block.rowBits()];
    java.util.Arrays.setAll(rows, r -> Stimulus.bits(rng, block.rowData()));
    for (int p = 0; p < width * height; p++) {
      for (int c = 0; c < block.tci(); c++) map[c][p / width][p % width] = Values.slice(rows[p / block.pixels()], 8 * (c * block.pixels() + p % block.pixels()), 8).intValueExact();
    }
    var model = new ActFetchModel(block);
    model.reset();
    var off = Values.of(false);
    var on = Values.of(true);
    var sweep = new Sweep<>(Values.of(width), Values.of(block.pixels() % width), Values.of(block.pixels() / width));
    model.step(Values.list(new ActFetch.In<>(on, on, sweep, off, off, off, off, new ActFetch.TapFields<>(off, off, off, off, off, off), new Rows<>(off, off))));
    int tiles = (width * height + block.pixels() - 1) / block.pixels();
    for (int tile = 0; tile < tiles; tile++) {
      for (int t = 0; t < 9; t++) {
        int dy = t / 3 - 1, dx = t % 3 - 1;
        int displacement = dy * width + dx;
        var tapRow = Values.wrap(Math.floorDiv(displacement, block.pixels()), block.rowBits());
        var tapRem = Values.of(Math.floorMod(displacement, block.pixels()));
        var tapDy = Values.wrap(dy, ActFetch.DELTA);
        var tapDx = Values.wrap(dx, ActFetch.DELTA);
        List<BigInteger> out = List.of();
        var even = off;
        var odd = off;
        for (int stage = 0; stage < 3; stage++) {
          out = model.step(Values.list(new ActFetch.In<>(
              on, off, sweep, Values.of(stage == 0), Values.of(t == 8), Values.of(tile == tiles - 1), Values.of(tile),
              new ActFetch.TapFields<>(tapRow, tapRem, tapDy, tapDx, Values.of(height), Values.of(width)), new Rows<>(even, odd))));
          if (stage == 0) {
            if (Values.on(out.get(1))) even = rows[2 * out.get(2).intValueExact()];
            if (Values.on(out.get(3))) odd = rows[2 * out.get(4).intValueExact() + 1];
          }
        }
        for (int j = 0; j < block.pixels(); j++) {
          int p = tile * block.pixels() + j;
          int y = p / width + dy, x = p % width + dx;
          for (int c = 0; c < block.tci(); c++) {
            int expected = 0 <= y && y < height && 0 <= x && x < width ? map[c][y][x] : 0;
            int got = Values.slice(out.get(5), 8 * (c * block.pixels() + j), 8).intValueExact();
            if (got != expected) return Optional.of("channel " + c + ", pixel (" + x + ", " + y + "), tap " + t + ": expected " + expected + ", got " + got);
          }
        }
      }
    }
    return Optional.empty();
  }
}
