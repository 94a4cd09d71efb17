// SPDX-License-Identifier: Apache-2.0
package kakure.target;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import kakure.CheckFailed;
import kakure.cosim.RunResult;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulation;
import kakure.cosim.Simulator;
import kakure.cosim.SimulatorPool;
import kakure.cosim.Until;

/** Runs cases through simulated hardware and compares every tensor with the golden model, bit for bit. */
public final class Runner {
  /** Cases of a task: enough to keep the simulator busy while the golden model works, few enough to share out evenly. */
  private static final int BATCH = 8;

  private final Plan plan;
  private final Simulator simulator;
  private final SimOptions options;
  private BiConsumer<Integer, Integer> told = (number, label) -> {};
  private Optional<StepWatch> watch = Optional.empty();
  private Optional<Lanes> lanes = Optional.empty();
  private final Tally soFar = new Tally();
  private int casesSoFar;

  /**
   * A runner.
   *
   * @param plan what is run; where it would watch a memory that the simulator does not, the hardware sends all that is compared
   * @param simulator built from the top's Verilog, or from any that has its ports
   * @param options seed, stalls, time-outs
   */
  public Runner(Plan plan, Simulator simulator, SimOptions options) {
    this.plan = fitting(plan, simulator);
    this.simulator = simulator;
    this.options = options;
  }

  /** The plan as a simulator can run it. */
  static Plan fitting(Plan plan, Simulator simulator) {
    return plan.watch().equals(simulator.design().watch()) ? plan : plan.emitting();
  }

  /** What is run: the plan given, or its like that sends what cannot be watched. */
  public Plan plan() {
    return plan;
  }

  /** The same, which also says what class the hardware tells of which case, in any order and from several threads. */
  public Runner telling(BiConsumer<Integer, Integer> listener) {
    told = listener;
    return this;
  }

  /** The same, which runs case after case and tells where the steps of each begin and end. */
  public Runner watching(StepWatch steps) {
    watch = Optional.of(steps);
    return this;
  }

  /** The same over a simulator of several of the hardware side by side; none of their memories is watched. */
  public Runner sideBySide(Lanes several) {
    lanes = Optional.of(several);
    return this;
  }

  /** What a run has compared until now, for one who stops it: {@code "16 of 300 images, 31,400 values compared, all equal"}. */
  public synchronized String soFar(int count) {
    return String.format(Locale.ROOT, "%d of %d images, %d values compared, %s", casesSoFar, count, soFar.compared, soFar.mismatches == 0 ? "all equal to the golden model" : soFar.mismatches + " of them differ");
  }

  private synchronized void add(Outcome outcome, int cases) {
    casesSoFar += cases;
    for (var step : outcome.steps) {
      soFar.compared += step.compared;
      soFar.mismatches += step.mismatches;
    }
  }

  /** What a task of some cases found. */
  private static final class Outcome {
    final Tally[] steps;
    long cycles;
    long goldenNanos;
    long simulatorNanos;
    int labelled;
    int correct;
    Optional<RunReport.Mismatch> first = Optional.empty();

    Outcome(int n) {
      steps = new Tally[n];
      for (int s = 0; s < n; s++) steps[s] = new Tally();
    }
  }

  /** Runs the cases 0 to {@code count} - 1. */
  public RunReport run(int count, IntFunction<byte[]> input, IntFunction<Integer> label, int simulators, IntConsumer progress) {
    return run(0, count, input, label, simulators, progress);
  }

  /** Runs the cases of these numbers, by which they are asked for and spoken of. */
  public RunReport run(int[] numbers, IntFunction<byte[]> input, IntFunction<Integer> label, int simulators, IntConsumer progress) {
    return run(numbers.length, i -> numbers[i], input, label, simulators, progress);
  }

  /**
   * Runs {@code count} cases.
   *
   * @param start number of the first one, by which it is asked for and spoken of
   * @param count cases
   * @param input of case i, as {@link Plan#of} takes it
   * @param label of case i; below 0 for one that has none
   * @param simulators at once
   * @param progress told of cases done
   * @throws CheckFailed if the hardware reports an error or falls silent
   */
  public RunReport run(int start, int count, IntFunction<byte[]> input, IntFunction<Integer> label, int simulators, IntConsumer progress) {
    return run(count, i -> start + i, input, label, simulators, progress);
  }

  private RunReport run(int count, IntUnaryOperator number, IntFunction<byte[]> input, IntFunction<Integer> label, int simulators, IntConsumer progress) {
    int size = watch.isPresent() ? 1 : lanes.map(Lanes::count).orElse(BATCH), tasks = (count + size - 1) / size;
    var done = new AtomicInteger();
    long began = System.nanoTime();
    List<Outcome> outcomes = SimulatorPool.run(simulators, tasks, this::open, (sim, task) -> {
      int n = Math.min(size, count - task * size);
      var outcome = batch(sim, IntStream.range(task * size, task * size + n).map(number).toArray(), input, label);
      add(outcome, n);
      progress.accept(done.addAndGet(n));
      return outcome;
    });
    return report(count, outcomes, (System.nanoTime() - began) / 1e9);
  }

  private Simulation open() {
    var sim = simulator.open(options);
    plan.setup(lanes.map(l -> l.all(Link.to(sim))).orElse(Link.to(sim)));
    sim.run(Until.taken());
    return sim;
  }

  private void send(List<Case> cases, Link link) {
    if (lanes.isPresent()) lanes.get().send(cases, link);
    else cases.forEach(c -> c.send(link));
  }

