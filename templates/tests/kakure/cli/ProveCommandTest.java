// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kakure.ExternalTool;
import org.junit.jupiter.api.Test;

class ProveCommandTest {
  @Test
  void aLineForEveryProof() {
    for (var tool : List.of("yosys", "yosys-smtbmc", "z3")) new ExternalTool(tool).require();
    Cli cli = Cli.run("prove", "skid", "clockgate");
    assertThat(cli.err()).isEmpty();
    assertThat(cli.out().lines().map(line -> line.replaceFirst(", [0-9.]+ s$", ""))).containsExactly("skid_buffer_1: proven, induction", "skid_buffer_3: proven, induction", "skid_buffer_1_half1: proven, induction", "skid_buffer_3_half1: proven, induction", "clock_gate: proven, induction");
    assertThat(cli.code()).isZero();
  }

  @Test
  void aBlockWithoutProofsSaysNothingAndAnUnknownOneIsRefused() {
    assertThat(Cli.run("prove", "signpe")).isEqualTo(new Cli(0, "", ""));
    assertThat(Cli.run("prove", "nothing").code()).isEqualTo(2);
  }
}
