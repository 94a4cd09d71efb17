// SPDX-License-Identifier: Apache-2.0
package kakure.flow.ice40;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kakure.cosim.ToolException;
import org.junit.jupiter.api.Test;

class ReportsTest {
  private static final String REPORT = "{\"critical_paths\": [], \"fmax\": {\"a$glb_clk\": {\"achieved\": 143.25, \"constraint\": 12}, \"b\": {\"achieved\": 33.5, \"constraint\": 12}},"
      + " \"utilization\": {\"ICESTORM_LC\": {\"available\": 5280, \"used\": 14}}}";

  @Test
  void theSlowestClockCounts() {
    assertThat(Reports.mhz(REPORT)).hasValue(33.5);
    assertThat(Reports.mhz("{\"fmax\": {}}")).isEmpty();
    assertThatThrownBy(() -> Reports.mhz("ERROR")).isInstanceOf(ToolException.class).hasMessageContaining("no JSON");
  }

  @Test
  void cellsAreCounted() {
    assertThat(Reports.used(REPORT, "ICESTORM_LC")).isEqualTo(14);
    assertThatThrownBy(() -> Reports.used(REPORT, "ICESTORM_RAM")).isInstanceOf(ToolException.class).hasMessageContaining("ICESTORM_RAM");
    assertThat(Reports.packed("Info: Device utilisation:\nInfo: \t         ICESTORM_LC:  7771/ 7680   101%\n")).isEqualTo(7771);
    assertThatThrownBy(() -> Reports.packed("")).isInstanceOf(ToolException.class);
  }

  @Test
  void icetimesEstimateIsTheSecondOpinion() {
    assertThat(Reports.icetime("// Creating timing netlist..\n// Timing estimate: 10.69 ns (93.51 MHz)\n")).hasValue(93.51);
    assertThat(Reports.icetime("Total number of logic levels: 20\nTotal path delay: 28.26 ns (35.39 MHz)\n")).hasValue(35.39);
    assertThat(Reports.icetime("")).isEmpty();
  }
}
