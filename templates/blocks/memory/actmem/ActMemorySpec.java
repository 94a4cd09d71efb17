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
    return List.of(new ActMemory(1, 1, 1, 4), new ActMemory(6, 3, 2, 10), new ActMemory(3, 5, 3, 6), new ActMemory(5, 1, 1, 4), new ActMemory(4, 8, 2, 256), new ActMemory(4, 3, 2, 10, true), new ActMemory(1, 1, 1, 14, false, true), new ActMemory(6, 1, 2, 8, false, true));
  }

  @Override
  public ActMemory random(SplittableRandom rng) {
    int drain = rng.nextInt(1, 4);
    boolean either = rng.nextInt(3) == 0, flat = !either && rng.nextInt(3) == 0;
    return new ActMemory(drain * rng.nextInt(1, 5), flat ? 1 : rng.nextInt(1, 10), drain, 2 * rng.nextInt(2, 40), either, flat);
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
    int filled = pool.size() * (b.flat() ? 2 : 1), fill = filled * b.parts(); // without banks row by row
    var cycles = new ArrayList<List<BigInteger>>();
    boolean src = false, same = false;
    for (int i = 0; i < n; i++) {
      boolean filling = i < 2 * fill;
      src = filling ? i >= fill : rng.nextInt(40) == 0 ? !src : src;
      same ^= rng.nextInt(40) == 0;
      int part = filling ? i % b.parts() : rng.nextInt(b.parts());
      int row = i / b.parts() % filled;
      var written = Values.of(pool.get(filling ? row % pool.size() : rng.nextInt(pool.size())));
      var fetch = new BankReads<>(flag(rng), any(rng, reads), flag(rng), any(rng, reads));
      var oldEn = flag(rng);
      var oldPart = Values.of(rng.nextInt(b.parts()));
      var oldEven = any(rng, reads);
      var oldOdd = any(rng, reads);
      var writes = new BankWrites<>(
          Values.of(filling ? !b.flat() || row < pool.size() : rng.nextInt(3) == 0), Values.of(filling ? !b.flat() || row >= pool.size() : rng.nextInt(3) == 0), Values.of(part), written, filling ? written : any(rng, pool),
          Stimulus.bits(rng, b.partWidth()), Stimulus.bits(rng, b.partWidth()));
      cycles.add(Values.list(new ActMemory.In<>(
          Values.of(src), b.either() ? List.of(Values.of(!filling && same)) : List.of(), b.flat() ? single(fetch) : fetch, oldEn, oldPart, oldEven, oldOdd, b.flat() ? List.of(flag(rng)) : List.of(), b.flat() ? single(writes) : writes)));
    }
    return new Stimulus.Cycles(cycles);
  }

  /** Without banks one row is read, and one is written: the even one where both would be. */
  private static BankReads<BigInteger> single(BankReads<BigInteger> r) {
    return new BankReads<>(r.evenEn(), r.evenAddr(), r.oddEn().andNot(r.evenEn()), r.oddAddr());
  }

  private static BankWrites<BigInteger> single(BankWrites<BigInteger> w) {
    return new BankWrites<>(w.evenWe(), w.oddWe().andNot(w.evenWe()), w.part(), w.evenAddr(), w.oddAddr(), w.evenData(), w.oddData());
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
      model.step(Values.list(new ActMemory.In<>(off, List.of(), new BankReads<>(off, off, off, off), off, off, off, off, List.of(), new BankWrites<>(off, on, Values.of(part), off, on, off, Values.of(part == 0 ? 0x12 : 0x34)))));
    }
    return model.step(Values.list(new ActMemory.In<>(on, List.of(), new BankReads<>(off, off, on, on), off, off, off, off, List.of(), new BankWrites<>(off, off, off, off, off, off, off)))).get(1).intValueExact();
  }
}
