// SPDX-License-Identifier: Apache-2.0
package blocks.engine.fetch;

import blocks.engine.Sweep;
import blocks.memory.actmem.Rows;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import kakure.spec.Stimulus;
import kakure.spec.Values;

/**
 * Layers one after the other, as {@link ActFetch} may be asked for them: a setup when nothing is under way, steps once it is ready, tile after tile, group after group.
 * Rows, taps and data are random in every cycle; {@link ActFetchSide} says when the unit is ready.
 */
final class ActFetchStimulus {
  private final ActFetch block;
  private final SplittableRandom rng;
  private int pitch = 1;
  private int tiles;
  private int entries;
  private int groups;
  private int step;

  ActFetchStimulus(ActFetch block, long seed) {
    this.block = block;
    this.rng = new SplittableRandom(seed);
  }

  Stimulus cycles(int n) {
    var side = new ActFetchSide(block);
    var cycles = new ArrayList<List<BigInteger>>();
    for (int i = 0; i < n; i++) {
      boolean en = rng.nextInt(5) != 0;
      boolean done = step == groups * tiles * entries;
      boolean setup = done && side.empty();
      if (setup) layer();
      boolean valid = !setup && !done && side.ready() && rng.nextInt(6) != 0;
      var inputs = Values.list(inputs(en, setup, valid));
      side.step(inputs);
      cycles.add(inputs);
      if (en && valid) step++;
    }
    return new Stimulus.Cycles(cycles);
  }

  private void layer() {
    pitch = rng.nextInt(8) == 0 ? rng.nextInt(1, 1 << block.coord()) : rng.nextInt(1, Math.min(1 << block.coord(), 3 * block.pixels() + 3));
    boolean tall = rng.nextInt(6) == 0;   // up to 1,000 lines, the fields' own bound
    if (tall) pitch = rng.nextInt(1, 4);
    tiles = rng.nextInt(1, tall ? 900 * pitch / block.pixels() + 2 : 9);
    tiles = Math.max(1, Math.min(tiles, limit() * pitch / block.pixels()));   // the last line that a tile touches is counted
    entries = tall ? 1 : rng.nextInt(1, 5);
    groups = tall ? 1 : rng.nextInt(1, 4);
    step = 0;
  }

  private ActFetch.In<BigInteger> inputs(boolean en, boolean setup, boolean valid) {
    boolean lastStep = valid ? step % entries == entries - 1 : rng.nextBoolean();
    boolean lastTile = valid ? step / entries % tiles == tiles - 1 : rng.nextBoolean();
    int lines = tiles * block.pixels() / pitch + 1;
    var dy = delta(lines);
    return new ActFetch.In<>(
        Values.of(en), Values.of(setup), new Sweep<>(Values.of(pitch), Values.of(block.pixels() % pitch), Values.of(block.pixels() / pitch)), Values.of(valid), Values.of(lastStep), Values.of(lastTile),
        Stimulus.bits(rng, block.rowBits()),
        new ActFetch.TapFields<>(Stimulus.bits(rng, block.rowBits()), Values.of(rng.nextInt(block.pixels())), dy, delta(pitch), height(lines, dy), limit(pitch)),
        new Rows<>(Stimulus.bits(rng, block.rowData()), Stimulus.bits(rng, block.rowData())));
  }

  /** Mostly within the map's size, where limits are met; sometimes anything that the field holds. */
  private BigInteger delta(int size) {
    int reach = rng.nextInt(4) == 0 ? 64 : Math.min(64, size);
    return Values.wrap(rng.nextInt(-reach, reach), ActFetch.DELTA);
  }

  /** One time in three the line that is shown, or the one below it, so that the limit is met wherever the tile lies. */
  private BigInteger height(int lines, BigInteger dy) {
    if (tiles == 0 || rng.nextInt(3) != 0) return limit(lines);
    int line = step / entries % tiles * block.pixels() / pitch + Values.signed(dy, ActFetch.DELTA).intValueExact() + rng.nextInt(3) - 1;
    return Values.of(Math.max(0, Math.min(limit(), line)));
  }

  private BigInteger limit(int size) {
    return rng.nextInt(4) == 0 ? Stimulus.bits(rng, block.coord()) : Values.of(rng.nextInt(Math.min(limit(), size) + 1));
  }

  private int limit() {
    return (1 << block.coord()) - 1;
  }
}
