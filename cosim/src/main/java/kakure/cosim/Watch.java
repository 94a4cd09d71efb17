// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.util.Locale;

/** The three time-outs of a session: start, progress, whole run. Each message says what was waited for. */
final class Watch {
  /** If we ourselves did not run for so long (a stopped terminal, a suspended laptop), silence proves nothing. */
  private static final long OWN_GAP = 2_000_000_000L;
  private final String top;
  private final SimOptions options;
  private final long started = System.nanoTime();
  private volatile long heard = started;
  private volatile long cycle;
  private long lastLook = started;

  Watch(String top, SimOptions options) {
    this.top = top;
    this.options = options;
  }

  void heard() {
    heard = System.nanoTime();
  }

  void cycle(long n) {
    cycle = n;
  }

  long lastCycle() {
    return cycle;
  }

  /** A message when a time-out has passed, else null; {@code what} is what is waited for, null for nothing. */
  String overdue(String what, boolean greeted) {
    long now = System.nanoTime();
    if (now - lastLook > OWN_GAP) heard = now;
    lastLook = now;
    long run = options.runTimeout().toNanos();
    if (run > 0 && now - started > run) return message("the whole run took longer than " + seconds(run), what);
    if (what == null) return null;
    long limit = (greeted ? options.progressTimeout() : options.startTimeout()).toNanos();
    return now - heard > limit ? message("no sign of life for " + seconds(limit), what) : null;
  }

  private String message(String problem, String what) {
    return "the simulator of " + top + ": " + problem + (what == null ? "" : " while waiting for " + what);
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
  }
}
