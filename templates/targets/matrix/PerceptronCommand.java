// SPDX-License-Identifier: Apache-2.0
package targets.matrix;

import blocks.floating.Products;
import blocks.floating.matrixengine.MatrixEngine;
import blocks.floating.perceptron.Perceptron;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import kakure.BadInput;
import kakure.check.Workbench;
import kakure.console.Home;
import kakure.console.JsonOption;
import kakure.console.OutputFile;
import kakure.console.Terminal;
import kakure.golden.FloatFormat;
import kakure.kernel.Netlist;
import kakure.spec.Parameters;
import kakure.target.Given;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kakure perceptron}: trains perceptrons on simulated hardware, with exact and with log-approximate products, every step equal to the golden model. */
@Command(name = "perceptron", header = "Train small networks on simulated hardware alone, log-approximate beside exact, every step compared.")
final class PerceptronCommand implements Runnable {
  private static final int BATCH = 8;

  @Option(names = "--data", split = ",", paramLabel = "NAME", description = "moons, circles, spirals, or some of them with ',' between (all three).")
  private List<String> data = Arrays.stream(PlaneData.Kind.values()).map(PlaneData.Kind::word).toList();

  @Option(names = "--format", paramLabel = "FORMAT", description = "Of all values: fp32, bf16, fp16, e5m2, e4m3 or eXmY (${DEFAULT-VALUE}).")
  private String format = "fp32";

  @Option(names = "--multiplier", paramLabel = "KIND", description = "lam:COMPENSATION:KEPT:one, parts behind lam left out at will; runs beside exact (${DEFAULT-VALUE}).")
  private String multiplier = "lam";

  @Option(names = "--hidden", paramLabel = "N", description = "Hidden units, 1 to 64 (${DEFAULT-VALUE}).")
  private int hidden = 32;

  @Option(names = "--epochs", paramLabel = "N", description = "Times that all 400 samples are shown, 1 to 1000 (${DEFAULT-VALUE}).")
  private int epochs = 50;

  @Option(names = "--rate", paramLabel = "R", description = "Of learning, above 0, at most 1 (${DEFAULT-VALUE}).")
  private double rate = 1.0 / 64;

  @Option(names = "--schedule", split = ",", paramLabel = "BITS", description = "Fraction bits kept in each part of the epochs, as 3,5,10: the multiplier becomes adaptive.")
  private List<Integer> schedule = List.of();

  @Option(names = "--seeds", paramLabel = "N", description = "Trainings of each, with seeds from --seed on, 1 to 100 (${DEFAULT-VALUE}).")
  private int seeds = 5;

  @Option(names = "--seed", paramLabel = "SEED", description = "Of the first training: its data, weights and order (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--array", paramLabel = "RxCxD", description = "Train on a matrix engine of rows x columns x depth, led by the host, in place of the perceptron that trains alone.")
  private String array;

  @Option(names = "--batch", paramLabel = "N", description = "Samples of a step with --array, a divisor of 400 (8).")
  private Integer batch;

  @Option(names = "--accumulate", paramLabel = "HOW", description = "With --array: format, each sum rounded to it, or exact, without error until it is read (format).")
  private String accumulate;

