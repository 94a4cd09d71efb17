// SPDX-License-Identifier: Apache-2.0
package kakure.mutants;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import kakure.cosim.ToolException;

/** Runs of a tool in a directory, each bounded in seconds of the processor: how busy the machine is decides nothing. */
final class Yosys {
  private static final int LIMIT_S = 300;
  /** For a run that waits and does not count seconds. */
  private static final int WALL = 20;

  private Yosys() {}

  /** Whether a run of yosys ended well and in time, which a proof may not; {@code NAME.log} in the directory has what it said. */
  static boolean tried(Path dir, String name, List<String> script, int seconds) {
    return run(dir, name, script, seconds) == 0;
  }

  /** @throws ToolException where yosys is missing or fails */
  static void done(Path dir, String name, List<String> script) {
    if (run(dir, name, script, LIMIT_S) == 0) return;
    throw new ToolException("yosys failed on " + name + "\n" + last(dir.resolve(name + ".log")));
  }

  private static int run(Path dir, String name, List<String> script, int seconds) {
    try {
      Files.write(dir.resolve(name + ".ys"), script, StandardCharsets.UTF_8);
      return exec(dir, name + ".log", seconds, List.of("yosys", "-q", "-s", name + ".ys"));
    } catch (IOException e) {
      throw new ToolException(dir + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** Exit status of a tool, 1 where it was ended because its time was over. */
  static int exec(Path dir, String log, int seconds, List<String> command) {
    Process process = null;
    try {
      var limited = new ArrayList<>(List.of("bash", "-c", "ulimit -t " + seconds + "; exec \"$@\"", "bash"));
      limited.addAll(command);
      process = new ProcessBuilder(limited).directory(dir.toFile()).redirectErrorStream(true).redirectOutput(dir.resolve(log).toFile()).start();
      process.getOutputStream().close();
      return process.waitFor((long) WALL * seconds, TimeUnit.SECONDS) ? process.exitValue() : 1;
    } catch (IOException e) {
      throw new ToolException(command.get(0) + " cannot be run: " + e.getMessage() + "; apt-get install yosys", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolException("interrupted while " + command.get(0) + " ran");
    } finally {
      if (process != null) process.destroyForcibly();
    }
  }

  private static String last(Path log) {
    try {
      var lines = Files.readAllLines(log, StandardCharsets.UTF_8);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 2), lines.size()));
    } catch (IOException e) {
      return "its log is lost: " + e.getMessage();
    }
  }
}