  private Outcome batch(Simulation sim, int[] numbers, IntFunction<byte[]> input, IntFunction<Integer> labels) {
    long before = sim.cycles();
    var simulated = sim.processorTime();
    var cases = Arrays.stream(numbers).mapToObj(i -> plan.of(input.apply(i))).toList();
    watch.ifPresent(w -> w.begins(sim));
    send(cases, Link.to(sim));
    String stream = cases.get(0).answer();
    long beats = lanes.isPresent() ? cases.get(0).beats() : cases.stream().mapToLong(Case::beats).sum();
    var steps = watch.map(w -> new StepWalk(sim, cases.get(0), plan.patience(), w));
    var running = steps.isPresent() ? null : sim.start(Until.transferred(stream, beats).orIdle(plan.patience()));
    var traces = new ArrayList<Trace>();
    var outcome = new Outcome(plan.steps().size());
    long golden = processorNanos();
    for (var c : cases) traces.add(c.golden());
    outcome.goldenNanos = processorNanos() - golden;
    var ran = steps.isPresent() ? steps.get().run() : running.join();
    outcome.simulatorNanos = sim.processorTime().minus(simulated).toNanos();
    var arrived = steps.isPresent() ? null : Arrived.of(sim, stream, ran.reason() == RunResult.Reason.ARRIVED ? beats : sim.available(stream));
    for (int i = 0; i < numbers.length; i++) {
      int lane = i;
      var trace = steps.isPresent() ? steps.get().trace() : lanes.map(l -> arrived.of(l, lane)).orElse(arrived).decode(cases.get(i).decoder());
      if (trace.stop().isPresent()) throw new CheckFailed(stopped(numbers[i], trace.stop().get(), ran));
      compare(numbers[i], traces.get(i), trace, outcome);
      var tells = plan.label(trace);
      if (tells.isPresent()) told.accept(numbers[i], tells.getAsInt());
      int label = labels.apply(numbers[i]);
      if (tells.isPresent() && label >= 0) outcome.labelled++;
      if (tells.equals(OptionalInt.of(label))) outcome.correct++;
    }
    outcome.cycles = (sim.cycles() - before) * (lanes.isPresent() ? numbers.length : 1);
    return outcome;
  }

  /** Processor time of this thread; 0 where the machine does not tell. */
  private static long processorNanos() {
    var threads = ManagementFactory.getThreadMXBean();
    return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : 0;
  }

  private String stopped(int number, Trace.Stop stop, RunResult ran) {
    return "image " + number + ": " + stop.text() + (stop.silent() ? ", after " + ran.cycles() + " cycles (" + plan.patience() + " of them without a beat)" : "");
  }

  private static void compare(int number, Trace golden, Trace trace, Outcome outcome) {
    for (int t = 0; t < golden.tensors().size(); t++) {
      var want = golden.tensors().get(t);
      var is = trace.tensors().get(t);
      if (!want.name().equals(is.name()) || want.values().length != is.values().length) throw new IllegalStateException("tensor " + want.name() + " of the golden model stands where the decoder has " + is.name());
      var tally = outcome.steps[want.step()];
      int[] expected = want.values(), got = is.values();
      tally.compared += expected.length;
      if (is.missing().isEmpty() && Arrays.equals(expected, got)) continue;
      int at = -1;
      for (int i = expected.length - 1; i >= 0; i--) {
        if (expected[i] == got[i] && !is.missing().get(i)) continue;
        tally.mismatches++;
        at = i;
      }
      if (at < 0) continue;
      if (outcome.first.isEmpty()) outcome.first = Optional.of(mismatch(number, want, is, at));
    }
    for (int s = 0; s < trace.counters().size(); s++) outcome.steps[s].count(trace.counters().get(s));
  }

  private static RunReport.Mismatch mismatch(int number, Trace.Tensor want, Trace.Tensor is, int at) {
    int expected = want.values()[at], got = is.values()[at];
    var text = "image " + number + ", " + want.place(at) + ": expected " + value(expected) + (is.missing().get(at) ? ", nothing was written" : ", got " + value(got));
    return new RunReport.Mismatch(number, want.name(), at, text);
  }

  private static String value(int v) {
    return v + " (0x" + Integer.toHexString(v) + ")";
  }

  private RunReport report(int count, List<Outcome> outcomes, double seconds) {
    var total = new Outcome(plan.steps().size());
    for (var o : outcomes) {
      total.cycles += o.cycles;
      total.goldenNanos += o.goldenNanos;
      total.simulatorNanos += o.simulatorNanos;
      total.labelled += o.labelled;
      total.correct += o.correct;
      if (total.first.isEmpty()) total.first = o.first;
      for (int s = 0; s < total.steps.length; s++) total.steps[s].add(o.steps[s]);
    }
    String cycles = plan.counters().get(0);
    var steps = new ArrayList<RunReport.Ran>();
    for (int s = 0; s < total.steps.length; s++) {
      var tally = total.steps[s];
      var counters = new LinkedHashMap<String, Double>();
      for (var key : plan.counters().subList(1, plan.counters().size())) counters.put(key, tally.mean(key, count));
      steps.add(new RunReport.Ran(plan.steps().get(s), tally.mean(cycles, count), counters, tally.compared, tally.mismatches));
    }
    long compared = steps.stream().mapToLong(RunReport.Ran::compared).sum(), mismatches = steps.stream().mapToLong(RunReport.Ran::mismatches).sum();
    return new RunReport(count, total.labelled, total.correct, compared, mismatches, total.cycles, seconds, total.goldenNanos / 1e9, total.simulatorNanos / 1e9, options.seed(), List.copyOf(steps), total.first);
  }
}
