// SPDX-License-Identifier: Apache-2.0
package targets.matrix;

import blocks.floating.Products;
import blocks.floating.exactmultiplier.ExactMultiplier;
import blocks.floating.exactmultiplier.ExactMultiplierSpec;
import blocks.floating.lammultiplier.LamErrors;
import blocks.floating.lammultiplier.LamMultiplier;
import blocks.floating.lammultiplier.LamMultiplierSpec;
import blocks.floating.perceptron.Perceptron;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kakure.CheckFailed;
import kakure.check.BlockCheck;
import kakure.check.Cost;
import kakure.check.Costing;
import kakure.check.FunctionBench;
import kakure.check.Workbench;
import kakure.console.Home;
import kakure.console.Terminal;
import kakure.cosim.ToolException;
import kakure.cosim.bench.Programs;
import kakure.eda.Energy;
import kakure.eda.Liberty;
import kakure.eda.Pricing;
import kakure.golden.Compensation;
import kakure.golden.FloatEdges;
import kakure.golden.FloatFormat;
import kakure.kernel.Netlist;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kakure bench-lam}: price and error of log-approximate multipliers beside exact ones, speed of their exhaustive check, training with them. {@code make bench-lam} calls it. */
@Command(name = "bench-lam", hidden = true, header = "Log-approximate multipliers beside exact ones: lines \"figure NAME VALUE UNIT\".")
final class BenchLamCommand implements Runnable {
  private static final List<String> FORMATS = List.of("fp32", "fp16", "bf16", "e4m3", "e5m2");
  private static final int PAIRS = 5;
  private static final long POINTS = 1L << 28;
  private static final int SEEDS = 5;
  private static final int HIDDEN = 32, EPOCHS = 50;
  private static final double RATE = 1.0 / 64;

  @Option(names = "--liberty", paramLabel = "FILE", description = "The library; an open one that is there if not given.")
  private Path liberty;

  @Override
  public void run() {
    var file = Liberty.find(Optional.ofNullable(liberty), Home.root()).orElseThrow(() -> new ToolException("a Liberty file is missing: apt-get install qflow-tech-osu018, or --liberty FILE"));
    try {
      FORMATS.forEach(BenchLamCommand::errors);
      pairs();
      training();
      var costing = new Costing(Pricing.of(file), Home.work(), Costing.USUAL, 1, Terminal::progress);
      FORMATS.forEach(format -> price(costing, FloatFormat.parse(format)));
      schedule(costing);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Terminal.clear();
    }
  }

  private static void errors(String format) {
    var errors = LamErrors.of(LamMultiplier.of(FloatFormat.parse(format)));
    figure("lam." + format + ".mean_error", "%.3f", errors.mean(), "percent");
    figure("lam." + format + ".mean_abs_error", "%.3f", errors.meanAbsolute(), "percent");
    figure("lam." + format + ".worst_error", "%.3f", Math.max(-errors.least(), errors.greatest()), "percent");
  }

  /** All pairs of bf16, and the first of them beside a pure C++ harness on the same model. */
  private static void pairs() throws IOException {
    var spec = new LamMultiplierSpec();
    var bf16 = LamMultiplier.of(FloatFormat.parse("bf16"));
    var check = BlockCheck.in(Home.work()).progress(Terminal::progress);
    int jobs = Runtime.getRuntime().availableProcessors();
    check.exhaustive(spec, bf16, 0, POINTS, jobs, 1); // builds, and Java warms up
    var all = check.exhaustive(spec, bf16, 0, Long.MAX_VALUE, jobs, 1);
    if (!all.equal()) throw new CheckFailed(all.message());
    figure("lam.pairs", "%.0f", all.compared(), "pairs");
    figure("lam.pairs_s", "%.1f", all.seconds(), "s");
    figure("lam.pairs_per_s", "%.0f", all.compared() / all.seconds(), "pairs/s");
    var bench = FunctionBench.of(spec, bf16, Home.work(), Terminal::progress);
    Path harness = Programs.built(bench.simulator().design(), "product.cpp");
    var share = new double[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      Terminal.progress("pair " + (i + 1) + " of " + PAIRS);
      double cpp = POINTS / Double.parseDouble(Programs.run(harness, POINTS / FunctionBench.LANES));
      share[i] = bench.resultsPerSecond(POINTS) / cpp;
    }
    figure("lam.share", "%.3f", Programs.median(share), "fraction");
  }

