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
 * golden function. Both run in turns; the median of the pairs' ratios counts.
 */
public final class CosimBench {
  private static final int PAIRS = 15;
  private static final double ROUND_SECONDS = 0.8;
  /** Rounds before the first pair: the virtual machine warms up. */
  private static final int WARM = 3;

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
    for (int i = 0; i < WARM; i++) run.run(cycles);
    double[] cpp = new double[PAIRS];
    double[] java = new double[PAIRS];
    double[] share = new double[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      cpp[i] = pure(limit, cycles) / cycles;
      java[i] = run.run(cycles).seconds() / cycles;
      share[i] = cpp[i] / java[i];
    }
    out.println(String.format(Locale.ROOT, "%d lanes, medians of %d pairs of %d cycles: pure C++ %.3f us per cycle, Java over the socket %.3f us per cycle", lanes, PAIRS, cycles,
        1e6 * Programs.median(cpp), 1e6 * Programs.median(java)));
    out.println(String.format(Locale.ROOT, "figure cosim%d.share %.3f fraction", lanes, Programs.median(share)));
  }

  /** Seconds that the C++ harness took. */
  private static double pure(Path program, long cycles) throws IOException {
    return Double.parseDouble(Programs.run(program, cycles));
  }
}
