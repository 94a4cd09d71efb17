// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "generate fifo --set depth=4 --set depth=5 -o OUT       | --set depth=4 and --set depth=5: give depth once",
      "check fifo --cycles 3 --cycles 4                       | option '--cycles' (N) should be specified only once",
      "plan MODEL --array 4x4x8 --array 4x4x16                | option '--array' (AxBxC) should be specified only once",
      "plan MODEL --group 4 --set group=8                     | parameter \"group\"",
      "plan MODEL --json MODEL                                | is the file that is given as MODEL, too",
      "check signpe --vectors MODEL --out MODEL               | --out MODEL: is the file that is given as --vectors, too",
      "check signpe --vectors MODEL --out X --json X          | is the file that is given as",
      "generate MODEL --json MODEL -o OUT                     | is the file that is given as MODEL"})
  void twoAnswersAreOneTooMany(String line, String message, @TempDir Path folder) throws Exception {
    Path model = Files.copy(Path.of("../examples/digits/digits.onnx"), folder.resolve("m.onnx"));
    byte[] before = Files.readAllBytes(model);
    Cli cli = Cli.run(Stream.of(line.split(" +")).map(word -> word.replaceAll("^MODEL$", model.toString()).replaceAll("^(OUT|X)$", folder.resolve("x").toString())).toArray(String[]::new));
    assertThat(cli.code()).as(cli.err()).isEqualTo(2);
    assertThat(cli.err()).startsWith("kakure: ").contains(message.replace("--out MODEL", "--out " + model));
    assertThat(model).hasBinaryContent(before);
    assertThat(folder.toFile().list()).containsExactly("m.onnx");
  }

  @Test
  void theSameAnswerTwiceIsOne(@TempDir Path folder) {
    assertThat(Cli.run("generate", "fifo", "--set", "depth=4", "--set", "depth=4", "-o", folder.resolve("x").toString()).code()).isZero();
  }
}
