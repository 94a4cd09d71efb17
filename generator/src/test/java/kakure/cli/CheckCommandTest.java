// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import kakure.ExternalTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckCommandTest {
  @TempDir
  private Path folder;

  @Test
  void equalIsSaidWithItsFigures() throws Exception {
    new ExternalTool("verilator").require();
    Cli cli = Cli.run("check", "signpe", "--set", "actBits=3", "--cycles", "500", "--seed", "7", "--json", folder.resolve("c.json").toString());
    assertThat(cli.err()).isEmpty();
    assertThat(cli.out()).isEqualTo("sign_pe_3: 500 cycles, 500 values compared, all equal, seed 7\n");
    assertThat(cli.code()).isZero();
    assertThat(Files.readString(folder.resolve("c.json"))).isEqualTo("""
        {
          "block" : "signpe",
          "parameters" : {
            "actBits" : "3"
          },
          "cycles" : 500,
          "compared" : 500,
          "mismatches" : 0,
          "seed" : 7
        }
        """);
  }

  @Test
  void changedVerilogIsAMismatchThatIsShown() throws Exception {
    new ExternalTool("verilator").require();
    Path rtl = folder.resolve("rtl");
    Cli.run("generate", "accumulator", "-o", rtl.toString());
    Path file = rtl.resolve("accumulator_12to24.v");
    Files.writeString(file, Files.readString(file).replace("+ addend", "- addend"));
    Cli cli = Cli.run("check", "accumulator", "--rtl", rtl.toString(), "--json", folder.resolve("c.json").toString());
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.out()).contains("NOT EQUAL");
    assertThat(cli.err()).contains("port acc_o: expected", "replay: ").doesNotContain("\tat ");
    assertThat(Files.readString(folder.resolve("c.json"))).contains("\"mismatches\" : 1");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "nothing                       | there is no block",
      "signpe --set actBits=65       | actBits = 65",
      "signpe --cycles 0             | --cycles 0",
      "signpe --cycles 2000000000    | --cycles 2000000000",
      "signpe --cycles many          | --cycles",
      "signpe --rtl nowhere          | nowhere"})
  void wrongInputIsRefused(String arguments, String message) {
    Cli cli = Cli.run(("check " + arguments).strip().split(" +"));
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).startsWith("kakure: ").contains(message).doesNotContain("\tat ");
  }
}
