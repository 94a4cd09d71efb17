// SPDX-License-Identifier: Apache-2.0
package kakure.console;

import java.nio.file.Path;
import kakure.cosim.Cache;

/** Where the tool lies, and where it keeps what it makes on the way: below the user's own cache, as the checkout may be somebody else's, and apart for every checkout. */
public final class Home {
  private Home() {}

  /** @return the checkout the tool was started from, else the current folder */
  public static Path root() {
    return Path.of(System.getProperty("kakure.home", ".")).toAbsolutePath().normalize();
  }

  /** @return the folder for emitted designs under check, recordings and what shows a mismatch again */
  public static Path work() {
    return Cache.directory().resolve("work").resolve(String.format("%08x", root().toString().hashCode()));
  }
}
