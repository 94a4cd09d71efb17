// SPDX-License-Identifier: Apache-2.0
package blocks.bus.guard;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Proof;
import kakure.spec.Stimulus;
import kakure.spec.Values;

/** Checks of {@link StreamGuard}: transactions of one word, and of numbers beside powers of two; right packets of short lengths, with wrong ones among them. */
public final class StreamGuardSpec implements BlockSpec<StreamGuard> {
  @Override
  public String name() {
    return "guard";
  }

  @Override
  public String summary() {
    return "lets right packets of bus words through and names what is wrong with the first that is not";
  }

  @Override
  public StreamGuard usual() {
    return new StreamGuard(3);
  }

  @Override
  public List<StreamGuard> corners() {
    return List.of(new StreamGuard(1), new StreamGuard(3), new StreamGuard(2), new StreamGuard(256));
  }

  @Override
  public StreamGuard random(SplittableRandom rng) {
    return new StreamGuard(rng.nextInt(1, 257));
  }

  @Override
  public Model golden(StreamGuard block) {
    return new StreamGuardModel(block);
  }

  /** Packets of one to three transactions, whose lengths are mostly said; a mark comes early, or not, once in a while. */
  @Override
  public Stimulus stimulus(StreamGuard b, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var cycles = new ArrayList<List<BigInteger>>();
    int length = 1, at = 0, pace = 1;
    for (int i = 0; i < n; i++) {
      if (i % 60 == 0) pace = rng.nextInt(1, 5);
      boolean valid = rng.nextInt(pace) == 0, ready = rng.nextInt(3) != 0;
      boolean last = at == length * b.words() - 1;
      if (rng.nextInt(40) == 0) last = !last;
      cycles.add(Values.list(new StreamGuard.In<>(Values.of(valid), Values.of(last), Values.of(length), Values.of(rng.nextInt(50) != 0), Values.of(rng.nextInt(50) == 0), Values.of(ready))));
      if (valid && ready) at = last ? 0 : at + 1;
      if (at == 0) length = rng.nextInt(4);
    }
    return new Stimulus.Cycles(cycles);
  }

  @Override
  public List<Proof> proofs() {
    return List.of(Proof.of(new StreamGuard(3), new Proof.Induction(), "StreamGuard.formal.v").define("WORDS", 3)
        .refutes("~drop_i & ~wrong", "~drop_i").refutes("ready_i | drop_i | wrong", "ready_i & ~wrong").refutes("due | ~counted", "~counted").refutes("whole & due & counted", "due & counted")
        .refutes("if (took) count_q", "if (pass) count_q"));
  }

  @Override
  public List<Law> laws() {
    return List.of(Law.equal("two transactions of three words, the mark too early, too late, in its place", () -> "2 3 0", () -> fault(4) + " " + fault(6) + " " + fault(5)));
  }

  /** What is wrong with six words of a packet of two transactions whose mark comes with word {@code at}. */
  private static int fault(int at) {
    var model = new StreamGuardModel(new StreamGuard(3));
    model.reset();
    var one = BigInteger.ONE;
    int fault = 0;
    for (int i = 0; i < 6 && fault == 0; i++) {
      var in = Values.list(new StreamGuard.In<>(one, Values.of(i == at), Values.of(2), one, BigInteger.ZERO, BigInteger.ZERO));
      fault = model.step(in).get(2).intValueExact();
      in.set(5, one);
      model.step(in);
    }
    return fault;
  }
}
