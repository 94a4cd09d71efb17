// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import kakure.console.Terminal;
import kakure.cosim.Exec;
import kakure.sweep.Pool;
import picocli.CommandLine.Command;

/** {@code kakure bench-sweep}: what the slots of a sweep lose: points that sleep, as on other machines, one by one and eight at once. {@code scripts/bench-sweep.sh} calls it. */
@Command(name = "bench-sweep", hidden = true, header = "Points per second of eight slots over those of one, for points that sleep: a line \"figure NAME VALUE UNIT\".")
final class BenchSweepCommand implements Runnable {
  private static final int SLOTS = 8, EACH = 8;
  private static final String SECONDS = "0.5";

  @Override
  public void run() {
    double one = rate(1), eight = rate(SLOTS);
    Terminal.clear();
    System.out.printf(Locale.ROOT, "points that sleep %s s: %.2f a second in one slot, %.2f in %d%n", SECONDS, one, eight, SLOTS);
    System.out.printf(Locale.ROOT, "figure sweep.efficiency %.3f ratio%n", eight / one / SLOTS);
  }

  private static double rate(int slots) {
    var points = Collections.nCopies(slots * EACH, List.of("sleep", SECONDS));
    long began = System.nanoTime();
    Pool.run(slots, points, words -> Exec.run(null, System.getenv().getOrDefault("PATH", ""), Duration.ofMinutes(1), words), done -> Terminal.progress(slots + " slots: point " + done + " of " + points.size()));
    return points.size() / ((System.nanoTime() - began) / 1e9);
  }
}
