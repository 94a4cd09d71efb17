// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "Verilator 5.006 2023-01-22 rev (Debian 5.006-3) | 5.006",
      "g++ (Debian 12.2.0-14+deb12u1) 12.2.0           | 12.2.0",
      "g++-13 (Ubuntu 13.2.0-23ubuntu4) 13.2.0         | 13.2.0",
      "Yosys 0.23 (git sha1 7ce5011c24b)               | 0.23",
      "Icarus Verilog version 11.0 (stable) ()         | 11.0",
      "Z3 version 4.8.12 - 64 bit                      | 4.8.12",
      "openjdk 21-ea                                   | 21",
      "nextpnr-ice40 -- Place and Route (Version 0.4-1+b1) | 0.4",
      "hello                                           | ?"})
  void versionsAreFoundInWhatToolsPrint(String printed, String version) {
    assertThat(Tool.versionIn(printed)).isEqualTo(version);
  }

  @Test
  void colourAndTheJavaMachinesOwnLineAreNotTheVersion() {
    assertThat(Tool.versionIn("Picked up JAVA_TOOL_OPTIONS: -Xmx1g 9\n\u001B[1mApache Maven 3.8.7\u001B[m\n")).isEqualTo("3.8.7");
  }

  @Test
  void versionsCompareNumberByNumber() {
    assertThat(Tool.compare("5.020", "5.006")).isPositive();
    assertThat(Tool.compare("4.038", "5.006")).isNegative();
    assertThat(Tool.compare("17.0.15", "17")).isPositive();
    assertThat(Tool.compare("0.9", "0.23")).isNegative();
    assertThat(Tool.compare("11.0", "11")).isZero();
  }

  @Test
  void aMissingToolIsNull() {
    assertThat(new Tool("no-such-tool-here", List.of("--version"), "", Tool.Need.NEEDED, "none", "nothing").installed()).isNull();
  }

  @Test
  void aToolWithoutAVersionIsThere() {
    assertThat(new Tool("true", List.of(), "1", Tool.Need.NEEDED, "none", "nothing").installed()).isEqualTo("?");
  }
}
