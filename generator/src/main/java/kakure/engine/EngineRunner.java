// SPDX-License-Identifier: Apache-2.0
package kakure.engine;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import kakure.CheckFailed;
import kakure.cosim.RunResult;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulation;
import kakure.cosim.Simulator;
import kakure.cosim.SimulatorPool;
import kakure.cosim.Until;
import kakure.network.GoldenNetwork;

/** Runs images through a simulated engine and compares every layer's result with the golden network, bit for bit. */
public final class EngineRunner {
  /** Images of a task: enough to keep the simulator busy while the golden model works, few enough to share out evenly. */
  private static final int BATCH = 8;

  private final EnginePlan plan;
  private final Simulator simulator;
  private final SimOptions options;
  private final ByteBuffer masks;
  private final ByteBuffer scales;
  private final int patience;
  private final ThreadLocal<GoldenNetwork> golden;

  /**
   * A runner.
   *
   * @param plan the network on the engine
   * @param simulator built from the engine's Verilog, or from any that has its ports
   * @param options seed, stalls, time-outs
   */
  public EngineRunner(EnginePlan plan, Simulator simulator, SimOptions options) {
    this.plan = plan;
    this.simulator = simulator;
    this.options = options;
    this.masks = plan.masks();
    this.scales = plan.scales();
    this.golden = ThreadLocal.withInitial(() -> new GoldenNetwork(plan.network()));
    this.patience = patience(plan);
  }

  /** Cycles without a beat after which an engine has stopped: a layer may be silent for a tile, but not for as long as four images should take. */
  static int patience(EnginePlan plan) {
    return (int) Math.min(Integer.MAX_VALUE, 10_000 + 4 * Schedule.of(plan).total());
  }

  /** What a task of some images found. */
  private static final class Outcome {
    final LayerTally[] layers;
    long cycles;
    int correct;
    Optional<RunReport.Mismatch> first = Optional.empty();

    Outcome(int n) {
      layers = new LayerTally[n];
      for (int l = 0; l < n; l++) layers[l] = new LayerTally();
    }
  }

  /** Runs the images 0 to {@code count} - 1. */
  public RunReport run(int count, IntFunction<byte[]> image, IntFunction<Integer> label, int simulators, IntConsumer progress) {
    return run(0, count, image, label, simulators, progress);
  }

  /**
   * Runs {@code count} images.
   *
   * @param start number of the first one, by which it is asked for and spoken of
   * @param count images
   * @param image pixels of image i, channels x height x width
   * @param label of image i
   * @param simulators at once
   * @param progress told of images done
   * @throws CheckFailed if the engine reports an error or falls silent
   */
  public RunReport run(int start, int count, IntFunction<byte[]> image, IntFunction<Integer> label, int simulators, IntConsumer progress) {
    int tasks = (count + BATCH - 1) / BATCH;
    var done = new AtomicInteger();
    long began = System.nanoTime();
    List<Outcome> outcomes = SimulatorPool.run(simulators, tasks, this::open, (sim, task) -> {
      int n = Math.min(BATCH, count - task * BATCH);
      var outcome = batch(sim, start + task * BATCH, n, image, label);
      progress.accept(done.addAndGet(n));
      return outcome;
    });
    return report(count, outcomes, (System.nanoTime() - began) / 1e9);
  }

  private Simulation open() {
    var sim = simulator.open(options);
    sim.send("cfg", plan.setup(true));
    sim.run(Until.taken());
    return sim;
  }

  private Outcome batch(Simulation sim, int first, int n, IntFunction<byte[]> image, IntFunction<Integer> label) {
    long before = sim.cycles();
    var images = IntStream.range(first, first + n).mapToObj(image).toList();
    for (var pixels : images) {
      sim.send("cfg", plan.start());
      sim.send("img", plan.image(pixels));
      sim.send("msk", masks.duplicate());
      sim.send("rqc", scales.duplicate());
    }
    long beats = plan.beats() * n;
    var running = sim.start(Until.transferred("out", beats).orIdle(patience));
    var traces = new ArrayList<GoldenNetwork.Trace>();
    for (var pixels : images) traces.add(golden.get().run(pixels));
    var ran = running.join();
    var outcome = new Outcome(plan.layers().size());
    var decoder = new OutputDecoder(plan);
    ByteBuffer out = sim.receive("out", Math.toIntExact(ran.reason() == RunResult.Reason.ARRIVED ? beats : sim.available("out")));
    for (int i = 0; i < n; i++) {
      decoder.clear();
      if (!decoder.take(out)) throw new CheckFailed(silent(first + i, decoder, ran));
      if (decoder.error() != 0) throw new CheckFailed(stopped(first + i, decoder));
      compare(first + i, traces.get(i), decoder, outcome);
      if (plan.network().label(decoder.result(plan.layers().size() - 1)) == label.apply(first + i)) outcome.correct++;
    }
    outcome.cycles = sim.cycles() - before;
    return outcome;
  }

