// SPDX-License-Identifier: Apache-2.0
package kakure.sweep;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import kakure.cosim.Exec;
import kakure.cosim.ToolException;

/**
 * A cluster that Slurm keeps: points become tasks of job arrays, which write their results into the sweep's folder; it must be seen by all nodes under the same name.
 *
 * @param folder of the sweep, absolute
 * @param launcher the words that start Kakure, the same on all nodes
 * @param slots tasks at once
 */
public record Slurm(Path folder, List<String> launcher, int slots) {
  /** Tasks of one array: Slurm's own default for the largest index is 1,000. */
  private static final int ARRAY = 1000;
  private static final Duration ANSWER = Duration.ofMinutes(2);
  private static final int POLL_MILLIS = 1000;

  /**
   * Submits the points and waits until no task is left.
   *
   * @param points their numbers in the sheet
   * @param done counts results that are there
   * @param progress told of it while tasks wait or run
   * @throws ToolException where Slurm is missing or refuses
   */
  public void run(List<Integer> points, IntSupplier done, IntConsumer progress) {
    var jobs = new ArrayList<String>();
    var stop = new Thread(() -> jobs.forEach(this::cancel), "kakure-slurm-end");
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      for (int from = 0; from < points.size(); from += ARRAY) jobs.add(submit(from / ARRAY, points.subList(from, Math.min(points.size(), from + ARRAY))));
      for (String job : jobs) {
        while (isThere(job)) {
          progress.accept(done.getAsInt());
          Thread.sleep(POLL_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolException("interrupted", e);
    } catch (ToolException e) {
      jobs.forEach(this::cancel);
      throw e;
    } finally {
      forget(stop);
    }
  }

  /** The script of an array: a task's number is a line of the list of points, which may have gaps. */
  String script(int number, List<Integer> points) {
    var lines = new ArrayList<>(List.of("#!/bin/sh", "#SBATCH --job-name=kakure-sweep", "#SBATCH --array=0-" + (points.size() - 1) + "%" + slots));
    lines.add("point=$(sed -n \"$((SLURM_ARRAY_TASK_ID + 1))p\" " + ShellWords.quoted(folder.resolve("slurm").resolve("array" + number + ".list").toString()) + ")");
    lines.add("exec " + ShellWords.command(launcher) + " sweep --point \"$point\" -o " + ShellWords.quoted(folder.toString()));
    return String.join("\n", lines) + "\n";
  }

  private String submit(int number, List<Integer> points) {
    var script = folder.resolve("slurm").resolve("array" + number + ".sh");
    Staged.write(folder.resolve("slurm").resolve("array" + number + ".list"), String.join("\n", points.stream().map(String::valueOf).toList()) + "\n");
    Staged.write(script, script(number, points));
    String said = folder.resolve("slurm").toString().replace("%", "%%") + "/array" + number + "-%a.txt";
    Exec e = call("sbatch", "--parsable", "--output=" + said, script.toString());
    String id = e.output().lines().reduce((a, b) -> b).orElse("").replaceAll(";.*", "").strip();
    if (e.status() != 0 || !id.matches("\\d+")) throw new ToolException("sbatch refuses the job array: " + e.output().strip() + "\n  do:  see " + script);
    return id;
  }

  /** Whether tasks of the job wait or run; a job that ended long ago is not known any more, and squeue then fails. */
  private boolean isThere(String job) {
    Exec e = call("squeue", "--noheader", "--jobs=" + job, "--format=%t");
    if (e.status() != 0 && !e.output().contains("Invalid job id")) throw new ToolException("squeue fails: " + e.output().strip() + "\n  do:  scancel " + job + ", and start the sweep again: it goes on where it was");
    return e.status() == 0 && !e.output().isBlank();
  }

  private void cancel(String job) {
    try {
      new ProcessBuilder("scancel", job).inheritIO().start().waitFor();
    } catch (java.io.IOException e) {
      throw new ToolException("scancel " + job + " cannot be called: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // the machine ends already, so the hook has its say
    }
  }

  private static Exec call(String... words) {
    return Exec.run(null, System.getenv().getOrDefault("PATH", ""), ANSWER, List.of(words));
  }
}
