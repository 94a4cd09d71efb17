// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The folder beside the project with models and data of others, which are never committed; a test that needs it is skipped, with its name, where it is absent. */
public final class Shared {
  private Shared() {}

  /** The file or folder of that name, or the test ends as skipped. */
  public static Path path(String name) {
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.exists(root.resolve("LICENSE"))) root = root.getParent();
    if (root != null) {
      // a linked work tree stands one folder deeper than a clone
      for (Path base : new Path[] {root.getParent(), root.getParent().getParent()}) {
        if (base != null && Files.exists(base.resolve("shared").resolve(name))) return base.resolve("shared").resolve(name);
      }
    }
    return Assumptions.abort("../shared/" + name + " is not there");
  }
}
