// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @Test
  void versionGoesToTheOutput() {
    Cli cli = Cli.run("--version");
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).startsWith("kakure ").contains("Java");
    assertThat(cli.err()).isEmpty();
  }

  @Test
  void noCommandIsAUsageErrorThatShowsTheCommands() {
    Cli cli = Cli.run();
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).contains("doctor", "A command is missing.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"doctr", "doctor --jsn x", "doctor surplus", "doctor --json", "--frobnicate"})
  void wrongUsageIsOneMessageAndExit2(String line) {
    Cli cli = Cli.run(line.split(" "));
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).startsWith("kakure: ").contains("--help'.").doesNotContain("\tat ");
    assertThat(cli.err().lines().count()).isLessThanOrEqualTo(4);
  }

  @Test
  void aMistypedCommandIsGuessed() {
    assertThat(Cli.run("doctr").err()).contains("Did you mean: kakure doctor");
  }

  @Test
  void jsonIsWrittenWholeAndNothingElseIsLeft(@TempDir Path folder) throws Exception {
    Cli cli = Cli.run("doctor", "--json", folder.resolve("d.json").toString());
    assertThat(cli.code()).isIn(0, 3);
    assertThat(cli.err()).isEmpty();
    assertThat(Files.readString(folder.resolve("d.json"))).startsWith("{\n  \"ready\" : ").endsWith("}\n");
    assertThat(folder.toFile().list()).containsExactly("d.json");
  }

  @Test
  void jsonIntoAMissingFolderIsRefused(@TempDir Path folder) {
    Cli cli = Cli.run("doctor", "--json", folder.resolve("none/d.json").toString());
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("its directory does not exist");
  }
}
