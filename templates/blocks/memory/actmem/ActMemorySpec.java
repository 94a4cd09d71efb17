// SPDX-License-Identifier: Apache-2.0
package blocks.memory.actmem;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Stimulus;
import kakure.spec.Values;

/** Checks of {@link ActMemory}: the smallest, one part and several, rows beside powers of two; the memories change places again and again, so that what was written is fetched; of one, each may be both. */
public final class ActMemorySpec implements BlockSpec<ActMemory> {
  @Override
  public String name() {
    return "actmem";
  }

  @Override
  public String summary() {
    return "two activation memories that change places: rows in banks of even and odd, in parts that are written apart";
  }

  @Override
  public ActMemory usual() {
    return new ActMemory(4, 8, 2, 256);
  }

  @Override
  public List<ActMemory> corners() {
    return List.of(new ActMemory(1, 1, 1, 4), new ActMemory(6, 3, 2, 10), new ActMemory(3, 5, 3, 6), new ActMemory(5, 1, 1, 4), new ActMemory(4, 8, 2, 256), new ActMemory(4, 3, 2, 10, true));
  }

  @Override
  public ActMemory random(SplittableRandom rng) {
    int drain = rng.nextInt(1, 4);
    return new ActMemory(drain * rng.nextInt(1, 5), rng.nextInt(1, 10), drain, 2 * rng.nextInt(2, 40), rng.nextInt(3) == 0);
  }

  @Override
  public Model golden(ActMemory block) {
    return new ActMemoryModel(block);
  }

  /** The few addresses that are used are filled in both memories first; then reads, also beyond the end, and writes fall at random, and the memories change places every 40 cycles or so. */
  @Override
  public Stimulus stimulus(ActMemory b, long seed, int n) {
    var rng = new SplittableRandom(seed);
    int last = b.rows() / 2 - 1;
    var pool = List.of(0, last, rng.nextInt(last + 1));
    var reads = List.of(0, last, pool.get(2), (1 << b.bankBits()) - 1); // the last one is beyond the end where rows are no power of two
    int fill = pool.size() * b.parts();
    var cycles = new ArrayList<List<BigInteger>>();
    boolean src = false, same = false;
    for (int i = 0; i < n; i++) {
      boolean filling = i < 2 * fill;
      src = filling ? i >= fill : rng.nextInt(40) == 0 ? !src : src;
      same ^= rng.nextInt(40) == 0;
      int part = filling ? i % b.parts() : rng.nextInt(b.parts());
      var written = Values.of(pool.get(filling ? i / b.parts() % pool.size() : rng.nextInt(pool.size())));
      cycles.add(Values.list(new ActMemory.In<>(
          Values.of(src), b.either() ? List.of(Values.of(!filling && same)) : List.of(), new BankReads<>(flag(rng), any(rng, reads), flag(rng), any(rng, reads)), flag(rng), Values.of(rng.nextInt(b.parts())), any(rng, reads), any(rng, reads),
          new BankWrites<>(
              Values.of(filling || rng.nextInt(3) == 0), Values.of(filling || rng.nextInt(3) == 0), Values.of(part), written, filling ? written : any(rng, pool),
              Stimulus.bits(rng, b.partWidth()), Stimulus.bits(rng, b.partWidth())))));
    }
    return new Stimulus.Cycles(cycles);
  }

  private static BigInteger flag(SplittableRandom rng) {
    return Values.of(rng.nextInt(3) != 0);
  }

  private static BigInteger any(SplittableRandom rng, List<Integer> pool) {
    return Values.of(pool.get(rng.nextInt(pool.size())));
  }

  @Override
  public List<Law> laws() {
    return List.of(Law.equal("parts 12 and 34 written to row 3 of memory 1 are fetched as 3412 when it has become the source", () -> 0x3412, ActMemorySpec::changePlaces));
  }

  private static int changePlaces() {
    var block = new ActMemory(2, 1, 1, 4);
    var model = new ActMemoryModel(block);
    var off = BigInteger.ZERO;
    var on = BigInteger.ONE;
    for (int part = 0; part < 2; part++) {
      model.step(Values.list(new ActMemory.In<>(off, List.of(), new BankReads<>(off, off, off, off), off, off, off, off, new BankWrites<>(off, on, Values.of(part), off, on, off, Values.of(part == 0 ? 0x12 : 0x34)))));
    }
    return model.step(Values.list(new ActMemory.In<>(on, List.of(), new BankReads<>(off, off, on, on), off, off, off, off, new BankWrites<>(off, off, off, off, off, off, off)))).get(1).intValueExact();
  }
}
