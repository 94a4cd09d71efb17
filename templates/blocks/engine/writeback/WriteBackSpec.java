// SPDX-License-Identifier: Apache-2.0
package blocks.engine.writeback;

import blocks.engine.Report;
import blocks.engine.WbBeat;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Side;
import kakure.spec.Stimulus;
import kakure.spec.Values;

/**
 * Checks of {@link WriteBack}: one pixel, two (a pair), odd numbers, one channel and several, beats wider and narrower than their raw sums; segments of every length, place and
 * phase, that begin and end rows, that straddle and that write nothing; a stream that stalls. Law: segments laid one by one are the pooled map, by windows that overlap or not, and its planes.
 */
public final class WriteBackSpec implements BlockSpec<WriteBack> {
  @Override
  public String name() {
    return "writeback";
  }

  @Override
  public String summary() {
    return "activations into memory: whole rows, pooled pairs or parity planes merged into two rows, and what is written sent out";
  }

  @Override
  public WriteBack usual() {
    return new WriteBack(2, 8, 1, 8);
  }

  @Override
  public List<WriteBack> corners() {
    return List.of(
        new WriteBack(1, 1, 1, 2), new WriteBack(3, 5, 2, 6), new WriteBack(1, 2, 1, 3), new WriteBack(2, 3, 8, 16), new WriteBack(5, 11, 1, 4), new WriteBack(4, 8, 1, 10), new WriteBack(1, 1, 1, 14, true, false), new WriteBack(5, 1, 2, 3, true, false),
        new WriteBack(1, 2, 1, 4, false, true), new WriteBack(2, 3, 1, 9, false, true), new WriteBack(3, 5, 2, 6, false, true), new WriteBack(1, 8, 1, 10, false, true));
  }

  @Override
  public WriteBack random(SplittableRandom rng) {
    boolean lean = rng.nextInt(4) == 0;
    int pixels = lean ? 1 : rng.nextInt(1, 14);
    return new WriteBack(rng.nextInt(1, 7), pixels, rng.nextInt(1, 9), rng.nextInt(2, 17), lean, pixels > 1 && rng.nextBoolean());
  }

  @Override
  public Model golden(WriteBack block) {
    return new WriteBackModel(block);
  }

  @Override
  public Optional<Side> side(WriteBack block) {
    return Optional.of(new WriteBackSide(block));
  }

  /**
   * Beats of all kinds, which stay until the pipeline moves, a layer of 60 cycles emitting or not; a layer begins when nothing is under way. Every other one ends in reports, which are asked for when
   * nothing else is under way and stay until taken.
   */
  @Override
  public Stimulus stimulus(WriteBack b, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var side = new WriteBackSide(b);
    var cycles = new ArrayList<List<BigInteger>>();
    boolean emit = false, report = false, stays = false, ends = false;
    var index = BigInteger.ZERO;
    var value = BigInteger.ZERO;
    long beat = 0;
    for (int i = 0; i < n; i++) {
      boolean reporting = i % 120 > 100;
      ends |= i % 60 == 0;
      if (ends && !stays && !side.writing()) {
        emit = rng.nextInt(3) != 0;
        ends = false;
      }
      if (!report) {
        report = reporting && !stays && !side.writing() && rng.nextBoolean();
        index = Values.of(rng.nextInt(6));
        value = Stimulus.bits(rng, 32);
      }
      if (!stays) beat = rng.nextLong();
      boolean valid = stays || !report && !reporting && !ends && rng.nextInt(4) != 0;
      var in = inputs(b, new SplittableRandom(beat), rng, valid, emit, report, index, value);
      if (report && side.reports(in)) report = false;
      stays = valid && !side.advances(in);
      var values = Values.list(in);
      side.step(values);
      cycles.add(values);
    }
    return new Stimulus.Cycles(cycles);
  }

  /** A beat drawn from one generator, all that changes while it stays from the other. */
  private static WriteBack.In<BigInteger> inputs(
      WriteBack b, SplittableRandom beat, SplittableRandom rng, boolean valid, boolean emit, boolean report, BigInteger index, BigInteger value) {
    int kind = beat.nextInt(6);
    int lane = beat.nextInt(b.pixels());
    int count = beat.nextInt(1, b.pixels() - lane + 1);
    var at = new WbBeat<>(
        Values.of(valid), Values.of(kind == 0), Values.of(kind > 1), Values.of(kind > 3), bit(beat), bit(beat), Stimulus.bits(beat, b.rowBits()), Stimulus.bits(beat, b.chunkBits()),
        Values.of(beat.nextInt(b.pixels())), Values.of(lane), Values.of(count), bit(beat), Stimulus.bits(beat, 16), Stimulus.bits(beat, 16),
        there(b, Values.of(kind > 3 && beat.nextBoolean())), there(b, bit(beat)), there(b, bit(beat)));
    return new WriteBack.In<>(
        at, Stimulus.bits(beat, b.dataBits()), Stimulus.bits(beat, 32 * b.pixels()), Stimulus.bits(rng, b.dataBits()), Stimulus.bits(rng, b.dataBits()), Values.of(emit),
        new Report<>(Values.of(report), index, value), Values.of(rng.nextInt(3) != 0));
  }

  private static List<BigInteger> there(WriteBack b, BigInteger value) {
    return b.overlap() ? List.of(value) : List.of();
  }

  private static BigInteger bit(SplittableRandom rng) {
    return Values.of(rng.nextBoolean());
  }

