// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One register stage, good and spoiled in one place per rule: every rule's monitor catches its design, and none the good one. */
class StreamRulesTest {
  private static final SimulatorBuild BUILD = Fixtures.build();
  private static final String STAGE = """
      module stage (input clk_i, input rst_ni, input in_valid_i, output in_ready_o, input [7:0] in_data_i, input [6:0] in_tag_i,
                    output out_valid_o, input out_ready_i, output [7:0] out_data_o, output [6:0] out_tag_o);
        reg full_q; reg [7:0] data_q; reg [6:0] tag_q; reg [4:0] age_q;
        assign in_ready_o = !full_q || out_ready_i;
        assign out_valid_o = full_q;
        assign out_data_o = data_q;
        assign out_tag_o = tag_q;
        always @(posedge clk_i) begin
          age_q <= !rst_ni || in_ready_o ? 5'd0 : age_q + 5'd1;
          if (!rst_ni) full_q <= 1'b0; else if (in_ready_o) full_q <= in_valid_i;
          if (in_ready_o) begin data_q <= in_data_i; tag_q <= in_tag_i; end
        end
      endmodule
      """;
  private static final String REST = "\"clock\":\"clk_i\",\"reset\":\"rst_ni\",\"ports\":[" + String.join(",", Fixtures.port("clk_i", "in", 1), Fixtures.port("rst_ni", "in", 1),
      Fixtures.port("in_valid_i", "in", 1), Fixtures.port("in_ready_o", "out", 1), Fixtures.port("in_data_i", "in", 8), Fixtures.port("in_tag_i", "in", 7),
      Fixtures.port("out_valid_o", "out", 1), Fixtures.port("out_ready_i", "in", 1), Fixtures.port("out_data_o", "out", 8), Fixtures.port("out_tag_o", "out", 7))
      + "],\"streams\":[" + Fixtures.stream("in", "in", "in_valid_i", "in_ready_o", "in_data_i", "in_tag_i") + "," + Fixtures.stream("out", "out", "out_valid_o", "out_ready_i", "out_data_o", "out_tag_o") + "]";

  @TempDir
  Path dir;

  private static ByteBuffer bytes(int n) {
    ByteBuffer b = ByteBuffer.allocate(2 * n);
    for (int i = 0; i < n; i++) b.put((byte) (i * 37)).put((byte) (i * 11 & 0x7f));
    return b.flip();
  }

  private RunResult run(String verilog, SimOptions options) {
    try (Simulation sim = BUILD.build(Fixtures.design(dir, "stage", verilog, REST)).open(options)) {
      sim.send("in", bytes(5000));
      RunResult r = sim.run(Until.transferred("out", 5000).orIdle(200));
      assertThat(sim.receive("out", 5000)).isEqualTo(bytes(5000));
      return r;
    }
  }

  @Test
  void theGoodStageKeepsOrderUnderStallsAndTheSameSeedGivesTheSameCycles() {
    SimOptions stalls = SimOptions.seed(5).stalls(0.3, 0.4);
    RunResult first = run(STAGE, stalls);
    assertThat(first.reason()).isEqualTo(RunResult.Reason.ARRIVED);
    assertThat(first.cycles()).isBetween(8000L, 14_000L);
    assertThat(run(STAGE, stalls)).isEqualTo(first);
    assertThat(run(STAGE, SimOptions.seed(6).stalls(0.3, 0.4)).cycles()).isNotEqualTo(first.cycles());
    assertThat(run(STAGE, SimOptions.seed(5)).cycles()).isEqualTo(5001);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "2 | assign out_valid_o = full_q;        | assign out_valid_o = full_q && age_q != 5'd3;  | valid fell before the transfer",
    "3 | assign out_tag_o = tag_q;           | assign out_tag_o = tag_q ^ {2'd0, age_q};       | out_tag_o changed from 0x",
    "4 | assign out_valid_o = full_q;        | assign out_valid_o = full_q && out_ready_i;     | valid follows ready of out without an edge",
    "5 | full_q <= 1'b0; else                | full_q <= 1'b1; else                            | valid is 1 before the first rising edge after reset",
  })
  void eachRuleIsWatched(int rule, String good, String bad, String message) {
    assertThat(STAGE).contains(good);
    assertThatThrownBy(() -> run(STAGE.replace(good, bad), SimOptions.seed(5).stalls(0.3, 0.4))).isInstanceOfSatisfying(DesignFault.class, e -> {
      assertThat(e.rule()).isEqualTo(rule);
      assertThat(e).hasMessageStartingWith("stage: stream out breaks rule " + rule + " at cycle " + e.cycle()).hasMessageContaining(message).hasMessageEndingWith("; seed 5");
    });
  }

  @Test
  void aLostTransactionLeavesTheRunIdle() {
    String loses = STAGE.replace("full_q <= in_valid_i;", "full_q <= in_valid_i && in_data_i != 8'h25;");
    try (Simulation sim = BUILD.build(Fixtures.design(dir, "stage", loses, REST)).open(SimOptions.seed(1))) {
      sim.send("in", bytes(10));
      RunResult r = sim.run(Until.transferred("out", 10).orIdle(50));
      assertThat(r.reason()).isEqualTo(RunResult.Reason.IDLE);
      assertThat(sim.available("out")).isEqualTo(9);
      assertThatThrownBy(() -> sim.receive("out", 10)).isInstanceOf(IllegalStateException.class).hasMessage("stream out: 10 transactions asked for, 9 have arrived and no run is under way");
    }
  }
}
