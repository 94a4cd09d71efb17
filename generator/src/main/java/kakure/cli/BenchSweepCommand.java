// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import kakure.console.Terminal;
import kakure.cosim.Exec;
import kakure.emit.Output;
import kakure.sweep.Pool;
import kakure.sweep.Slurm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kakure bench-sweep}: what the slots of a sweep lose: points that sleep, as on other machines, one by one and eight at once, on this machine or in a Slurm cluster. {@code scripts/bench-sweep.sh} calls it. */
@Command(name = "bench-sweep", hidden = true, header = "Points per second of eight slots over those of one, for points that sleep: a line \"figure NAME VALUE UNIT\".")
final class BenchSweepCommand implements Runnable {
  private static final int SLOTS = 8, EACH = 8;
  private static final String SECONDS = "0.5";
  /** Slurm starts and ends a task in tenths of a second. */
  private static final int CLUSTER_EACH = 4;
  private static final String CLUSTER_SECONDS = "5";

  @Option(names = "--slurm", description = "In the cluster whose sbatch is on the path.")
  private boolean slurm;

  @Override
  public void run() {
    if (slurm) tell("sweep.cluster_efficiency", CLUSTER_SECONDS, BenchSweepCommand::inCluster);
    else tell("sweep.efficiency", SECONDS, BenchSweepCommand::here);
  }

  private static void tell(String name, String seconds, IntToDoubleFunction rate) {
    double one = rate.applyAsDouble(1), eight = rate.applyAsDouble(SLOTS);
    Terminal.clear();
    System.out.printf(Locale.ROOT, "points that sleep %s s: %.2f a second in one slot, %.2f in %d%n", seconds, one, eight, SLOTS);
    System.out.printf(Locale.ROOT, "figure %s %.3f ratio%n", name, eight / one / SLOTS);
  }

  private static double here(int slots) {
    var points = Collections.nCopies(slots * EACH, List.of("sleep", SECONDS));
    long began = System.nanoTime();
    Pool.run(slots, points, words -> Exec.run(null, System.getenv().getOrDefault("PATH", ""), Duration.ofMinutes(1), words), done -> Terminal.progress(slots + " slots: point " + done + " of " + points.size()));
    return points.size() / ((System.nanoTime() - began) / 1e9);
  }

  /** What would start Kakure for a point sleeps in its place. */
  private static double inCluster(int slots) {
    try {
      Path folder = Files.createTempDirectory("kakure-sweep-");
      try {
        var points = IntStream.range(0, slots * CLUSTER_EACH).boxed().toList();
        long began = System.nanoTime();
        new Slurm(folder, List.of("sh", "-c", "sleep " + CLUSTER_SECONDS, "point"), slots).run(points, () -> 0, done -> Terminal.progress(slots + " slots of the cluster: " + points.size() + " points"));
        return points.size() / ((System.nanoTime() - began) / 1e9);
      } finally {
        Output.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
