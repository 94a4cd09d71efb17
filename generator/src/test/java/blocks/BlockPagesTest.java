// SPDX-License-Identifier: Apache-2.0
package blocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import kakure.kernel.Block;
import kakure.kernel.BlockSpec;
import kakure.kernel.Port;
import kakure.kernel.Type;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every block has a page whose table of ports is that of its default configuration. {@code -Dupdate.golden=true} writes the tables anew. */
class BlockPagesTest {
  private static final Path TEMPLATES = Path.of("").toAbsolutePath().getParent().resolve("templates");
  private static final String END = "<!-- end of ports -->";

  static Stream<BlockSpec> specs() {
    return Blocks.all().stream();
  }

  @ParameterizedTest
  @MethodSource("specs")
  void portsOfThePage(BlockSpec spec) throws Exception {
    var page = TEMPLATES.resolve(spec.getClass().getPackageName().replace('.', '/')).resolve("README.md");
    assertThat(page).exists();
    var text = Files.readString(page);
    var begin = "<!-- ports of " + spec.name() + ", compared by a test -->\n";
    assertThat(text).as("%s", page).contains(begin).contains(END);
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf(END, from);
    var table = table(spec.parse(Map.of()));
    if (Boolean.getBoolean("update.golden")) {
      Files.writeString(page, text.substring(0, from) + table + text.substring(to));
      return;
    }
    assertThat(text.substring(from, to)).as("%s: mvn test -Dtest=BlockPagesTest -Dupdate.golden=true writes it", page).isEqualTo(table);
    assertThat(text.lines().count()).as("lines of %s", page).isLessThan(80);
  }

  private static String table(Block block) {
    var table = new StringBuilder("| `" + block.moduleName() + "` | direction | bits | kind |\n| --- | --- | --- | --- |\n");
    for (var p : Port.of(block)) {
      var kind = switch (p.role()) {
        case CLOCK -> "clock";
        case RESET -> "reset, active low";
        case SIGNAL -> p.type().kind() == Type.Kind.CONTROL ? "control" : p.type().signed() ? "data, signed" : "data";
      };
      table.append("| `").append(p.name()).append("` | ").append(p.dir() == Port.Dir.IN ? "in" : "out").append(" | ").append(p.type().width()).append(" | ").append(kind).append(" |\n");
    }
    return table.toString();
  }
}
