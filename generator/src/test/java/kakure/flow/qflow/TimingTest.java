// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kakure.cosim.ToolException;
import org.junit.jupiter.api.Test;

class TimingTest {
  private static final String PORTS = """
      Number of paths analyzed:  2

      Path input pin a to DFFPOSX1_4/D delay 1751.5 ps
            0.2 ps  a:             ->  NAND2X1_1/B
      Path input pin en_i to DFFPOSX1_2/D delay -24.3605 ps
      """;

  @Test
  void theClockIsOfRegistersAndTheLongestPathOfAll() {
    var timing = Timing.of("Path DFFPOSX1_1/CLK to DFFPOSX1_4/D delay 1545.11 ps\nComputed maximum clock frequency (zero margin) = 647.203 MHz\n" + PORTS);
    assertThat(timing.mhz()).hasValue(647.203);
    assertThat(timing.longest()).hasValue(1751.5);
  }

  @Test
  void withoutRegistersThereIsNoClock() {
    assertThat(Timing.of(PORTS).mhz()).isEmpty();
    assertThat(Timing.of("Number of paths analyzed:  0\n").longest()).isEmpty();
  }

  @Test
  void anAnalysisOfNothingIsNone() {
    assertThatThrownBy(() -> Timing.of("Verilog netlist read:  Processed 0 lines.\n")).isInstanceOf(ToolException.class).hasMessageContaining("how many paths");
  }
}