  /** Accuracy that log-approximate products lose on each kind of data, and on all, in points. */
  private static void training() {
    double whole = 0;
    for (var kind : PlaneData.Kind.values()) {
      double loss = 100 * (accuracy(Products.EXACT, kind, List.of()) - accuracy(Products.LAM, kind, List.of()));
      figure("lam.train." + kind.word() + ".accuracy_loss", "%.2f", loss, "points");
      whole += loss / PlaneData.Kind.values().length;
    }
    figure("lam.train.RTL.accuracy_loss", "%.2f", whole, "points");
  }

  private static double accuracy(Products products, PlaneData.Kind kind, List<Integer> schedule) {
    var block = new Perceptron(HIDDEN, FloatFormat.parse("fp32"), products);
    var simulator = new Workbench(Home.work(), Optional.empty(), Terminal::progress).simulator(Netlist.elaborate(block));
    var tasks = Stream.iterate(1L, s -> s + 1).limit(SEEDS).map(s -> new PerceptronTask(kind, HIDDEN, EPOCHS, RATE, schedule, s)).toList();
    return TrainedText.mean(new PerceptronRun(block, simulator, Home.work().resolve("mismatch")).run(tasks, Runtime.getRuntime().availableProcessors(), () -> { }), Trained::accuracy);
  }

  private static void price(Costing costing, FloatFormat format) {
    var lam = costing.of(new LamMultiplierSpec(), LamMultiplier.of(format));
    var rounded = exact(costing, format, FloatEdges.Rounding.NEAREST);
    var cut = exact(costing, format, FloatEdges.Rounding.ZERO);
    for (var beside : List.of(Map.entry("", rounded), Map.entry("_cut", cut))) {
      figure("lam." + format + ".area_ratio" + beside.getKey(), "%.2f", beside.getValue().price().area() / lam.price().area(), "ratio");
      figure("lam." + format + ".delay_ratio" + beside.getKey(), "%.2f", beside.getValue().price().delay() / lam.price().delay(), "ratio");
      figure("lam." + format + ".energy_ratio" + beside.getKey(), "%.2f", energy(beside.getValue()) / energy(lam), "ratio");
    }
  }

  private static Cost exact(Costing costing, FloatFormat format, FloatEdges.Rounding rounding) {
    return costing.of(new ExactMultiplierSpec(), new ExactMultiplier(format, rounding, LamMultiplier.of(format).overflow(), FloatEdges.Subnormals.FLUSH, 0));
  }

  private static double energy(Cost cost) {
    return cost.energy().map(Energy::total).orElseThrow();
  }

  /** Few fraction bits first, all in the end, on one adaptive multiplier in fp32: accuracy over the three kinds of data, and energy of a multiplication over the whole training, beside all bits throughout. */
  private static void schedule(Costing costing) {
    var parts = List.of(3, 5, 8, 23);
    var format = FloatFormat.parse("fp32");
    var block = new LamMultiplier(format, Compensation.NONE, format.fractionBits(), false, LamMultiplier.of(format).overflow(), true, 0);
    double fixed = energy(costing.of(new MaskedSpec(format.fractionBits()), block));
    double mean = parts.stream().mapToDouble(kept -> energy(costing.of(new MaskedSpec(kept), block))).average().orElseThrow();
    figure("lam.schedule.energy_ratio", "%.3f", mean / fixed, "ratio");
    var adaptive = Products.parse("lam:none:adaptive");
    double loss = Arrays.stream(PlaneData.Kind.values()).mapToDouble(kind -> 100 * (accuracy(adaptive, kind, List.of()) - accuracy(adaptive, kind, parts))).average().orElseThrow();
    figure("lam.schedule.accuracy_loss", "%.2f", loss, "points");
  }

  private static void figure(String name, String format, double value, String unit) {
    Terminal.clear();
    System.out.printf(Locale.ROOT, "figure %s " + format + " %s%n", name, value, unit);
  }
}