  @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "The picture: data, boundaries and losses of the first seed, a PNG (${DEFAULT-VALUE}).")
  private Path output = Path.of("perceptron.png");

  @Mixin
  private JsonOption json;

  @Override
  public void run() {
    json.check();
    var picture = new OutputFile("-o", output);
    var kinds = checked(() -> data.stream().map(PlaneData.Kind::parse).distinct().toList(), "--data");
    range("--epochs", epochs, 1, 1000);
    range("--seeds", seeds, 1, 100);
    if (!(rate > 0 && rate <= 1)) throw new BadInput("--rate " + rate + ": must be above 0 and at most 1");
    var f = checked(() -> FloatFormat.parse(format), "--format");
    schedule.forEach(bits -> range("--schedule", bits, 1, f.fractionBits()));
    if (schedule.size() > epochs) throw new BadInput("--schedule has " + schedule.size() + " parts, and there are " + epochs + " epochs");
    led();
    accumulate();
    var approximate = checked(() -> new Perceptron(hidden, f, scheduled(Products.parse(multiplier))), "--multiplier " + multiplier + ", --hidden " + hidden);
    var exact = new Perceptron(hidden, f, Products.EXACT);
    try {
      var trained = new LinkedHashMap<Perceptron, List<Trained>>();
      for (var block : approximate.equals(exact) ? List.of(exact) : List.of(exact, approximate)) trained.put(block, train(block, tasks(kinds, block.multiplier().adaptive() ? schedule : List.of())));
      Terminal.clear();
      System.out.print(TrainedText.table(kinds, trained));
      System.out.printf(Locale.ROOT, "%d hidden units, %s, %d epochs of %d samples, rate %s, seeds %d to %d%n", hidden, format, epochs, PerceptronTask.SAMPLES, rate, seed, seed + seeds - 1);
      System.out.print(TrainedText.sum(trained));
      picture.write(TrainingPicture.png(kinds, trained));
      System.out.println(output);
      json.write(keys(trained));
    } finally {
      Terminal.clear();
    }
  }

  /** What the engine has of the perceptron. */
  private record Values(FloatFormat format, Products multiplier, MatrixEngine.Accumulate accumulate) {}

  private void led() {
    if (array == null && accumulate != null) throw new BadInput("--accumulate goes with --array: a perceptron that trains alone rounds each sum");
    if (array == null && batch != null) throw new BadInput("--batch goes with --array: a perceptron that trains alone takes a step after each sample");
    if (array != null && !schedule.isEmpty()) throw new BadInput("--schedule goes with a perceptron that trains alone: leave --array out");
    if (batch != null && (batch < 1 || PerceptronTask.SAMPLES % batch != 0)) throw new BadInput("--batch " + batch + ": must be a divisor of " + PerceptronTask.SAMPLES);
  }

  private MatrixEngine.Accumulate accumulate() {
    if (accumulate == null || accumulate.equals("format")) return MatrixEngine.Accumulate.FORMAT;
    if (accumulate.equals("exact")) return MatrixEngine.Accumulate.EXACT;
    throw new BadInput("--accumulate " + accumulate + ": must be format or exact");
  }

  private Map<String, Object> keys(Map<Perceptron, List<Trained>> trained) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("format", format);
    keys.put("hidden", hidden);
    keys.put("epochs", epochs);
    keys.put("rate", rate);
    keys.put("schedule", schedule);
    if (array != null) {
      keys.put("array", array);
      keys.put("accumulate", accumulate());
    }
    keys.put("trainings", TrainedText.rows(trained));
    return keys;
  }

  private Products scheduled(Products given) {
    if (schedule.isEmpty() || given.adaptive()) return given;
    if (given.equals(Products.EXACT) || given.kept() > 0) throw new IllegalArgumentException("a schedule of kept bits needs a log-approximate multiplier that keeps them all, as lam or lam:minbias");
    return new Products(given.multiplier(), given.compensation(), 0, given.one(), true);
  }

  private List<PerceptronTask> tasks(List<PlaneData.Kind> kinds, List<Integer> scheduled) {
    var all = new ArrayList<PerceptronTask>();
    for (var kind : kinds) for (int i = 0; i < seeds; i++) all.add(new PerceptronTask(kind, hidden, epochs, rate, scheduled, seed + i));
    return all;
  }

  private List<Trained> train(Perceptron block, List<PerceptronTask> tasks) {
    var done = new AtomicInteger();
    var text = block.multiplier() + " products, trainings: ";
    int simulators = Runtime.getRuntime().availableProcessors();
    var bench = new Workbench(Home.work(), Optional.empty(), Terminal::progress);
    Runnable told = () -> Terminal.progress(text + done.incrementAndGet() + " of " + tasks.size());
    if (array != null) {
      var engine = MatrixTarget.top(array, new Given(Map.of(), Parameters.of(new Values(block.format(), block.multiplier(), accumulate()))));
      return new LedRun(engine, bench.simulator(Netlist.elaborate(engine)), block).run(tasks, batch == null ? BATCH : batch, simulators, told);
    }
    var simulator = bench.simulator(Netlist.elaborate(block));
    Terminal.progress(text + "0 of " + tasks.size());
    return new PerceptronRun(block, simulator, Home.work().resolve("mismatch")).run(tasks, simulators, told);
  }

  private static void range(String option, int value, int least, int most) {
    if (value < least || value > most) throw new BadInput(option + " " + value + ": must be " + least + " to " + most);
  }

  private static <T> T checked(Supplier<T> made, String option) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw new BadInput(option + ": " + e.getMessage(), e);
    }
  }
}