  private void compare(int image, GoldenNetwork.Trace trace, OutputDecoder decoder, Outcome outcome) {
    for (int l = 0; l < plan.layers().size(); l++) {
      var layer = plan.layers().get(l).layer();
      var tally = outcome.layers[l];
      if (layer.pool2x2()) comparePixels(image, l, trace.unpooled().get(l), decoder.unpooled(l), outcome);
      int[] expected = trace.values(l);
      int[] got = decoder.result(l);
      tally.compared += expected.length;
      int at = Arrays.mismatch(expected, got);
      if (at >= 0) {
        for (int i = at; i < expected.length; i++) if (expected[i] != got[i]) tally.mismatches++;
        if (outcome.first.isEmpty()) outcome.first = Optional.of(mismatch(image, l, false, at, expected[at], got[at]));
      }
      var report = decoder.report(l);
      tally.cycles += report.cycles();
      tally.maskWait += report.maskWait();
      tally.writeWait += report.writeWait();
    }
  }

  /** Compares what layer l pools; pixels of an odd last line or column are pooled by nobody and not sent. */
  private void comparePixels(int image, int l, byte[] expected, int[] got, Outcome outcome) {
    var shape = plan.layers().get(l).layer().out();
    var tally = outcome.layers[l];
    int width = shape.width() & ~1, height = shape.height() & ~1;
    for (int row = 0; row < shape.channels() * shape.height(); row++) {
      if (row % shape.height() >= height) continue;
      for (int i = row * shape.width(); i < row * shape.width() + width; i++) {
        if ((expected[i] & 255) == got[i]) continue;
        tally.mismatches++;
        if (outcome.first.isEmpty()) outcome.first = Optional.of(mismatch(image, l, true, i, expected[i] & 255, got[i]));
      }
      tally.compared += width;
    }
  }

  private RunReport.Mismatch mismatch(int image, int l, boolean unpooled, int at, int expected, int got) {
    var layer = plan.layers().get(l).layer();
    var shape = unpooled ? layer.out() : layer.result();
    int pixel = at % shape.pixels();
    var text = "image " + image + ", layer " + layer.name() + (unpooled ? " before pooling" : "") + ", channel " + at / shape.pixels() + ", y " + pixel / shape.width() + ", x "
        + pixel % shape.width() + ": expected " + expected + String.format(" (0x%x)", expected)
        + (got == OutputDecoder.UNWRITTEN ? ", nothing was written" : ", got " + got + String.format(" (0x%x)", got));
    return new RunReport.Mismatch(image, l, unpooled, at, text);
  }

  private String stopped(int image, OutputDecoder decoder) {
    int l = decoder.reported() - 2;
    return "image " + image + ": the engine stopped in " + (l < 0 || l >= plan.layers().size() ? "its program" : "layer " + plan.layers().get(l).layer().name()) + " with error " + decoder.error() + " ("
        + EngineError.text(decoder.error()) + ")";
  }

  private String silent(int image, OutputDecoder decoder, RunResult ran) {
    int l = decoder.reported() - 1;
    return "image " + image + ": the engine fell silent in " + (l < 0 ? "the image's load" : l < plan.layers().size() ? "layer " + plan.layers().get(l).layer().name() : "its end") + ", after " + ran.cycles()
        + " cycles (" + patience + " of them without a beat)";
  }

  private RunReport report(int count, List<Outcome> outcomes, double seconds) {
    var total = new Outcome(plan.layers().size());
    for (var o : outcomes) {
      total.cycles += o.cycles;
      total.correct += o.correct;
      if (total.first.isEmpty()) total.first = o.first;
      for (int l = 0; l < total.layers.length; l++) total.layers[l].add(o.layers[l]);
    }
    var schedule = Schedule.of(plan);
    long elements = (long) plan.engine().tci() * plan.engine().pixels() * plan.engine().tco();
    var layers = new ArrayList<RunReport.Layer>();
    for (int l = 0; l < total.layers.length; l++) {
      var p = plan.layers().get(l);
      var t = total.layers[l];
      double n = Math.max(1, count);
      double ideal = p.idealCycles(elements);
      var mask = p.mask().statistics();
      layers.add(new RunReport.Layer(
          p.layer().name(), p.layer().macs(), ideal, schedule.cycles(l), t.cycles / n, t.maskWait / n, t.writeWait / n, t.cycles == 0 ? 0 : ideal * n / t.cycles, mask.bits(),
          mask.entropyPerWeight() * mask.weights(), mask.weights(), t.compared, t.mismatches));
    }
    return new RunReport(
        count, total.correct, layers.stream().mapToLong(RunReport.Layer::compared).sum(), layers.stream().mapToLong(RunReport.Layer::mismatches).sum(), total.cycles, seconds, options.seed(),
        List.copyOf(layers), total.first);
  }
}
