// SPDX-License-Identifier: Apache-2.0
package blocks.bus.axishare;

import blocks.bus.Axi4;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import kakure.spec.BlockSpec;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Proof;
import kakure.spec.Stimulus;
import kakure.spec.Values;

/** Checks of {@link AxiShare}: any of them asks at any time, beats and marks at any pace, stops. */
public final class AxiShareSpec implements BlockSpec<AxiShare> {
  @Override
  public String name() {
    return "axishare";
  }

  @Override
  public String summary() {
    return "read channels of one AXI4 manager, shared by turns, a burst at a time";
  }

  @Override
  public AxiShare usual() {
    return new AxiShare(5);
  }

  @Override
  public List<AxiShare> corners() {
    return List.of(new AxiShare(2), new AxiShare(5), new AxiShare(16));
  }

  @Override
  public AxiShare random(SplittableRandom rng) {
    return new AxiShare(rng.nextInt(2, 17));
  }

  @Override
  public Model golden(AxiShare block) {
    return new AxiShareModel(block);
  }

  /** Each side changes its pace every 40 cycles. */
  @Override
  public Stimulus stimulus(AxiShare b, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var cycles = new ArrayList<List<BigInteger>>();
    int[] pace = new int[5];
    for (int i = 0; i < n; i++) {
      if (i % 40 == 0) for (int c = 0; c < pace.length; c++) pace[c] = rng.nextInt(1, 5);
      var lanes = IntStream.range(0, b.lanes()).mapToObj(l -> new Axi4.Address<>(flag(rng, 2 * pace[0]), Stimulus.bits(rng, Axi4.ADDRESS_BITS), Stimulus.bits(rng, 8))).toList();
      cycles.add(Values.list(new AxiShare.In<>(flag(rng, 20), lanes, rng.nextBoolean() ? Values.ones(b.lanes()) : Stimulus.bits(rng, b.lanes()), flag(rng, pace[1]), flag(rng, pace[2]), flag(rng, pace[3]))));
    }
    return new Stimulus.Cycles(cycles);
  }

  private static BigInteger flag(SplittableRandom rng, int oneIn) {
    return Values.of(rng.nextInt(oneIn) == 0);
  }

  @Override
  public List<Proof> proofs() {
    return List.of(Proof.of(new AxiShare(5), new Proof.Reachability(), "AxiShare.formal.v")
        .refutes("later != 5'd0 ? later : asks", "asks").refutes("if (ar_q & ar_ready_i) r_q", "if (ar_ready_i) r_q").refutes("({64{first[3]}} & lane_3_addr_i)", "({64{first[3]}} & lane_2_addr_i)"));
  }

  @Override
  public List<Law> laws() {
    return List.of(Law.equal("all ask, bursts of a beat: by turns", () -> "0 1 2 0 1 2", AxiShareSpec::turns));
  }

  private static String turns() {
    var model = new AxiShareModel(new AxiShare(3));
    model.reset();
    var one = BigInteger.ONE;
    var text = new ArrayList<String>();
    for (int i = 0; text.size() < 6; i++) {
      var lanes = IntStream.range(0, 3).mapToObj(l -> new Axi4.Address<>(one, Values.of(l), BigInteger.ZERO)).toList();
      var out = model.step(Values.list(new AxiShare.In<>(BigInteger.ZERO, lanes, Values.ones(3), one, one, one)));
      if (out.get(2).signum() != 0) text.add(out.get(3).toString());
    }
    return String.join(" ", text);
  }
}
