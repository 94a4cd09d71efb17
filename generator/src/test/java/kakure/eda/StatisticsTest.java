// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import kakure.cosim.ToolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatisticsTest {
  private static final String CELLS = "{\"modules\": {\"other\": {\"cells\": {\"a\": {\"type\": \"SB_DFF\"}}}, \"top\": {\"ports\": {\"x\": {\"bits\": [2]}}, \"cells\": {"
      + "\"a\": {\"type\": \"SB_LUT4\", \"connections\": {\"I0\": [2]}}, \"scope\": {\"hide_name\": 0, \"type\": \"$scopeinfo\", \"parameters\": {\"TYPE\": \"module\"}}, \"b\": {\"type\": \"SB_LUT4\"}}}}}";

  /** Newer versions of yosys leave cells that say something of the source. */
  @Test
  void cellsThatAreNoHardwareAreNotCounted(@TempDir Path folder) throws Exception {
    var json = Files.writeString(folder.resolve("n.json"), CELLS);
    assertThat(Statistics.read(json, "top").cells()).isEqualTo(new TreeMap<>(Map.of("SB_LUT4", 2)));
    assertThat(Statistics.read(json, "top").count()).isEqualTo(2);
    assertThatThrownBy(() -> Statistics.read(json, "none")).isInstanceOf(ToolException.class).hasMessageContaining("has no module none");
  }
}
