// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A counter of four bits, far up in a row of more than a machine word, and its clock, plain and gated by the lowest bit. */
class TogglesTest {
  private static final String COUNTER = """
      module counter (input wire clk, input wire rst_n, input wire x, output wire [3:0] q, output reg [69:0] nets, output wire [1:0] clocks);
        reg [3:0] n;
        reg open;
        assign q = n;
        always @(posedge clk) if (!rst_n) n <= 4'd0; else n <= n + 4'd1;
        always @* if (!clk) open = n[0];
        assign clocks = {clk & open, clk};
        always @(posedge clk) nets = {n, 65'd0, x};
      endmodule
      """;
  private static final Toggles TOGGLES = new Toggles("nets", 70, "clocks", 2);

  private static Design counter(Path dir) {
    String ports = String.join(",", Fixtures.port("clk", "in", 1), Fixtures.port("rst_n", "in", 1), Fixtures.port("x", "in", 1), Fixtures.port("q", "out", 4));
    return Fixtures.design(dir, "counter", COUNTER, "\"clock\":\"clk\",\"reset\":\"rst_n\",\"ports\":[" + ports + "],\"streams\":[]").counting(TOGGLES);
  }

  /** What is seen first is no change; what is asked for again counts from where it was asked. */
  @Test
  void everyBitIsCountedFromResetAndFromTheLastQuestion(@TempDir Path dir) {
    var told = new ArrayList<ToggleCounts>();
    try (var sim = Fixtures.build().quick().build(counter(dir)).counting(told::add).open(SimOptions.seed(1))) {
      sim.run(Until.cycles(9));
      for (int round = 0; round < 2; round++) {
        var first = sim.toggles();
        assertThat(first.cycles()).isEqualTo(round == 0 ? 9 : 8);
        assertThat(first.settled()).hasSize(70);
        assertThat(List.of(first.settled()[66], first.settled()[67], first.settled()[68], first.settled()[69])).as("0 to 8, then to 0 again").containsExactly(8L, 4L, 2L, 1L);
        assertThat(first.settled()[0]).isEqualTo(round);
        assertThat(first.clocks()).as("the gate opens before odd numbers").containsExactly(round == 0 ? 17 : 16, 8);
        sim.poke("x", 1);
        sim.run(Until.cycles(8));
      }
      sim.reset(3);
      assertThat(sim.toggles()).usingRecursiveComparison().isEqualTo(ToggleCounts.none(TOGGLES));
      sim.run(Until.cycles(3));
      assertThat(told).isEmpty();
    }
    assertThat(told).hasSize(1);
    assertThat(told.get(0).cycles()).isEqualTo(3);
    assertThat(told.get(0).settled()[66]).isEqualTo(2);
  }

  @Test
  void countsAddUp(@TempDir Path dir) {
    var one = new ToggleCounts(3, new long[] {1, 2}, new long[] {5});
    assertThat(one.plus(one).settled()).containsExactly(2, 4);
    assertThat(one.plus(one).clocks()).containsExactly(10);
    assertThat(one.plus(one).cycles()).isEqualTo(6);
    assertThatThrownBy(() -> one.plus(ToggleCounts.none(TOGGLES))).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Toggles("n", 0, "", 0)).hasMessageContaining("0 nets");
    assertThatThrownBy(() -> new Toggles("n", 1, "", 2)).hasMessageContaining("does not go with");
    try (var sim = Fixtures.build().build(Fixtures.popcount()).open(SimOptions.seed(1))) {
      assertThatThrownBy(sim::toggles).isInstanceOf(IllegalStateException.class).hasMessageContaining("nothing is counted");
    }
  }

  /** A port of another width, or none of that name, is no design to count in. */
  @Test
  void portsThatTheVerilogDoesNotHaveAreRefused(@TempDir Path dir) {
    var plain = counter(dir);
    var build = Fixtures.build().quick();
    assertThatThrownBy(() -> build.build(plain.counting(new Toggles("nets", 71, "clocks", 2)))).isInstanceOf(DesignException.class).hasMessageContaining("71 bits");
    assertThatThrownBy(() -> build.build(plain.counting(new Toggles("nuts", 70, "clocks", 2)))).isInstanceOf(DesignException.class).hasMessageContaining("no such port");
  }
}
