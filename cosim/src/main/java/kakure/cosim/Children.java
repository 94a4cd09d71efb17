// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Every process and temporary directory of this module that is still there: a shutdown hook ends and removes them, so Ctrl-C leaves no orphan. */
final class Children {
  private static final Set<Process> PROCESSES = ConcurrentHashMap.newKeySet();
  private static final Set<Path> DIRECTORIES = ConcurrentHashMap.newKeySet();
  private static volatile boolean ending;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Children::endAll, "kakure-cosim-end"));
  }

  private Children() {}

  /** Whether the program ends now or within so many milliseconds: a Ctrl-C reaches tools first, some of which report it as a failure of their own. */
  static boolean endsWithin(long millis) {
    for (long end = System.nanoTime() + millis * 1_000_000; !ending && System.nanoTime() < end;) {
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return true;
      }
    }
    return ending;
  }

  /** Starts and registers a process. */
  static Process start(ProcessBuilder builder) throws IOException {
    if (ending) throw new IOException("the program is ending");
    Process p = builder.start();
    PROCESSES.add(p);
    if (ending) end(p);
    return p;
  }

  /** Ends a process and all it started, whatever state it is in, and forgets it. */
  static void end(Process p) {
    p.descendants().forEach(ProcessHandle::destroyForcibly);
    p.destroyForcibly();
    PROCESSES.remove(p);
  }

  /** Registers a directory that must not outlive the program. */
  static Path temporary(Path directory) {
    DIRECTORIES.add(directory);
    return directory;
  }

  /** Removes a directory with all it holds; what cannot be removed is left. */
  static void remove(Path directory) {
    DIRECTORIES.remove(directory);
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path p : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) Files.deleteIfExists(p);
    } catch (IOException | java.io.UncheckedIOException e) {
      // another process may clean up at the same time
      return;
    }
  }

  private static void endAll() {
    ending = true;
    PROCESSES.forEach(Children::end);
    DIRECTORIES.forEach(Children::remove);
  }
}
