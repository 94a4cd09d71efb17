// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import kakure.kernel.BlockSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code make new-block} in a copy of what it touches. */
class NewBlockTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  @TempDir
  private Path folder;

  @BeforeEach
  void copy() throws IOException {
    for (String name : List.of("scripts/new-block.sh", "scripts/new-block/Block.java", "scripts/new-block/Block.v.ftl", "scripts/new-block/BlockSpec.java",
        "scripts/new-block/README.md", "templates/blocks/Blocks.java")) {
      Files.createDirectories(folder.resolve(name).getParent());
      Files.copy(ROOT.resolve(name), folder.resolve(name));
    }
  }

  private int run(String name) throws Exception {
    Process process = new ProcessBuilder("bash", folder.resolve("scripts/new-block.sh").toString(), name).redirectErrorStream(true)
        .redirectOutput(folder.resolve("said").toFile()).start();
    assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Test
  void theNewBlockIsListedCompilesAndKeepsItsLaws() throws Exception {
    assertThat(run("my_new_block")).isZero();
    List<String> list = Files.readAllLines(folder.resolve("templates/blocks/Blocks.java")).stream().map(String::strip).toList();
    assertThat(list).contains("import blocks.mynewblock.MyNewBlockSpec;");
    List<String> entries = list.stream().filter(line -> line.startsWith("new ")).map(line -> line.replace(",", "")).toList();
    assertThat(entries).contains("new MyNewBlockSpec()").isSorted();

    Path block = folder.resolve("templates/blocks/mynewblock");
    assertThat(block.toFile().list()).containsExactlyInAnyOrder("MyNewBlock.java", "MyNewBlock.v.ftl", "MyNewBlockSpec.java", "README.md");
    Path classes = Files.createDirectory(folder.resolve("classes"));
    int compiled = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), "-Xlint:all", "-Werror", "-cp", System.getProperty("java.class.path"),
        block.resolve("MyNewBlock.java").toString(), block.resolve("MyNewBlockSpec.java").toString());
    assertThat(compiled).isZero();
    try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      var spec = (BlockSpec) loader.loadClass("blocks.mynewblock.MyNewBlockSpec").getDeclaredConstructor().newInstance();
      assertThat(spec.name()).isEqualTo("mynewblock");
      assertThat(spec.parse(Map.of("width", "5")).moduleName()).isEqualTo("my_new_block_5");
      assertThat(spec.laws()).isNotEmpty().allSatisfy(law -> assertThat(law.counterexample().get()).isEmpty());
    }
  }

  @Test
  void aBlockThatIsThereIsLeftAlone() throws Exception {
    assertThat(run("one")).isZero();
    String list = Files.readString(folder.resolve("templates/blocks/Blocks.java"));
    assertThat(run("one")).isEqualTo(2);
    assertThat(Files.readString(folder.resolve("said"))).contains("exists already");
    assertThat(folder.resolve("templates/blocks/Blocks.java")).hasContent(list);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "9x", "Upper", "a__b", "../x", "while", "a b", "_x", "x_"})
  void namesThatCannotBeAreRefused(String name) throws Exception {
    assertThat(run(name)).isEqualTo(2);
    assertThat(Files.readString(folder.resolve("said"))).startsWith("new-block: ");
    assertThat(folder.resolve("templates/blocks").toFile().list()).containsExactly("Blocks.java");
  }
}
