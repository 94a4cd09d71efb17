// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import kakure.ExternalTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportCommandTest {
  private static final Path TINY = Path.of("../generator/src/test/resources/eda/tiny.lib");

  @TempDir
  private Path folder;

  private Cli report(String to, String... more) {
    var words = new ArrayList<>(List.of("report", "adder", "--set", "inputs=2", "--set", "width=4", "--points", "300", "--liberty", TINY.toString(), "-o", folder.resolve(to).toString()));
    words.addAll(List.of(more));
    return Cli.run(words.toArray(String[]::new));
  }

  @Test
  void aPageAPictureATableAndKeys() throws Exception {
    new ExternalTool("verilator").require();
    new ExternalTool("yosys").require();
    Cli cli = report("new/a", "--json", folder.resolve("r.json").toString());
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).startsWith("adder_tree_2x4  area  cells  delay ps  energy fJ  iCE40 LUT  carry").containsPattern("energy: (\\d+) of \\1 pins annotated, 299 operations\n")
        .contains("Library tiny (tiny.lib), conditions usual, 2 V", "glitches are not seen", "seed 1").endsWith(folder.resolve("new/a/report.html") + "\n").doesNotContain("relative error");
    assertThat(Files.readString(folder.resolve("new/a/report.html"))).contains("<title>adder_tree_2x4</title>", "exact sum of any number of unsigned addends", "Library tiny");
    assertThat(ImageIO.read(folder.resolve("new/a/report.png").toFile()).getWidth()).isGreaterThan(1000);
    assertThat(Files.readString(folder.resolve("r.json"))).contains("\"library\" : \"tiny\"", "\"driver\" : \"BUF\"", "\"delayBy\" : \"ABC\"", "\"operations\" : 299");
    assertThat(report("b").code()).isZero();
    for (String file : new String[] {"report.html", "report.png"}) assertThat(folder.resolve("b").resolve(file)).as("the same bytes again").hasSameBinaryContentAs(folder.resolve("new/a").resolve(file));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "nothing                             | there is no block",
      "accumulator                         | accumulator has a state, so there is no operation",
      "adder --set width=99                | adder: width = 99",
      "adder --points 1                    | --points 1: must be 2 or more",
      "adder --liberty nowhere.lib         | nowhere.lib: there is no such file",
      "adder --liberty pom.xml             | pom.xml:1: \"(\" or \":\" is expected",
      "adder --json nowhere/x.json         | --json nowhere/x.json: ",
      "adder -o pom.xml/x                  | pom.xml is no folder"})
  void wrongInputIsRefused(String arguments, String message) {
    Cli cli = Cli.run(("report " + arguments).strip().split(" +"));
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).startsWith("kakure: ").contains(message).doesNotContain("\tat ");
  }
}
