// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarFile;
import kakure.ExternalTool;
import kakure.Version;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release: the same bytes twice, and a tool that works away from the checkout. */
@Tag("slow")
class DistTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final String NAME = "kakure-" + Version.NUMBER;

  @TempDir
  private Path folder;

  private static String bash(Path in, String... words) throws Exception {
    var result = new ExternalTool("bash").run(in, LIMIT, List.of(words));
    assertThat(result.status()).as(result.text()).isZero();
    return result.text();
  }

  @Test
  void aReleaseIsTheSameTwiceAndStandsAlone() throws Exception {
    for (var tool : List.of("jar", "verilator")) new ExternalTool(tool).require();
    for (var to : List.of("one", "two")) bash(ROOT, "scripts/dist.sh", folder.resolve(to).toString());
    assertThat(Files.mismatch(folder.resolve("one").resolve(NAME + ".tar.gz"), folder.resolve("two").resolve(NAME + ".tar.gz"))).isEqualTo(-1);
    Path home = folder.resolve("one").resolve(NAME);
    assertThat(home.toFile().list()).containsExactlyInAnyOrder("kakure", "kakure.jar", "kakure.bash", "LICENSE");
    assertThat(bash(folder, home.resolve("kakure").toString(), "blocks")).contains("cimtile", "--array");
    assertThat(bash(folder, home.resolve("kakure").toString(), "check", "signpe", "--cycles", "500")).contains("all equal");
    assertThat(bash(folder, "-c", "source " + home.resolve("kakure.bash") + " && complete -p kakure")).contains("_complete_kakure");
    try (var jar = new JarFile(home.resolve("kakure.jar").toFile())) {
      var names = jar.stream().map(e -> e.getName()).filter(n -> !List.of("META-INF/", "META-INF/MANIFEST.MF").contains(n)).toList();
      assertThat(names).as("a folder's own order is no order").contains("META-INF/LICENSE", "META-INF/services/kakure.target.Library", "testbench/sim_main.cpp").isSorted();
      assertThat(jar.stream().map(e -> e.getTimeLocal()).distinct()).hasSize(1);
    }
  }
}
