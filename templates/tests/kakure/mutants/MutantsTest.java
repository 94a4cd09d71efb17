// SPDX-License-Identifier: Apache-2.0
package kakure.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import kakure.ExternalTool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The checks of the blocks and the engine find the faults that are put into them; a netlist of cells runs the shipped network, and elements are priced. */
@Tag("slow")
class MutantsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Duration LIMIT = Duration.ofHours(3);

  @Test
  void theChecksFindTheirFaults() throws Exception {
    for (var tool : List.of("yosys", "verilator")) new ExternalTool(tool).require();
    var result = new ExternalTool("bash").run(ROOT, LIMIT, List.of("scripts/mutants.sh"));
    System.out.println(result.text());
    assertThat(result.status()).as(result.text()).isZero();
    assertThat(result.text()).contains("figure mutants.killed ");
  }

  @Test
  void aNetlistRunsTheShippedNetwork() throws Exception {
    for (var tool : List.of("yosys", "verilator")) new ExternalTool(tool).require();
    var result = new ExternalTool("bash").run(ROOT, LIMIT, List.of("scripts/netlist.sh", "2x2x4", "1"));
    if (result.status() == 3 && result.text().contains("a Liberty file is missing")) new ExternalTool("qflow-tech-osu018's Liberty file").require();
    assertThat(result.status()).as(result.text()).isZero();
    assertThat(result.text()).contains("every layer equal to the golden model");
  }

  @Test
  void elementsArePriced() throws Exception {
    new ExternalTool("yosys").require();
    var result = new ExternalTool("bash").run(ROOT, LIMIT, List.of("scripts/bench-area.sh"));
    assertThat(result.status()).as(result.text()).isZero();
    if (result.text().contains("skipped, no cell library is there")) new ExternalTool("qflow-tech-osu018's Liberty file").require();
    assertThat(result.text()).containsPattern("figure free.area_ratio 0\\.[12]\\d\\d ratio").containsPattern("figure oneof4.area_ratio 0\\.0\\d\\d ratio").containsPattern("figure oneof4.area_over_free 1\\.\\d\\d ratio").containsPattern("figure asic.element_share 0\\.[34]\\d\\d ratio");
  }
}
