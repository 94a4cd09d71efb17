// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the README says of the tool is what the tool says. {@code -Dupdate.golden=true} writes the table of blocks anew. */
class ReadmeTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final String BEGIN = "compared by a test -->\n";
  private static final String END = "<!-- end of blocks -->";

  @Test
  void theTableOfBlocksIsTheOneThatIsPrinted() throws Exception {
    String readme = Files.readString(ROOT.resolve("README.md"));
    int begin = readme.indexOf(BEGIN) + BEGIN.length();
    int end = readme.indexOf(END);
    String printed = Cli.run("blocks", "--markdown").out();
    if (Boolean.getBoolean("update.golden")) {
      Files.writeString(ROOT.resolve("README.md"), readme.substring(0, begin) + printed + readme.substring(end));
      return;
    }
    assertThat(readme.substring(begin, end)).as("scripts/kakure blocks --markdown").isEqualTo(printed);
  }

  @Test
  void everyPageItPointsToIsThere() throws Exception {
    var links = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(Files.readString(ROOT.resolve("README.md")));
    assertThat(links.results().map(link -> link.group(1)).filter(link -> !Files.exists(ROOT.resolve(link)))).isEmpty();
  }

  @Test
  void rowsHaveAsManyCellsAsTheHeadOfTheirTable() throws Exception {
    int head = 0;
    for (String line : Files.readAllLines(ROOT.resolve("README.md"))) {
      int cells = line.startsWith("|") ? line.split("(?<!\\\\)\\|", -1).length : 0;
      if (head > 0 && cells > 0) assertThat(cells).as(line).isEqualTo(head);
      head = cells;
    }
  }

  @Test
  void everyCommandIsNamed() throws Exception {
    String readme = Files.readString(ROOT.resolve("README.md"));
    var commands = Main.line(new Main()).getSubcommands().values().stream().map(CommandLine::getCommandSpec).filter(spec -> !spec.usageMessage().hidden());
    assertThat(commands).allSatisfy(spec -> assertThat(readme).contains("| `" + spec.name()));
  }
}
