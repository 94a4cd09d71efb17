// SPDX-License-Identifier: Apache-2.0
package kakure.console;

import java.nio.file.Path;

/** Where the tool keeps what it makes on the way: in the checkout it was started from, so that a second run finds it from any folder. */
public final class Home {
  private Home() {}

  /** @return the checkout the tool was started from, else the current folder */
  public static Path root() {
    return Path.of(System.getProperty("kakure.home", ".")).toAbsolutePath().normalize();
  }

  /** @return the folder for emitted designs under check, recordings and what shows a mismatch again */
  public static Path work() {
    return root().resolve(".kakure");
  }
}
