// SPDX-License-Identifier: Apache-2.0
package targets.matrix;

import blocks.floating.perceptron.Perceptron;
import blocks.floating.perceptron.PerceptronModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kakure.CheckFailed;
import kakure.cosim.Replay;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulation;
import kakure.cosim.Simulator;
import kakure.cosim.SimulatorPool;
import kakure.cosim.Until;

/** Trainings on a simulated perceptron: output, loss and all weights after every step are those of the golden model, bit for bit, or the run fails. */
final class PerceptronRun {
  private static final int PATIENCE = 10_000;

  private final Perceptron block;
  private final Simulator simulator;
  private final Path reports;

  /**
   * A run.
   *
   * @param simulator of the block
   * @param reports where a mismatch is made to be shown again
   */
  PerceptronRun(Perceptron block, Simulator simulator, Path reports) {
    this.block = block;
    this.simulator = simulator;
    this.reports = reports;
  }

  /** Trainings, on as many simulators at once. */
  List<Trained> run(List<PerceptronTask> tasks, int simulators, Runnable done) {
    return SimulatorPool.run(Math.min(simulators, tasks.size()), tasks.size(), () -> simulator.open(SimOptions.seed(1)), (sim, i) -> {
      var trained = train(sim, tasks.get(i));
      done.run();
      return trained;
    });
  }

  private Trained train(Simulation sim, PerceptronTask task) {
    long before = sim.cycles();
    var format = block.format();
    var samples = task.samples(format);
    send(sim, task, samples);
    var running = sim.start(Until.transferred("step", samples.size()).orIdle(PATIENCE));
    var model = new PerceptronModel(block);
    model.set(task.init(format));
    var want = expected(sim, model, samples);
    running.join();
    int arrived = (int) Math.min(samples.size(), sim.available("step"));
    var got = sim.receive("step", arrived).order(ByteOrder.LITTLE_ENDIAN);
    if (got.mismatch(want) >= 0) throw differs(sim, task, samples, got, want);
    return new Trained(task, losses(sim, got, samples.size()), model.weights(), task.accuracy(block, model.weights()), samples.size(), samples.size() * (2L + block.weights()), sim.cycles() - before);
  }

  private void send(Simulation sim, PerceptronTask task, List<PerceptronTask.Sample> samples) {
    var first = sim.design().transaction("init");
    var values = task.init(block.format());
    var init = ByteBuffer.allocate(first.bytes() * values.length);
    for (int i = 0; i < values.length; i++) first.put(init, i, 0, values[i]);
    sim.send("init", init);
    var layout = sim.design().transaction("sample");
    var all = ByteBuffer.allocate(layout.bytes() * samples.size());
    for (int i = 0; i < samples.size(); i++) {
      var s = samples.get(i);
      layout.put(all, i, 0, s.x0());
      layout.put(all, i, 1, s.x1());
      layout.put(all, i, 2, s.target());
      layout.put(all, i, 3, i == samples.size() - 1 ? 1 : 0);
      if (block.multiplier().adaptive()) layout.put(all, i, 4, s.mask());
    }
    sim.send("sample", all);
  }

  /** The golden model's steps, as they would arrive. */
  private ByteBuffer expected(Simulation sim, PerceptronModel model, List<PerceptronTask.Sample> samples) {
    var layout = sim.design().transaction("step");
    var all = ByteBuffer.allocate(layout.bytes() * samples.size());
    for (int i = 0; i < samples.size(); i++) {
      var s = samples.get(i);
      var made = model.step(s.x0(), s.x1(), s.target(), s.mask());
      layout.put(all, i, 0, made.output());
      layout.put(all, i, 1, made.loss());
      Bits.put(all, i * layout.bytes() + layout.offset(2), model.weights(), block.format().bits());
    }
    return all;
  }

  private List<Double> losses(Simulation sim, ByteBuffer got, int steps) {
    var layout = sim.design().transaction("step");
    var all = new ArrayList<Double>();
    for (int first = 0; first < steps; first += PerceptronTask.SAMPLES) {
      double sum = 0;
      for (int i = 0; i < PerceptronTask.SAMPLES; i++) sum += block.format().toDouble(layout.get(got, first + i, 1).longValue());
      all.add(sum / PerceptronTask.SAMPLES);
    }
    return all;
  }

  private CheckFailed differs(Simulation sim, PerceptronTask task, List<PerceptronTask.Sample> samples, ByteBuffer got, ByteBuffer want) {
    var layout = sim.design().transaction("step");
    int at = got.mismatch(want), step = at / layout.bytes();
    var text = new StringBuilder(block.moduleName() + ", " + task.kind().word() + ", seed " + task.seed() + ": ");
    if (at == got.limit()) text.append("fell silent after step ").append(step).append(" of ").append(samples.size());
    else text.append("step ").append(step).append(": ").append(place(at % layout.bytes() - layout.offset(2), at % layout.bytes() < layout.offset(1)));
    return new CheckFailed(text + "\nreplay: " + replay(task, samples, want, step, at == got.limit()));
  }

  private String place(int byteOfWeights, boolean output) {
    if (byteOfWeights < 0) return (output ? "output" : "loss") + " differs from the golden model's";
    int index = byteOfWeights * 8 / block.format().bits(), hidden = block.hidden();
    var name = index < 3 * hidden ? "W1[" + index / hidden + "][" + index % hidden + "]" : "w2[" + (index - 3 * hidden) + "]";
    return "weight " + name + (block.format().bits() % 8 == 0 ? "" : ", or the next,") + " after it differs from the golden model's";
  }

  /** The training alone, once more, recorded up to the step that differs, or to the silence. */
  private Path replay(PerceptronTask task, List<PerceptronTask.Sample> samples, ByteBuffer want, int step, boolean silent) {
    try {
      Files.createDirectories(reports);
      var recording = Files.createTempFile(reports, "session-", ".bin");
      try {
        var options = SimOptions.seed(1).record(recording);
        long cycle;
        try (var sim = simulator.open(options)) {
          send(sim, task, samples);
          cycle = sim.run(Until.transferred("step", silent ? samples.size() : step + 1).orIdle(PATIENCE)).cycle();
          if (!silent) expect(sim, cycle, want, step);
        }
        var replay = new Replay(simulator, options, reports);
        return (silent ? replay.writeSilence(recording, cycle) : replay.write(recording, cycle)).script();
      } finally {
        Files.deleteIfExists(recording);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void expect(Simulation sim, long cycle, ByteBuffer want, int step) {
    var right = new byte[sim.design().transaction("step").bytes()];
    want.get(step * right.length, right);
    var counts = new byte[right.length];
    Arrays.fill(counts, (byte) 0xff);
    sim.expect("step", cycle, right, counts);
  }
}
