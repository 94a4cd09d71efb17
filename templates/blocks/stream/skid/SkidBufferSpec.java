// SPDX-License-Identifier: Apache-2.0
package blocks.stream.skid;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.Model;
import kakure.spec.Proof;
import kakure.spec.Stimulus;
import kakure.spec.StreamModel;

/** Checks of {@link SkidBuffer}: one bit, and words wider than a machine word, at both rates. */
public final class SkidBufferSpec implements BlockSpec<SkidBuffer> {
  @Override
  public String name() {
    return "skid";
  }

  @Override
  public String summary() {
    return "cuts every path between two streams, at a beat per cycle";
  }

  @Override
  public SkidBuffer usual() {
    return new SkidBuffer(32);
  }

  @Override
  public List<SkidBuffer> corners() {
    return List.of(new SkidBuffer(1), new SkidBuffer(7), new SkidBuffer(65), new SkidBuffer(1, true), new SkidBuffer(67, true));
  }

  @Override
  public SkidBuffer random(SplittableRandom rng) {
    return new SkidBuffer(rng.nextInt(1, 200), rng.nextInt(3) == 0);
  }

  @Override
  public Model golden(SkidBuffer block) {
    return (StreamModel) inputs -> Map.of("out", inputs.get("in"));
  }

  @Override
  public Stimulus stimulus(SkidBuffer block, long seed, int n) {
    return Stimulus.randomTransactions(block, seed, n);
  }

  @Override
  public List<Proof> proofs() {
    return List.of(
        proof(new SkidBuffer(1)),
        proof(new SkidBuffer(3)).refutes("if (in_ready_q) skid_q", "if (in_valid_i) skid_q").refutes("in_ready_q ? in_data_i : skid_q", "in_data_i")
            .refutes("advance | (in_ready_q & ~in_valid_i)", "advance"),
        proof(new SkidBuffer(1, true)),
        proof(new SkidBuffer(3, true)).refutes("if (in_ready_q) out_data_q", "if (in_valid_i) out_data_q").refutes("in_ready_q ? in_valid_i : out_ready_i", "in_ready_q | out_ready_i"));
  }

  private static Proof proof(SkidBuffer skid) {
    var proof = Proof.of(skid, new Proof.Induction(), "/blocks/stream/rules.formal.v", "/blocks/stream/beats.formal.v", "SkidBuffer.formal.v").define("WIDTH", skid.width());
    return skid.halfRate() ? proof.define("HALF", 1) : proof;
  }
}
