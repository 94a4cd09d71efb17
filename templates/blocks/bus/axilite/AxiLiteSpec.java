// SPDX-License-Identifier: Apache-2.0
package blocks.bus.axilite;

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

/** Checks of {@link AxiLite}: channels that come and are taken in any order and at any pace, and errors of the registers. */
public final class AxiLiteSpec implements BlockSpec<AxiLite> {
  @Override
  public String name() {
    return "axilite";
  }

  @Override
  public String summary() {
    return "AXI4-Lite subordinate: each access is answered, with SLVERR where there is no such register";
  }

  @Override
  public AxiLite usual() {
    return new AxiLite();
  }

  @Override
  public List<AxiLite> corners() {
    return List.of(new AxiLite());
  }

  @Override
  public AxiLite random(SplittableRandom rng) {
    return new AxiLite();
  }

  @Override
  public Model golden(AxiLite block) {
    return new AxiLiteModel(block);
  }

  /** Each channel changes its pace every 40 cycles; what is not valid carries noise. */
  @Override
  public Stimulus stimulus(AxiLite b, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var cycles = new ArrayList<List<BigInteger>>();
    int[] pace = new int[5];
    for (int i = 0; i < n; i++) {
      if (i % 40 == 0) for (int c = 0; c < pace.length; c++) pace[c] = rng.nextInt(1, 5);
      cycles.add(Values.list(new AxiLite.In<>(
          new AxiLite.Address<>(flag(rng, pace[0]), Stimulus.bits(rng, 12)), new AxiLite.Write<>(flag(rng, pace[1]), Stimulus.bits(rng, 32), Stimulus.bits(rng, 4)), flag(rng, pace[2]),
          new AxiLite.Address<>(flag(rng, pace[3]), Stimulus.bits(rng, 12)), flag(rng, pace[4]), new Response<>(Stimulus.bits(rng, 32), flag(rng, 3)))));
    }
    return new Stimulus.Cycles(cycles);
  }

  private static BigInteger flag(SplittableRandom rng, int oneIn) {
    return Values.of(rng.nextInt(oneIn) == 0);
  }

  @Override
  public List<Proof> proofs() {
    return List.of(Proof.of(new AxiLite(), new Proof.Induction(), "AxiLite.formal.v")
        .refutes("b_valid_q ? ~b_ready_i : write", "write").refutes("if (read) r_data_q", "if (ar_full_q) r_data_q").refutes("if (write) b_error_q", "if (aw_full_q) b_error_q")
        .refutes("w_full_q & ~b_valid_q", "w_full_q").refutes("aw_full_q & w_full_q & ", "aw_full_q & ").refutes("~r_valid_q & ~write", "~write").refutes("r_resp_o = {r_error_q, 1'b0}", "r_resp_o = 2'b00")
        .refutes("~r_valid_q & ~write", "~r_valid_q"));
  }
}
