// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import kakure.ExternalTool;
import kakure.spec.BlockSpec;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code make new-block} lays out a block that compiles, is listed, and keeps the contract as it is. */
class NewBlockTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path temp;

  @TestFactory
  Stream<DynamicNode> aNewBlockKeepsTheContract() throws Exception {
    var bash = new ExternalTool("bash").require();
    copy("scripts", "templates");
    var list = Files.readString(temp.resolve("templates/blocks/Blocks.java"));
    var laid = bash.run(temp, List.of("scripts/new-block.sh", "stream/odd_counter"));
    assertThat(laid.text()).contains("templates/blocks/stream/oddcounter holds a small block that works");
    assertThat(laid.status()).isZero();
    assertThat(bash.run(temp, List.of("scripts/new-block.sh", "stream/odd_counter")).text()).contains("exists already");

    var listed = Files.readString(temp.resolve("templates/blocks/Blocks.java"));
    assertThat(listed.lines().filter(l -> !list.lines().toList().contains(l))).containsExactly("import blocks.stream.oddcounter.OddCounterSpec;", "        new OddCounterSpec(),");
    assertThat(listed.lines().filter(l -> l.contains("Spec()")).map(l -> l.replace(",", "")).toList()).isSorted();

    var classes = compile();
    var spec = (BlockSpec<?>) classes.loadClass("blocks.stream.oddcounter.OddCounterSpec").getDeclaredConstructor().newInstance();
    assertThat(spec.name()).isEqualTo("oddcounter");
    var page = Files.readString(temp.resolve("templates/blocks/stream/oddcounter/README.md"));
    return Stream.of(dynamicContainer(spec.name(), new Contract(temp, 2).tests(spec)),
        dynamicTest("README takes the table of ports", () -> assertThat(Sections.ports(page, spec.name(), spec.usual())).contains("`clk_i`")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "9x", "Upper", "a__b", "../x", "stream/../x", "while", "new/x", "a b", "_x", "x_", "stream/", "/x"})
  void namesThatCannotBeAreRefused(String name) throws Exception {
    var bash = new ExternalTool("bash").require();
    copy("scripts");
    Files.createDirectories(temp.resolve("templates/blocks"));
    Files.copy(ROOT.resolve("templates/blocks/Blocks.java"), temp.resolve("templates/blocks/Blocks.java"));
    var refused = bash.run(temp, List.of("scripts/new-block.sh", name));
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.text()).startsWith("new-block: ");
    assertThat(temp.resolve("templates/blocks").toFile().list()).containsExactly("Blocks.java");
  }

  private void copy(String... folders) throws Exception {
    for (var folder : folders) {
      try (var files = Files.walk(ROOT.resolve(folder))) {
        for (var from : files.toList()) {
          var to = temp.resolve(ROOT.relativize(from).toString());
          if (Files.isDirectory(from)) Files.createDirectories(to);
          else if (!from.startsWith(ROOT.resolve("templates/target"))) Files.copy(from, to);
        }
      }
    }
  }

  /** The new folder and the list, against the classes of this build. */
  private URLClassLoader compile() throws Exception {
    var out = Files.createDirectory(temp.resolve("classes"));
    var compiler = ToolProvider.getSystemJavaCompiler();
    var files = new ArrayList<Path>(List.of(temp.resolve("templates/blocks/Blocks.java")));
    try (var folder = Files.list(temp.resolve("templates/blocks/stream/oddcounter"))) {
      folder.filter(f -> f.toString().endsWith(".java")).forEach(files::add);
    }
    var said = new StringWriter();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      var options = List.of("-Xlint:all,-options,-processing,-serial,-path,-classfile", "-Werror", "-d", out.toString(), "-cp", System.getProperty("java.class.path"));
      var done = compiler.getTask(said, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files)).call();
      assertThat(done).as(said.toString()).isTrue();
    }
    return new URLClassLoader(new URL[] {out.toUri().toURL(), temp.resolve("templates").toUri().toURL()}, getClass().getClassLoader());
  }
}
