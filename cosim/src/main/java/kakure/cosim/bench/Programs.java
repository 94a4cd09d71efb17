// SPDX-License-Identifier: Apache-2.0
package kakure.cosim.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kakure.cosim.Design;
import kakure.cosim.SimulatorBuild;
import kakure.cosim.ToolException;

/** What the benchmarks share: their C++ programs and Verilog of testbench/bench, and the median. */
public final class Programs {
  private Programs() {}

  /** A file of testbench/bench. */
  public static String resource(String name) {
    try (InputStream in = Programs.class.getResourceAsStream("/testbench/bench/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A program of testbench/bench around a design, from the cache of simulators or built. */
  public static Path built(Design design, String name) throws IOException {
    Path source = Files.createTempFile("kakure-", ".cpp");
    try {
      Files.writeString(source, resource(name));
      return SimulatorBuild.standard().program(design, source);
    } finally {
      Files.deleteIfExists(source);
    }
  }

  /** What a program says. @throws ToolException if it fails */
  public static String run(Path program, long... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    for (long a : arguments) command.add(Long.toString(a));
    Process p = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      String said = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (p.waitFor() != 0) throw new ToolException("the C++ harness failed: " + said);
      return said;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolException("interrupted while the C++ harness ran");
    } finally {
      p.destroyForcibly();
    }
  }

  public static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
}
