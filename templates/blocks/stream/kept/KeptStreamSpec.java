// SPDX-License-Identifier: Apache-2.0
package blocks.stream.kept;

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

/** Checks of {@link KeptStream}: one beat, depths beside powers of two; all of it kept, less, nothing, and more than there is room for, one after the other; both sides fast and slow in turn. */
public final class KeptStreamSpec implements BlockSpec<KeptStream> {
  @Override
  public String name() {
    return "kept";
  }

  @Override
  public String summary() {
    return "controller of a memory that gives a stream again and again, which is sent once";
  }

  @Override
  public KeptStream usual() {
    return new KeptStream(1024);
  }

  @Override
  public List<KeptStream> corners() {
    return List.of(new KeptStream(1), new KeptStream(5), new KeptStream(2), new KeptStream(8), new KeptStream(37));
  }

  @Override
  public KeptStream random(SplittableRandom rng) {
    return new KeptStream(rng.nextInt(1, 100));
  }

  @Override
  public Model golden(KeptStream block) {
    return new KeptStreamModel(block);
  }

  /** All is forgotten every so often, and something else is kept then; both sides change their pace every 50 cycles or so. */
  @Override
  public Stimulus stimulus(KeptStream block, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var cycles = new ArrayList<List<BigInteger>>();
    int comes = 1, taken = 1;
    for (int i = 0; i < n; i++) {
      if (i % 50 == 0) {
        comes = rng.nextInt(1, 4);
        taken = rng.nextInt(1, 4);
      }
      cycles.add(Values.list(new KeptStream.In<>(
          Values.of(rng.nextInt(8) == 0), Values.of(words(block, rng)), Values.of(rng.nextInt(5 * block.depth() + 30) == 0), Values.of(rng.nextInt(comes) == 0), Values.of(rng.nextInt(taken) == 0))));
    }
    return new Stimulus.Cycles(cycles);
  }

  private static long words(KeptStream block, SplittableRandom rng) {
    return switch (rng.nextInt(8)) {
      case 0, 1 -> 0;
      case 2 -> block.depth();
      case 3 -> block.depth() + 1;
      case 4 -> block.depth() + (1L << rng.nextInt(1, KeptStream.WORDS_BITS - 1));
      default -> rng.nextInt(1, block.depth() + 1);
    };
  }

  @Override
  public List<Law> laws() {
    return List.of(
        Law.equal("three of a memory of four are kept: places of what is written, then of what is read", () -> "0 1 2 | 0 1 2 0 1 2 0 1 2", () -> places(3)),
        Law.equal("none are: every place in turn, and again when it was read", () -> "0 1 2 3 0 1 2 3 0 1 | 0 1 2 3 0 1 2 3 0", () -> places(0)),
        Law.equal("of more than there is room for none are", () -> "0 1 2 3 0 1 2 3 0 1 | 0 1 2 3 0 1 2 3 0", () -> places(5)));
  }

  /** Ten cycles behind the edge at which {@code words} are set: a beat comes and is taken in each. */
  private static String places(int words) {
    var model = new KeptStreamModel(new KeptStream(4));
    model.reset();
    var written = new ArrayList<String>();
    var read = new ArrayList<String>();
    for (int i = 0; i < 10; i++) {
      var out = model.step(Values.list(new KeptStream.In<>(Values.of(i == 0), Values.of(words), Values.of(0), Values.of(1), Values.of(1))));
      if (Values.on(out.get(3))) written.add(out.get(4).toString());
      if (Values.on(out.get(5))) read.add(out.get(6).toString());
    }
    return String.join(" ", written) + " | " + String.join(" ", read);
  }

  @Override
  public List<Proof> proofs() {
    return List.of(
        proof(1), proof(2),
        proof(3).refutes("filled_q <= (filled_q | (write & write_end & keeps_q))", "filled_q <= (filled_q | (write & write_end))").refutes("(~out_valid_q | out_ready_i) & ~discard_i", "~discard_i")
            .refutes("& room & ~filled_q &", "& room &").refutes("read_end = read_q == last_q", "read_end = read_q == 2'd2"),
        proof(4).refutes("known_q & (left_q != 3'd4)", "known_q").refutes("(filled_q | (left_q != 3'd0))", "(known_q)").refutes("else if (write != read) left_q", "else if (write | read) left_q"));
  }

  private static Proof proof(int depth) {
    var kept = new KeptStream(depth);
    return Proof.of(kept, new Proof.Reachability(), "/blocks/stream/rules.formal.v", "KeptStream.formal.v").define("DEPTH", depth).define("ADDR_BITS", kept.addrBits());
  }
}
