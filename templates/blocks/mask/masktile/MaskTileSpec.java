// SPDX-License-Identifier: Apache-2.0
package blocks.mask.masktile;

import blocks.mask.LayerHead;
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
 * Checks of {@link MaskTile}: a half of one entry, halves beside powers of two; groups of one entry released one after the other, reads and entries in all proportions,
 * stalls, entries to be dropped, and, last, a group that is too long.
 */
public final class MaskTileSpec implements BlockSpec<MaskTile> {
  @Override
  public String name() {
    return "masktile";
  }

  @Override
  public String summary() {
    return "double buffer of expanded masks: one group of output channels is filled while another is read";
  }

  @Override
  public MaskTile usual() {
    return new MaskTile(36);
  }

  @Override
  public List<MaskTile> corners() {
    return List.of(new MaskTile(1), new MaskTile(3), new MaskTile(2), new MaskTile(37));
  }

  @Override
  public MaskTile random(SplittableRandom rng) {
    return new MaskTile(rng.nextInt(1, 70));
  }

  @Override
  public Model golden(MaskTile block) {
    return new MaskTileModel(block);
  }

  @Override
  public Optional<Side> side(MaskTile block) {
    return Optional.of(new MaskTileSide(block));
  }

  /** Both sides change their pace every 50 cycles or so; only a full half is read and released. */
  @Override
  public Stimulus stimulus(MaskTile tile, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var side = new MaskTileSide(tile);
    var cycles = new ArrayList<List<BigInteger>>();
    int writes = 1, reads = 1, last = 2;
    for (int i = 0; i < n; i++) {
      if (i % 50 == 0) {
        writes = rng.nextInt(1, 5);
        reads = rng.nextInt(1, 5);
        last = rng.nextInt(1, tile.depth() + 2);
      }
      boolean en = rng.nextInt(4) != 0;
      boolean end = rng.nextInt(last) == 0 || side.entries() == tile.depth() - 1 && i <= n - n / 8;
      boolean read = side.full() && rng.nextInt(reads) == 0;
      var inputs = Values.list(new MaskTile.In<>(
          Values.of(rng.nextInt(writes) == 0), Values.of(end), Values.of(rng.nextBoolean()),
          new LayerHead<>(Stimulus.bits(rng, 16), Stimulus.bits(rng, 16), Stimulus.bits(rng, 16), Stimulus.bits(rng, 4)),
          Values.of(rng.nextInt(20) == 0), Values.of(en), Values.of(read), Values.of(rng.nextInt(tile.depth())), Values.of(read && rng.nextInt(last) == 0)));
      side.step(inputs);
      cycles.add(inputs);
    }
    return new Stimulus.Cycles(cycles);
  }

  @Override
  public List<Law> laws() {
    return List.of(new Law("groups are read in the order they were written, each once, even if each is one entry and released at once", MaskTileSpec::order));
  }

  /** Numbered groups of one entry: a number in the header comes back when its group is released. */
  private static Optional<String> order() {
    var model = new MaskTileModel(new MaskTile(5));
    var rng = new SplittableRandom(1);
    var off = BigInteger.ZERO;
    var on = BigInteger.ONE;
    int given = 0, seen = 0;
    BigInteger head = null;
    for (int i = 0; i < 300; i++) {
      boolean taken = model.writes(true, false);
      boolean full = model.full();
      boolean en = rng.nextInt(3) != 0;
      var out = model.step(Values.list(new MaskTile.In<>(on, on, off, new LayerHead<>(Values.of(given), off, off, off), off, Values.of(en), Values.of(full), off, Values.of(full))));
      if (taken) given++;
      if (full && en && !Values.of(seen++).equals(head)) return Optional.of("group " + (seen - 1) + " was released with the header of " + head);
      head = out.get(3);
    }
    return seen > 50 ? Optional.empty() : Optional.of("only " + seen + " groups were read");
  }
}
