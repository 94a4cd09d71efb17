// SPDX-License-Identifier: Apache-2.0
package kakure;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A program that a test asks for its judgement. Where it is missing the test is skipped by name; with {@code CI=true} it fails. */
public record ExternalTool(String name) {
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  /** What a run printed, and its exit status. */
  public record Result(int status, String text) {}

  /** Skips the test, or fails it in CI, where the program is not on the path. */
  public ExternalTool require() {
    if (name.contains("/")) throw new IllegalArgumentException(name + " is a path, and a test that looks for it among the installed programs would be skipped: run it by bash");
    for (var dir : System.getenv().getOrDefault("PATH", "").split(":")) if (!dir.isEmpty() && Files.isExecutable(Path.of(dir, name))) return this;
    if ("true".equals(System.getenv("CI"))) fail(name + " is not installed, and CI skips nothing");
    Assumptions.abort(name + " is not installed");
    return this;
  }

  /** Runs it to its end, standard output and error together. */
  public Result run(Path dir, List<String> arguments) throws IOException, InterruptedException {
    return run(dir, TIMEOUT, arguments);
  }

  /** As {@link #run(Path, List)}, for what may take longer than ten minutes. */
  public Result run(Path dir, Duration limit, List<String> arguments) throws IOException, InterruptedException {
    require();
    var command = new ArrayList<>(List.of(name));
    command.addAll(arguments);
    var log = Files.createTempFile("kakure-" + name, ".log");
    try {
      var process = new ProcessBuilder(command).directory(dir.toFile()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
      process.getOutputStream().close();
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly); // a solver outlives the program that asks it
        process.destroyForcibly().waitFor();
        fail(name + " did not end within " + limit.toMinutes() + " minutes: " + String.join(" ", command));
      }
      return new Result(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
    } finally {
      Files.deleteIfExists(log);
    }
  }
}
