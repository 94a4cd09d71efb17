// SPDX-License-Identifier: Apache-2.0
package blocks.cell.clockgate;

import java.util.List;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.FunctionModel;
import kakure.spec.Law;
import kakure.spec.Proof;

/** Checks of {@link ClockGate}: a pulse a cycle, passed or not; that none is cut is for the proof, as co-simulation looks once a cycle. */
public final class ClockGateSpec implements BlockSpec<ClockGate> {
  @Override
  public String name() {
    return "clockgate";
  }

  @Override
  public String summary() {
    return "clock gate with enable and test enable: whole pulses only; a library's cell replaces it by file list";
  }

  @Override
  public ClockGate usual() {
    return new ClockGate();
  }

  @Override
  public List<ClockGate> corners() {
    return List.of(new ClockGate());
  }

  @Override
  public ClockGate random(SplittableRandom rng) {
    return new ClockGate();
  }

  @Override
  public FunctionModel golden(ClockGate block) {
    return FunctionModel.combinational((in, out) -> out[0] = in[0] | in[1]);
  }

  @Override
  public List<Law> laws() {
    return List.of(Law.equal("scan passes every pulse, whatever the enable says", () -> List.of(1L, 1L), () -> List.of(pulse(0), pulse(1))));
  }

  private long pulse(long en) {
    var out = new long[1];
    golden(new ClockGate()).apply(new long[] {en, 1}, out);
    return out[0];
  }

  @Override
  public List<Proof> proofs() {
    return List.of(Proof.of(new ClockGate(), new Proof.Induction(), "ClockGate.formal.v")
        .refutes("if (!clk_i) open_q", "if (clk_i) open_q")
        .refutes("clk_i & open_q", "clk_i & (en_i | test_en_i)")
        .refutes("en_i | test_en_i", "en_i"));
  }
}
