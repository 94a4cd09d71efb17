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
    Path cache = dir != null && !dir.isEmpty() ? Path.of(dir)
      : xdg != null && !xdg.isEmpty() ? Path.of(xdg, "kakure") : Path.of(System.getProperty("user.home"), ".cache", "kakure");
    return cache.toAbsolutePath();
  }
}
