// SPDX-License-Identifier: Apache-2.0
package kakure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts kept under {@code snapshots} in a module's test resources; {@code -Dupdate.golden=true} rewrites them, and the reviewer reads the difference. */
public final class Snapshot {
  /** Of the module whose tests run. */
  private static final Path ROOT = Path.of(Files.isDirectory(Path.of("tests")) ? "tests/resources/snapshots" : "src/test/resources/snapshots");

  private Snapshot() {}

  /** True where texts are to be rewritten instead of compared. */
  public static boolean updating() {
    return Boolean.getBoolean("update.golden");
  }

  /** The text equals the one kept under this name. */
  public static void check(String name, String text) throws IOException {
    var file = ROOT.resolve(name);
    if (updating()) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    assertThat(file).as("snapshot; -Dupdate.golden=true makes it").exists();
    var kept = Files.readString(file, StandardCharsets.UTF_8);
    if (!text.equals(kept)) fail(file + " differs; -Dupdate.golden=true rewrites it\n" + firstDifference(kept, text));
  }

  private static String firstDifference(String kept, String text) {
    var was = kept.lines().toList();
    var is = text.lines().toList();
    int i = 0;
    while (i < Math.min(was.size(), is.size()) && was.get(i).equals(is.get(i))) i++;
    return "line " + (i + 1) + "\n  kept: " + (i < was.size() ? was.get(i) : "(end)") + "\n  now:  " + (i < is.size() ? is.get(i) : "(end)");
  }
}
