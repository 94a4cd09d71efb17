// SPDX-License-Identifier: Apache-2.0
package blocks.bus.wishbone;

import blocks.bus.Response;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.Model;
import kakure.spec.Proof;
import kakure.spec.Stimulus;
import kakure.spec.Values;

/** Checks of {@link Wishbone}: strobes that follow at once or later, that are withdrawn, and that come without a cycle. */
public final class WishboneSpec implements BlockSpec<Wishbone> {
  @Override
  public String name() {
    return "wishbone";
  }

  @Override
  public String summary() {
    return "Wishbone B4 slave, classic cycles: each strobe is answered in the next cycle, by err where there is no such register";
  }

  @Override
  public Wishbone usual() {
    return new Wishbone();
  }

  @Override
  public List<Wishbone> corners() {
    return List.of(new Wishbone());
  }

  @Override
  public Wishbone random(SplittableRandom rng) {
    return new Wishbone();
  }

  @Override
  public Model golden(Wishbone block) {
    return new WishboneModel(block);
  }

  @Override
  public Stimulus stimulus(Wishbone b, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var cycles = new ArrayList<List<BigInteger>>();
    int busy = 1;
    for (int i = 0; i < n; i++) {
      if (i % 40 == 0) busy = rng.nextInt(1, 10);
      cycles.add(Values.list(new Wishbone.In<>(
          new Wishbone.Asked<>(Values.of(rng.nextInt(10) < busy), Values.of(rng.nextInt(10) < busy), Values.of(rng.nextInt(2)), Stimulus.bits(rng, 10), Stimulus.bits(rng, 32), Stimulus.bits(rng, 4)),
          new Response<>(Stimulus.bits(rng, 32), Values.of(rng.nextInt(3) == 0)))));
    }
    return new Stimulus.Cycles(cycles);
  }

  @Override
  public List<Proof> proofs() {
    return List.of(Proof.of(new Wishbone(), new Proof.Induction(), "Wishbone.formal.v")
        .refutes("strobe & ~asked_q", "strobe").refutes("asked_q & ~error_q", "asked_q").refutes("wb_err_o = strobe & ", "wb_err_o = wb_cyc_i & ").refutes("asked_q <= ask", "asked_q <= ask & ~error_q")
        .refutes("if (ask) error_q", "if (~ask) error_q").refutes("if (ask) data_q", "if (~ask) data_q").refutes("wb_ack_o = strobe & asked_q", "wb_ack_o = strobe"));
  }
}
