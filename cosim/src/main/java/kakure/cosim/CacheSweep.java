// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Keeps the cache bounded: the 2,000 simulators used last, and no stage that is older than a day (left by a program that was killed). */
final class CacheSweep {
  private static final int KEPT = 2_000;
  private static final Duration STALE = Duration.ofDays(1);

  /** A directory and when it was last used. */
  private record Entry(Path path, Instant used) {}

  private CacheSweep() {}

  static void sweep(Path sims) {
    List<Entry> entries = new ArrayList<>();
    try (Stream<Path> all = Files.list(sims)) {
      for (Path p : (Iterable<Path>) all::iterator) {
        Instant used = Files.getLastModifiedTime(p).toInstant();
        if (!p.getFileName().toString().startsWith("tmp-")) entries.add(new Entry(p, used));
        else if (used.isBefore(Instant.now().minus(STALE))) Children.remove(p);
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      return; // another program sweeps at the same time
    }
    entries.sort(Comparator.comparing(Entry::used));
    for (int i = 0; i < entries.size() - KEPT; i++) Children.remove(entries.get(i).path());
  }
}
