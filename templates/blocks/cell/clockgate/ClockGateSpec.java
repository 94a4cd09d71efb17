// SPDX-License-Identifier: Apache-2.0
package blocks.cell.clockgate;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import kakure.kernel.Block;
import kakure.spec.BlockSpec;
import kakure.spec.CycleModel;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Parameters;
import kakure.spec.Proof;
import kakure.spec.Stimulus;

/** Checks of {@link ClockGate}: a pulse a cycle, passed or not; that none is cut is for the proof, as co-simulation looks once a cycle. */
public final class ClockGateSpec implements BlockSpec {
  @Override
  public String name() {
    return "clockgate";
  }

  @Override
  public String summary() {
    return "clock gate with enable and test enable: whole pulses only; a library's cell replaces it by file list";
  }

  @Override
  public Block parse(Map<String, String> parameters) {
    Parameters.of(parameters);
    return new ClockGate();
  }

  @Override
  public List<Block> corners() {
    return List.of(new ClockGate());
  }

  @Override
  public Block random(SplittableRandom rng) {
    return new ClockGate();
  }

  @Override
  public Model golden(Block block) {
    return CycleModel.combinational(in -> List.of(in.get(0).or(in.get(1))));
  }

  @Override
  public Stimulus stimulus(Block block, long seed, int n) {
    return Stimulus.randomCycles(block, seed, n);
  }

  @Override
  public List<Law> laws() {
    return List.of(Law.equal("scan passes every pulse, whatever the enable says", () -> List.of("1", "1"), () -> List.of(pulse("0", "1"), pulse("1", "1"))));
  }

  private String pulse(String en, String testEn) {
    return ((CycleModel) golden(new ClockGate())).step(List.of(new java.math.BigInteger(en), new java.math.BigInteger(testEn))).get(0).toString();
  }

  @Override
  public List<Proof> proofs() {
    return List.of(Proof.of(new ClockGate(), new Proof.Induction(), "ClockGate.formal.v")
        .refutes("if (!clk_i) open_q", "if (clk_i) open_q")
        .refutes("clk_i & open_q", "clk_i & (en_i | test_en_i)")
        .refutes("en_i | test_en_i", "en_i"));
  }
}
