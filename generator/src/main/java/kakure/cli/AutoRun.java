// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kakure.check.Workbench;
import kakure.console.Home;
import kakure.console.Table;
import kakure.console.Terminal;
import kakure.cosim.SimOptions;
import kakure.kernel.Netlist;
import kakure.network.Network;
import kakure.network.golden.AutoBits;
import kakure.target.Plan;
import kakure.target.RunReport;
import kakure.target.Runner;

/**
 * {@code run --bits auto}: images at rising precision, each until its best two logits are further apart than the margin of that precision. Every run is compared with the golden model, whose logits the hardware's are; so they say who goes on.
 *
 * @param name what the user calls an image of a number
 */
record AutoRun(Network network, TargetOptions options, IntFunction<String> name) {
  /** All images that come to a precision. @param classes of those that stop there, by their numbers, @param right of these */
  record Round(int bits, RunReport report, Map<Integer, Integer> classes, int right) {
    int stopped() {
      return classes.size();
    }
  }

  /** Runs them, precision by precision. */
  List<Round> run(RunImages.Chosen images, long seed, int jobs) {
    // what the hardware refuses is refused before the golden model looks at an image
    options.target().plan(network, options.top(network), options.given());
    int[] bits = bits(images);
    var rounds = new ArrayList<Round>();
    for (int n : network.precisions()) {
      int[] numbers = IntStream.range(0, bits.length).filter(i -> bits[i] >= n).map(i -> images.first() + i).toArray();
      if (numbers.length > 0) rounds.add(round(n, numbers, bits, images, seed, jobs, rounds));
    }
    Terminal.clear();
    return rounds;
  }

  /** Bits that decide each image. */
  private int[] bits(RunImages.Chosen images) {
    Terminal.progress("the bits that decide " + images.count() + " images");
    var auto = ThreadLocal.withInitial(() -> new AutoBits(network));
    return IntStream.range(0, images.count()).parallel().map(i -> auto.get().of(images.image().apply(images.first() + i))).toArray();
  }

  private Round round(int n, int[] numbers, int[] bits, RunImages.Chosen images, long seed, int jobs, List<Round> before) {
    Network at = network.at(n);
    Plan plan = options.target().plan(at, options.top(at), options.given());
    var simulator = new Workbench(Home.work().resolve("run"), Optional.empty(), Terminal::progress).simulator(Netlist.elaborate(plan.top()), plan.watch());
    var classes = new ConcurrentSkipListMap<Integer, Integer>();
    var runner = new Runner(plan, simulator, SimOptions.seed(seed)).telling(classes::put);
    RunReport report = OnStop.say(() -> before.stream().map(r -> r.bits + " bits: " + r.report.cases() + " images, " + r.report.compared() + " values compared, " + r.report.mismatches() + " differ; ").collect(Collectors.joining()) + n + " bits: " + runner.soFar(numbers.length),
        () -> runner.run(numbers, images.image(), images.label(), jobs, done -> Terminal.progress(n + " bits: image " + done + " of " + numbers.length)));
    classes.keySet().removeIf(i -> bits[i - images.first()] != n);
    return new Round(n, report, classes, (int) classes.entrySet().stream().filter(c -> c.getValue().equals(images.label().apply(c.getKey()))).count());
  }

  /** The first value that differs, with what brings a waveform of it; nothing where none does. */
  static Optional<String> wrong(List<Round> rounds) {
    long compared = rounds.stream().mapToLong(r -> r.report.compared()).sum();
    long mismatches = rounds.stream().mapToLong(r -> r.report.mismatches()).sum();
    return rounds.stream().filter(r -> r.report.first().isPresent()).findFirst().map(r -> {
      var first = r.report.first().get();
      return first.text() + ", at " + r.bits + " bits; " + mismatches + " of " + compared + " values differ\n  do:  --bits " + r.bits + " and, of --data, --first " + first.number() + " --count 1 bring a waveform";
    });
  }

  /** Prints what they found. @return keys of the JSON */
  Map<String, Object> say(RunImages.Chosen images, List<Round> rounds, long seed) {
    var table = new Table(">bits", ">images", ">stop there", ">right", ">cycles an image", ">compared", ">differ");
    for (Round r : rounds) table.row(r.bits, r.report.cases(), r.stopped(), images.labelled() ? r.right : "-", String.format(Locale.ROOT, "%.0f", r.report.cyclesPerCase()), r.report.compared(), r.report.mismatches());
    System.out.print(table.text());
    double meanBits = rounds.stream().mapToDouble(r -> (double) r.bits * r.stopped()).sum() / images.count();
    double meanPlanes = rounds.stream().mapToDouble(r -> (double) r.bits * r.report.cases()).sum() / images.count();
    double cycles = rounds.stream().mapToDouble(r -> r.report.cyclesPerCase() * r.report.cases()).sum() / images.count();
    long compared = rounds.stream().mapToLong(r -> r.report.compared()).sum();
    long mismatches = rounds.stream().mapToLong(r -> r.report.mismatches()).sum();
    int right = rounds.stream().mapToInt(Round::right).sum();
    String correct = images.labelled() ? String.format(Locale.ROOT, "%d of %d images right (%s)", right, images.count(), PlanText.percent(right / (double) images.count())) : images.count() + " images";
    System.out.printf(Locale.ROOT, "%s by %.2f bits in the mean, %.2f planes computed with those of the attempts before, %.0f cycles an image; every layer %s the golden model%n", correct, meanBits, meanPlanes, cycles,
        mismatches == 0 ? "equal to" : "NOT equal to");
    var classes = new TreeMap<Integer, Integer>();
    rounds.forEach(r -> classes.putAll(r.classes));
    if (!images.labelled()) System.out.print(RunText.classes(classes, name));
    var keys = new LinkedHashMap<String, Object>();
    keys.put("images", images.count());
    if (images.labelled()) keys.put("correct", right);
    keys.put("mismatches", mismatches);
    keys.put("compared", compared);
    keys.put("meanBits", meanBits);
    keys.put("meanPlanes", meanPlanes);
    keys.put("cyclesPerImage", cycles);
    keys.put("seed", seed);
    if (!images.labelled()) keys.put("classes", List.copyOf(classes.values()));
    keys.put("precisions", rounds.stream().map(AutoRun::keys).toList());
    return keys;
  }

  private static Map<String, Object> keys(Round r) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("bits", r.bits);
    keys.put("images", r.report.cases());
    keys.put("stopped", r.stopped());
    keys.put("cyclesPerImage", r.report.cyclesPerCase());
    return keys;
  }
}
