// SPDX-License-Identifier: Apache-2.0
package kakure.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The split of the colour example: the last tenth of each class, by name, over all archives. */
class ColourTest {
  private static final Path SPLIT = Path.of("").toAbsolutePath().resolveSibling("examples").resolve("colour/split.sh");

  @TempDir
  private Path temp;

  private int split(Path... archives) throws Exception {
    var words = new java.util.ArrayList<>(java.util.List.of(SPLIT.toString(), temp.resolve("out put").toString()));
    for (Path a : archives) words.add(a.toString());
    Process p = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(temp.resolve("said").toFile()).start();
    assertThat(p.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return p.exitValue();
  }

  private Path archive(String name, int from, int to) throws Exception {
    Path file = temp.resolve(name);
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String kind : new String[] {"cat", "dog"}) {
        for (int i = from; i < to; i++) {
          zip.putNextEntry(new ZipEntry(String.format("train/%s/%04d.jpg", kind, i)));
          zip.write(i);
        }
      }
    }
    return file;
  }

  @Test
  void theLastTenthOfEachClassIsTheTestHalf() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/unzip")), "needs unzip");
    Path first = archive("a.zip", 0, 15), second = archive("b.zip", 15, 25);
    assertThat(split(first, second)).isZero();
    Path out = temp.resolve("out put");
    assertThat(out.resolve("test/cat").toFile().list()).containsExactlyInAnyOrder("0023.jpg", "0024.jpg");
    assertThat(out.resolve("train/dog").toFile().list()).hasSize(23).doesNotContain("0023.jpg");
    assertThat(temp.resolve("said")).content().contains("46 training and 4 test images of 2 classes");
    assertThat(split(first)).as("it is there already").isEqualTo(2);
    assertThat(split()).isEqualTo(2);
  }
}
