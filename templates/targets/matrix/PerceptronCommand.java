// SPDX-License-Identifier: Apache-2.0
package targets.matrix;

import blocks.floating.Products;
import blocks.floating.perceptron.Perceptron;
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
import kakure.console.Table;
import kakure.console.Terminal;
import kakure.golden.FloatFormat;
import kakure.kernel.Netlist;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kakure perceptron}: trains perceptrons on simulated hardware, with exact and with log-approximate products, every step equal to the golden model. */
@Command(name = "perceptron", header = "Train small networks on simulated hardware alone, log-approximate beside exact, every step compared.")
final class PerceptronCommand implements Runnable {
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

  @Mixin
  private JsonOption json;

  @Override
  public void run() {
    json.check();
    var kinds = checked(() -> data.stream().map(PlaneData.Kind::parse).distinct().toList(), "--data");
    range("--epochs", epochs, 1, 1000);
    range("--seeds", seeds, 1, 100);
    if (!(rate > 0 && rate <= 1)) throw new BadInput("--rate " + rate + ": must be above 0 and at most 1");
    var f = checked(() -> FloatFormat.parse(format), "--format");
    schedule.forEach(bits -> range("--schedule", bits, 1, f.fractionBits()));
    if (schedule.size() > epochs) throw new BadInput("--schedule has " + schedule.size() + " parts, and there are " + epochs + " epochs");
    var approximate = checked(() -> new Perceptron(hidden, f, scheduled(Products.parse(multiplier))), "--multiplier " + multiplier + ", --hidden " + hidden);
    var exact = new Perceptron(hidden, f, Products.EXACT);
    try {
      var trained = new LinkedHashMap<Perceptron, List<PerceptronRun.Trained>>();
      for (var block : approximate.equals(exact) ? List.of(exact) : List.of(exact, approximate)) trained.put(block, train(block, tasks(kinds, block.multiplier().adaptive() ? schedule : List.of())));
      Terminal.clear();
      say(kinds, trained);
      json.write(keys(trained));
    } finally {
      Terminal.clear();
    }
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

  private List<PerceptronRun.Trained> train(Perceptron block, List<PerceptronTask> tasks) {
    var simulator = new Workbench(Home.work(), Optional.empty(), Terminal::progress).simulator(Netlist.elaborate(block));
    var done = new AtomicInteger();
    var text = block.multiplier() + " products, trainings: ";
    Terminal.progress(text + "0 of " + tasks.size());
    return new PerceptronRun(block, simulator, Home.work().resolve("mismatch")).run(tasks, Runtime.getRuntime().availableProcessors(), () -> Terminal.progress(text + done.incrementAndGet() + " of " + tasks.size()));
  }

  private void say(List<PlaneData.Kind> kinds, Map<Perceptron, List<PerceptronRun.Trained>> trained) {
    var columns = new ArrayList<>(List.of("data"));
    for (var block : trained.keySet()) columns.addAll(List.of(">" + block.multiplier() + ": accuracy", ">least", ">last loss"));
    var table = new Table(columns.toArray(String[]::new));
    for (var kind : kinds) {
      var row = new ArrayList<Object>(List.of(kind.word()));
      for (var all : trained.values()) {
        var of = all.stream().filter(t -> t.task().kind() == kind).toList();
        row.add(percent(of.stream().mapToDouble(PerceptronRun.Trained::accuracy).average().orElseThrow()));
        row.add(percent(of.stream().mapToDouble(PerceptronRun.Trained::accuracy).min().orElseThrow()));
        row.add(String.format(Locale.ROOT, "%.4f", of.stream().mapToDouble(t -> t.losses().get(t.losses().size() - 1)).average().orElseThrow()));
      }
      table.row(row.toArray());
    }
    System.out.print(table.text());
    long steps = 0, compared = 0, cycles = 0;
    for (var all : trained.values()) {
      for (var t : all) {
        steps += t.steps();
        compared += t.compared();
        cycles += t.cycles();
      }
    }
    System.out.printf(Locale.ROOT, "%d hidden units, %s, %d epochs of %d samples, rate %s, seeds %d to %d%n", hidden, format, epochs, PerceptronTask.SAMPLES, rate, seed, seed + seeds - 1);
    System.out.printf(Locale.ROOT, "%,d steps in %,d cycles, %,d values compared, all equal to the golden model%n", steps, cycles, compared);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * share);
  }

  private Map<String, Object> keys(Map<Perceptron, List<PerceptronRun.Trained>> trained) {
    var rows = new ArrayList<Map<String, Object>>();
    trained.forEach((block, all) -> all.forEach(t -> {
      var row = new LinkedHashMap<String, Object>();
      row.put("multiplier", block.multiplier().toString());
      row.put("data", t.task().kind().word());
      row.put("seed", t.task().seed());
      row.put("accuracy", t.accuracy());
      row.put("losses", t.losses());
      row.put("steps", t.steps());
      row.put("compared", t.compared());
      row.put("cycles", t.cycles());
      rows.add(row);
    }));
    var keys = new LinkedHashMap<String, Object>();
    keys.put("format", format);
    keys.put("hidden", hidden);
    keys.put("epochs", epochs);
    keys.put("rate", rate);
    keys.put("schedule", schedule);
    keys.put("trainings", rows);
    return keys;
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
