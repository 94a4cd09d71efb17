// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import kakure.CheckFailed;
import kakure.check.BlockCheck;
import kakure.check.FunctionBench;
import kakure.console.Home;
import kakure.console.Terminal;
import kakure.cosim.bench.Programs;
import kakure.kernel.Block;
import kakure.spec.BlockSpec;
import picocli.CommandLine.Command;

/** {@code kakure bench-check}: what exhaustive checks cost, beside a pure C++ harness on the same model; {@code make bench-check} calls it. */
@Command(name = "bench-check", hidden = true, header = "Exhaustive checks, alone and beside a pure C++ harness: lines \"figure NAME VALUE UNIT\".")
final class BenchCheckCommand implements Runnable {
  private static final Map<String, String> SMALL = Map.of("inputs", "2", "width", "8");
  private static final Map<String, String> LARGE = Map.of("inputs", "4", "width", "8");
  private static final int PAIRS = 9;
  private static final long POINTS = 1L << 28;

  @Override
  public void run() {
    try {
      measure(Libraries.block("adder"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <B extends Block> void measure(BlockSpec<B> adder) throws IOException {
    B small = Libraries.configure(adder, SMALL);
    var check = BlockCheck.in(Home.work()).progress(Terminal::progress);
    check.exhaustive(adder, small, 0, Long.MAX_VALUE, 1, 1); // builds
    long began = System.nanoTime();
    var all = check.exhaustive(adder, small, 0, Long.MAX_VALUE, 1, 1);
    double seconds = (System.nanoTime() - began) / 1e9;
    if (!all.equal()) throw new CheckFailed(all.message());
    figure("check.points_of_two_bytes", "%.0f", all.compared(), "points");
    figure("check.seconds_of_two_bytes", "%.3f", seconds, "s");

    var bench = FunctionBench.of(adder, Libraries.configure(adder, LARGE), Home.work(), Terminal::progress);
    Path harness = Programs.built(bench.simulator().design(), "function.cpp");
    bench.resultsPerSecond(POINTS); // Java warms up
    var java = new double[PAIRS];
    var share = new double[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      Terminal.progress("pair " + (i + 1) + " of " + PAIRS);
      double cpp = POINTS / Double.parseDouble(Programs.run(harness, POINTS / FunctionBench.LANES));
      java[i] = bench.resultsPerSecond(POINTS);
      share[i] = java[i] / cpp;
    }
    Terminal.clear();
    figure("check.results_per_s", "%.0f", Programs.median(java), "results/s");
    figure("check.share", "%.3f", Programs.median(share), "fraction");
  }

  private static void figure(String name, String format, double value, String unit) {
    System.out.printf(Locale.ROOT, "figure %s " + format + " %s%n", name, value, unit);
  }
}
