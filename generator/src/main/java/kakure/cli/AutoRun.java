// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
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
 */
record AutoRun(Network network, TargetOptions options) {
  /** All images that come to a precision. */
  private record Round(int bits, RunReport report, int stopped, int right) {}

  /**
   * Runs them.
   *
   * @return keys of the JSON
   */
  Map<String, Object> run(RunImages.Chosen images, long seed, int jobs) {
    // what the hardware refuses is refused before the golden model looks at an image
    options.target().plan(network, options.top(network), options.given());
    int[] bits = bits(images);
    var rounds = new ArrayList<Round>();
    for (int n : network.precisions()) {
      int[] numbers = IntStream.range(0, bits.length).filter(i -> bits[i] >= n).map(i -> images.first() + i).toArray();
      if (numbers.length > 0) rounds.add(round(n, numbers, bits, images, seed, jobs));
    }
    Terminal.clear();
    return say(images, rounds, seed);
  }

  /** Bits that decide each image. */
  private int[] bits(RunImages.Chosen images) {
    Terminal.progress("the bits that decide " + images.count() + " images");
    var auto = ThreadLocal.withInitial(() -> new AutoBits(network));
    return IntStream.range(0, images.count()).parallel().map(i -> auto.get().of(images.image().apply(images.first() + i))).toArray();
  }

  private Round round(int n, int[] numbers, int[] bits, RunImages.Chosen images, long seed, int jobs) {
    Network at = network.at(n);
    Plan plan = options.target().plan(at, options.top(at), options.given());
    var simulator = new Workbench(Home.work().resolve("run"), Optional.empty(), Terminal::progress).simulator(Netlist.elaborate(plan.top()), plan.watch());
    var classes = new ConcurrentSkipListMap<Integer, Integer>();
    RunReport report = new Runner(plan, simulator, SimOptions.seed(seed)).telling(classes::put)
        .run(numbers.length, i -> images.image().apply(numbers[i]), i -> images.label().apply(numbers[i]), jobs, done -> Terminal.progress(n + " bits: image " + done + " of " + numbers.length));
    int stopped = 0;
    int right = 0;
    for (int i = 0; i < numbers.length; i++) {
      if (bits[numbers[i] - images.first()] != n) continue;
      stopped++;
      if (images.labelled() && classes.get(i).equals(images.label().apply(numbers[i]))) right++;
    }
    return new Round(n, report, stopped, right);
  }

  private Map<String, Object> say(RunImages.Chosen images, List<Round> rounds, long seed) {
    var table = new Table(">bits", ">images", ">stop there", ">right", ">cycles an image", ">compared", ">differ");
    for (Round r : rounds) table.row(r.bits, r.report.cases(), r.stopped, images.labelled() ? r.right : "-", String.format(Locale.ROOT, "%.0f", r.report.cyclesPerCase()), r.report.compared(), r.report.mismatches());
    System.out.print(table.text());
    double meanBits = rounds.stream().mapToDouble(r -> (double) r.bits * r.stopped).sum() / images.count();
    double meanPlanes = rounds.stream().mapToDouble(r -> (double) r.bits * r.report.cases()).sum() / images.count();
    double cycles = rounds.stream().mapToDouble(r -> r.report.cyclesPerCase() * r.report.cases()).sum() / images.count();
    long compared = rounds.stream().mapToLong(r -> r.report.compared()).sum();
    long mismatches = rounds.stream().mapToLong(r -> r.report.mismatches()).sum();
    int right = rounds.stream().mapToInt(Round::right).sum();
    String correct = images.labelled() ? String.format(Locale.ROOT, "%d of %d images right (%s)", right, images.count(), PlanText.percent(right / (double) images.count())) : images.count() + " images";
    System.out.printf(Locale.ROOT, "%s by %.2f bits in the mean, %.2f planes computed with those of the attempts before, %.0f cycles an image; every layer %s the golden model%n", correct, meanBits, meanPlanes, cycles,
        mismatches == 0 ? "equal to" : "NOT equal to");
    var keys = new LinkedHashMap<String, Object>();
    keys.put("images", images.count());
    if (images.labelled()) keys.put("correct", right);
    keys.put("mismatches", mismatches);
    keys.put("compared", compared);
    keys.put("meanBits", meanBits);
    keys.put("meanPlanes", meanPlanes);
    keys.put("cyclesPerImage", cycles);
    keys.put("seed", seed);
    keys.put("precisions", rounds.stream().map(AutoRun::keys).toList());
    return keys;
  }

  private static Map<String, Object> keys(Round r) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("bits", r.bits);
    keys.put("images", r.report.cases());
    keys.put("stopped", r.stopped);
    keys.put("cyclesPerImage", r.report.cyclesPerCase());
    return keys;
  }
}
