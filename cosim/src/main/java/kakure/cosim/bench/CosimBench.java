// SPDX-License-Identifier: Apache-2.0
package kakure.cosim.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import kakure.cosim.CycleRun;
import kakure.cosim.Design;
import kakure.cosim.Simulator;
import kakure.cosim.SimulatorBuild;
import kakure.cosim.ToolException;

/**
 * What co-simulation costs: 64 and 4,096 lanes, random stimulus, all outputs compared in every cycle, by a pure C++ harness and by Java over the socket, with the same Verilated model, stimulus and
 * golden function. Both run in turns, several rounds; the best of each counts, so that a busy machine does not decide.
 */
public final class CosimBench {
  private static final int ROUNDS = 7;
  private static final double ROUND_SECONDS = 1.5;

  private CosimBench() {}

  /** Prints the figures to the standard output. */
  public static void main(String[] args) throws IOException {
    try (PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
      run(out);
    }
  }

  /** Prints the figures. @throws ToolException if a tool is missing or fails */
  public static void run(PrintStream out) throws IOException {
    for (int lanes : new int[] {64, 4096}) {
      Path dir = Files.createTempDirectory("kakure-bench");
      try {
        one(lanes, dir, out);
      } finally {
        for (String name : new String[] {"lanes.v", "lanes.cpp", "design.json"}) Files.deleteIfExists(dir.resolve(name));
        Files.deleteIfExists(dir);
      }
    }
  }

  private static void one(int lanes, Path dir, PrintStream out) throws IOException {
    Lanes work = new Lanes(lanes);
    Design design = work.write(dir);
    SimulatorBuild build = SimulatorBuild.standard();
    Simulator simulator = build.build(design);
    Path limit = build.program(design, dir.resolve("lanes.cpp"));
    CycleRun run = CycleRun.of(simulator, work, work);
    long cycles = 1000;
    for (double t = 0; t < ROUND_SECONDS / 4; cycles *= 2) t = pure(limit, cycles); // leaves about the length of a round
    cycles *= 2;
    double cpp = Double.MAX_VALUE;
    double java = Double.MAX_VALUE;
    run.run(cycles); // the virtual machine warms up
    for (int i = 0; i < ROUNDS; i++) {
      cpp = Math.min(cpp, pure(limit, cycles) / cycles);
      java = Math.min(java, run.run(cycles).seconds() / cycles);
    }
    out.println(String.format(Locale.ROOT, "%d lanes, %d cycles, best of %d rounds: pure C++ %.3f us per cycle, Java over the socket %.3f us per cycle", lanes, cycles, ROUNDS, cpp * 1e6, java * 1e6));
    out.println(String.format(Locale.ROOT, "figure cosim%d.share %.3f fraction", lanes, cpp / java));
  }

  /** Seconds that the C++ harness took. */
  private static double pure(Path program, long cycles) throws IOException {
    return Double.parseDouble(Programs.run(program, cycles));
  }
}
