// SPDX-License-Identifier: Apache-2.0
package kakure.console;

import java.util.Locale;

/** How much longer work of a known size will take, at the rate that it had so far. */
public final class Countdown {
  /** Before that a rate says little. */
  private static final double SETTLED = 2;
  private final long began = System.nanoTime();

  /** The end of a line of progress: {@code ", 3 min left"}, or nothing while it cannot be known. @param done pieces of work since this was made, of {@code total} */
  public String left(long done, long total) {
    return left(done, total, (System.nanoTime() - began) / 1e9);
  }

  static String left(long done, long total, double seconds) {
    if (done <= 0 || done >= total || seconds < SETTLED) return "";
    double left = seconds / done * (total - done);
    long minutes = Math.round(left / 60);
    if (left < 90) return String.format(Locale.ROOT, ", %.0f s left", Math.max(1, left));
    return minutes < 90 ? ", " + minutes + " min left" : String.format(Locale.ROOT, ", %d h %02d min left", minutes / 60, minutes % 60);
  }
}
