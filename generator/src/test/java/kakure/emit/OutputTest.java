// SPDX-License-Identifier: Apache-2.0
package kakure.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kakure.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTest {
  private static final Map<String, String> FILES = Map.of("design.json", "{}\n", "top.v", "module top; endmodule\n");

  @TempDir Path temp;

  @Test
  void aDirectoryAppearsWithAllItsFilesAndParents() throws IOException {
    var dir = temp.resolve("a/b/design");
    Output.write(dir, FILES);
    assertThat(names(dir)).containsExactly("design.json", "top.v");
    assertThat(names(dir.getParent())).as("no stage is left").containsExactly("design");
    assertThat(Files.getPosixFilePermissions(dir)).isEqualTo(Files.getPosixFilePermissions(Files.createDirectory(temp.resolve("plain"))));
  }

  @Test
  void whatWasGeneratedIsReplacedAsAWhole() throws IOException {
    var dir = temp.resolve("design");
    Output.write(dir, Map.of("design.json", "{}", "old.v", ""));
    Output.write(dir, FILES);
    assertThat(names(dir)).containsExactly("design.json", "top.v");
    assertThat(names(temp)).containsExactly("design");
  }

  /** Of programs that begin at once, one writes; what it wrote stands still while the others read. */
  @Test
  void programsThatWriteTheSameTakeTurns() throws Exception {
    var programs = new ArrayList<Process>();
    for (int n = 0; n < 3; n++)
      programs.add(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"), Same.class.getName(), temp.toString()).inheritIO().start());
    for (var program : programs) assertThat(program.waitFor()).as("files that were not there").isZero();
    assertThat(names(temp.resolve("0"))).hasSize(32);
  }

  /** Writes folders that others write, too, and reads them at once: its exit code is the number of files that were not there. */
  static final class Same {
    private Same() {}

    public static void main(String[] folder) {
      var files = new LinkedHashMap<String, String>();
      files.put("design.json", "{}");
      for (int n = 1; n < 32; n++) files.put(n + ".v", "module m; endmodule\n".repeat(200));
      int missing = 0;
      for (int n = 0; n < 60; n++) {
        var dir = Path.of(folder[0], String.valueOf(n));
        Output.keep(dir, files);
        for (var name : files.keySet()) if (!Files.isReadable(dir.resolve(name))) missing++;
      }
      System.exit(Math.min(missing, 100));
    }
  }

  @Test
  void whatWasNotGeneratedIsLeftAlone() throws IOException {
    var dir = Files.createDirectory(temp.resolve("mine"));
    Output.write(dir, FILES);
    var other = Files.createDirectory(temp.resolve("notes"));
    Files.writeString(other.resolve("notes.txt"), "mine");
    assertThatThrownBy(() -> Output.write(other, FILES)).isInstanceOf(BadInput.class).hasMessageContaining("holds notes.txt but no design.json");
    assertThat(names(other)).containsExactly("notes.txt");
    assertThatThrownBy(() -> Output.write(other.resolve("notes.txt"), FILES)).isInstanceOf(BadInput.class).hasMessageContaining("is no directory");
    assertThatThrownBy(() -> Output.write(Path.of("/"), FILES)).isInstanceOf(BadInput.class);
  }

  @Test
  void aFailureHalfWayLeavesNothing() throws IOException {
    var files = new LinkedHashMap<String, String>();
    files.put("first.v", "");
    files.put("x".repeat(300) + ".v", "no file system takes this name");
    var dir = temp.resolve("design");
    assertThatThrownBy(() -> Output.write(dir, files)).isInstanceOf(BadInput.class).hasMessageContaining("cannot write " + dir + ": File name too long");
    assertThat(names(temp)).isEmpty();
    Output.write(dir, FILES);
    assertThatThrownBy(() -> Output.write(dir, files)).isInstanceOf(BadInput.class);
    assertThat(names(dir)).as("what was there").containsExactly("design.json", "top.v");
    assertThat(names(temp)).containsExactly("design");
  }

  @Test
  void aParentThatIsAFileIsNamed() throws IOException {
    Files.writeString(temp.resolve("file"), "");
    assertThatThrownBy(() -> Output.write(temp.resolve("file/design"), FILES)).isInstanceOf(BadInput.class).hasMessageContaining("cannot write").hasMessageContaining("choose another directory");
    assertThatThrownBy(() -> Output.write(temp.resolve("design"), Map.of("../escape.v", ""))).isInstanceOf(IllegalArgumentException.class);
    assertThat(names(temp)).containsExactly("file");
  }

  private static List<String> names(Path dir) throws IOException {
    try (var entries = Files.list(dir)) {
      return entries.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }
}
