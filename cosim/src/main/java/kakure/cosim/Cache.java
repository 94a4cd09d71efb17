// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.nio.file.Path;

/** Where what can be made again is kept, for each user apart. */
public final class Cache {
  private Cache() {}

  /** The folder, which need not be there yet: system property or environment KAKURE_CACHE, else $XDG_CACHE_HOME/kakure, else ~/.cache/kakure. */
  public static Path directory() {
    String dir = System.getProperty("KAKURE_CACHE", System.getenv("KAKURE_CACHE"));
    String xdg = System.getenv("XDG_CACHE_HOME");
    // Java takes a home from the list of users, where containers often have none.
    String home = System.getenv("HOME");
    if (dir != null && !dir.isEmpty()) return Path.of(dir).toAbsolutePath();
    if (xdg != null && !xdg.isEmpty()) return Path.of(xdg, "kakure").toAbsolutePath();
    return Path.of(home != null && !home.isEmpty() ? home : System.getProperty("user.home"), ".cache", "kakure").toAbsolutePath();
  }
}
