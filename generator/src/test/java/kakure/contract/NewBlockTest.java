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
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import kakure.ExternalTool;
import kakure.kernel.BlockSpec;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** {@code make new-block} lays out a block that compiles, is listed, and keeps the contract as it is. */
class NewBlockTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path temp;

  @TestFactory
  Stream<DynamicNode> aNewBlockKeepsTheContract() throws Exception {
    var bash = new ExternalTool("bash").require();
    copy("scripts", "templates");
    var list = Files.readString(temp.resolve("templates/blocks/Blocks.java"));
    var laid = bash.run(temp, List.of("scripts/new-block.sh", "odd_counter"));
    assertThat(laid.text()).contains("templates/blocks/oddcounter holds a small block that works");
    assertThat(laid.status()).isZero();
    assertThat(bash.run(temp, List.of("scripts/new-block.sh", "odd_counter")).text()).contains("exists already");
    assertThat(bash.run(temp, List.of("scripts/new-block.sh", "Odd")).status()).isEqualTo(2);

    var listed = Files.readString(temp.resolve("templates/blocks/Blocks.java"));
    assertThat(listed.lines().filter(l -> !list.lines().toList().contains(l))).containsExactly("import blocks.oddcounter.OddCounterSpec;", "        new OddCounterSpec(),");
    assertThat(listed.lines().filter(l -> l.contains("Spec()")).map(l -> l.replace(",", "")).toList()).isSorted();

    var classes = compile();
    var spec = (BlockSpec) classes.loadClass("blocks.oddcounter.OddCounterSpec").getDeclaredConstructor().newInstance();
    assertThat(spec.name()).isEqualTo("oddcounter");
    var page = Files.readString(temp.resolve("templates/blocks/oddcounter/README.md"));
    return Stream.of(dynamicContainer(spec.name(), new Contract(temp, 2).tests(spec)),
        dynamicTest("README takes the table of ports", () -> assertThat(PortTable.renew(page, spec.name(), spec.parse(Map.of()))).contains("`clk_i`")));
  }


  private void copy(String... folders) throws Exception {
    for (var folder : folders) {
      try (var files = Files.walk(ROOT.resolve(folder))) {
        for (var from : files.toList()) {
          var to = temp.resolve(ROOT.relativize(from).toString());
          if (Files.isDirectory(from)) Files.createDirectories(to);
          else Files.copy(from, to);
        }
      }
    }
  }

  /** The new folder and the list, against the classes of this build. */
  private URLClassLoader compile() throws Exception {
    var out = Files.createDirectory(temp.resolve("classes"));
    var compiler = ToolProvider.getSystemJavaCompiler();
    var files = new ArrayList<Path>(List.of(temp.resolve("templates/blocks/Blocks.java")));
    try (var folder = Files.list(temp.resolve("templates/blocks/oddcounter"))) {
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
