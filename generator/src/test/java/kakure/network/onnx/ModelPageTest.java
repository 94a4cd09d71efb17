// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kakure.Snapshot;
import org.junit.jupiter.api.Test;

/** The tables of docs/model.md are what the readers say of themselves; {@code -Dupdate.golden=true} rewrites them. */
class ModelPageTest {
  private static final Path PAGE = Path.of("../docs/model.md");

  @Test
  void saysWhatIsRead() throws IOException {
    String page = Files.readString(PAGE);
    String renewed = renew(renew(page, "operators", operators()), "folds", folds());
    if (Snapshot.updating()) Files.writeString(PAGE, renewed);
    assertThat(Files.readString(PAGE)).as("docs/model.md; scripts/update-golden.sh rewrites its tables").isEqualTo(renewed);
  }

  private static String operators() {
    StringBuilder out = new StringBuilder("| operator | forms and limits |\n| --- | --- |\n");
    for (OpReader reader : OpReaders.ALL) out.append("| ").append(String.join(", ", reader.operators())).append(" | ").append(reader.forms()).append(" |\n");
    return out.toString();
  }

  private static String folds() {
    StringBuilder out = new StringBuilder("| group | operators |\n| --- | --- |\n");
    for (Map.Entry<String, Set<String>> group : Folds.groups().entrySet()) out.append("| ").append(group.getKey()).append(" | ").append(group.getValue().stream().collect(Collectors.joining(", "))).append(" |\n");
    return out.toString();
  }

  private static String renew(String page, String section, String table) {
    String begin = "<!-- " + section + " -->\n";
    int from = page.indexOf(begin);
    int to = page.indexOf("<!-- /" + section + " -->");
    assertThat(from).as("section %s", section).isNotNegative();
    assertThat(to).as("end of section %s", section).isGreaterThan(from);
    return page.substring(0, from) + begin + table + page.substring(to);
  }
}