  @Override
  public List<Law> laws() {
    return List.of(
        new Law("segments of a map, laid one after the other, are its maxima of four", () -> map(true)), new Law("and its parity planes", () -> map(false)),
        new Law("where windows overlap, the maxima of nine, whatever the map's sides", WriteBackSpec::overlapping));
  }

  /** A map of 8 x 6, or for planes of 9 x 7, cut at random, laid into rows of five pixels, and read back by coordinates. */
  private static Optional<String> map(boolean pool) {
    var rng = new SplittableRandom(1);
    var block = new WriteBack(1, 5, 1, 8);
    int width = pool ? 8 : 9, height = pool ? 6 : 7, line = (width + 1) / 2, planeRows = (line * ((height + 1) / 2) + 4) / 5;
    var map = new int[height][width];
    for (var row : map) for (int x = 0; x < width; x++) row[x] = rng.nextInt(256);
    var memory = new BigInteger[4 * planeRows + 1];
    java.util.Arrays.setAll(memory, r -> Stimulus.bits(rng, 40));
    for (int y = 0; y < height; y++) {
      for (int x = 0, count; x < width; x += count) {
        int lane = rng.nextInt(block.pixels());
        count = Math.min(rng.nextInt(1, block.pixels() - lane + 1), width - x);
        var beat = Stimulus.bits(rng, 40);
        for (int i = 0; i < count; i++) beat = beat.andNot(BigInteger.valueOf(255).shiftLeft(8 * (lane + i))).or(BigInteger.valueOf(map[y][x + i]).shiftLeft(8 * (lane + i)));
        int position = y / 2 * line + x / 2;
        for (int plane = 0; plane < (pool ? 1 : 2); plane++) {
          int row = position / 5 + (pool ? 0 : (2 * (y % 2) + plane) * planeRows);
          var laying = pool ? Laying.pooled(block, y % 2 == 1, position % 5, lane, count, x % 2, beat) : Laying.plane(block, plane, position % 5, lane, count, x % 2, beat);
          for (int which = 0; which < 2; which++) if (laying.keep(which).signum() != 0) memory[row + which] = laying.over(which, memory[row + which]);
        }
      }
    }
    for (int y = 0; y < height; y += pool ? 2 : 1) {
      for (int x = 0; x < width; x += pool ? 2 : 1) {
        int position = y / 2 * line + x / 2;
        int row = position / 5 + (pool ? 0 : (2 * (y % 2) + x % 2) * planeRows);
        int expected = pool ? Math.max(Math.max(map[y][x], map[y][x + 1]), Math.max(map[y + 1][x], map[y + 1][x + 1])) : map[y][x];
        int got = Values.slice(memory[row], 8 * (position % 5), 8).intValueExact();
        if (got != expected) return Optional.of("pixel " + x + ", " + y + ": expected " + expected + ", got " + got);
      }
    }
    return Optional.empty();
  }

  /** Maps of 1 to 9 columns and lines, each line laid into the windows that it ends, and, an odd one, into those that it begins. */
  private static Optional<String> overlapping() {
    var rng = new SplittableRandom(2);
    for (int n = 0; n < 200; n++) {
      var block = new WriteBack(1, rng.nextInt(2, 9), 1, 8, false, true);
      int pixels = block.pixels(), width = rng.nextInt(1, 10), height = rng.nextInt(1, 10), columns = (width + 1) / 2, lines = (height + 1) / 2;
      var map = new int[height][width];
      for (var row : map) for (int x = 0; x < width; x++) row[x] = rng.nextInt(256);
      var memory = new BigInteger[columns * lines / pixels + 3];
      java.util.Arrays.setAll(memory, r -> Stimulus.bits(rng, 8 * pixels));
      for (int y = 0; y < height; y++)
        for (int x = 0, count; x < width; x += count) {
          int lane = rng.nextInt(pixels);
          count = Math.min(rng.nextInt(1, pixels - lane + 1), width - x);
          var beat = Stimulus.bits(rng, 8 * pixels);
          for (int i = 0; i < count; i++) beat = beat.andNot(BigInteger.valueOf(255).shiftLeft(8 * (lane + i))).or(BigInteger.valueOf(map[y][x + i]).shiftLeft(8 * (lane + i)));
          for (int line = y / 2; line <= (y + 1) / 2 && line < lines; line++) {
            int position = line * columns + x / 2;
            var laying = Laying.overlapped(block, y > 0 && line == y / 2, position % pixels, lane, count, x % 2, x > 0, x + count == width, beat);
            for (int which = 0; which < 2; which++) if (laying.keep(which).signum() != 0) memory[position / pixels + which] = laying.over(which, memory[position / pixels + which]);
          }
        }
      for (int p = 0; p < lines * columns; p++) {
        int most = 0, got = Values.slice(memory[p / pixels], 8 * (p % pixels), 8).intValueExact();
        for (int y = Math.max(0, 2 * (p / columns) - 1); y < Math.min(height, 2 * (p / columns) + 2); y++)
          for (int x = Math.max(0, 2 * (p % columns) - 1); x < Math.min(width, 2 * (p % columns) + 2); x++) most = Math.max(most, map[y][x]);
        if (got != most) return Optional.of("window " + p % columns + ", " + p / columns + " of " + width + " x " + height + ": expected " + most + ", got " + got);
      }
    }
    return Optional.empty();
  }
}
