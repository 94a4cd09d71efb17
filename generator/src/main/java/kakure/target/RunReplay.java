// SPDX-License-Identifier: Apache-2.0
package kakure.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import kakure.cosim.MemoryWatch;
import kakure.cosim.Replay;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulation;
import kakure.cosim.Simulator;
import kakure.cosim.Until;

/** Makes a mismatch of one case happen again without Java: frames from reset, a script that prints it and exits with 1, and the waveform of 64 cycles before to 16 after the first wrong beat. */
public final class RunReplay {
  private final Plan plan;
  private final Simulator simulator;
  private final SimOptions options;

  /** Replays of a runner's plan, simulator and options. */
  public RunReplay(Plan plan, Simulator simulator, SimOptions options) {
    this.plan = Runner.fitting(plan, simulator);
    this.simulator = simulator;
    this.options = options;
  }

  /**
   * Runs the case alone from reset, first to find the beat, or the write, that brings the wrong value, then, recorded, up to that beat.
   *
   * @param mismatch what a run found
   * @param input of that case
   * @param reports directory that gets a directory for this failure
   * @return the replay; nothing where no beat brings the value: it was never written
   * @throws kakure.cosim.ToolException where the traced simulator cannot be built, or does not show the mismatch
   */
  public Optional<Replay.Shown> write(RunReport.Mismatch mismatch, byte[] input, Path reports) {
    var one = plan.of(input);
    var wrong = wrongBeat(mismatch, one);
    if (wrong.isEmpty()) return Optional.empty();
    try {
      Files.createDirectories(reports);
      var recording = Files.createTempFile(reports, "session-", ".bin");
      try {
        long cycle;
        try (var sim = simulator.open(options.record(recording))) {
          feed(sim, one);
          cycle = sim.run(Until.transferred(wrong.get().stream(), wrong.get().number()).orIdle(plan.patience())).cycle();
          sim.expect(wrong.get().stream(), cycle, wrong.get().right(), wrong.get().counts());
        }
        return Optional.of(new Replay(simulator, options, reports).write(recording, cycle));
      } finally {
        Files.deleteIfExists(recording);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A beat, or a write, that brings a wrong value.
   *
   * @param stream of it
   * @param number from 1
   * @param right what it should have been
   * @param counts the bits in which that differs
   */
  private record Wrong(String stream, long number, byte[] right, byte[] counts) {}

  /** The beat that brings the wrong value: of several, as a memory has them where pixels are merged, the one after which it stays as it is. */
  private Optional<Wrong> wrongBeat(RunReport.Mismatch m, Case one) {
    int expected = one.golden().tensor(m.tensor()).values()[m.index()];
    try (var sim = simulator.open(options)) {
      feed(sim, one);
      sim.run(Until.transferred(one.answer(), one.beats()).orIdle(plan.patience()));
      var arrived = Arrived.of(sim, one.answer(), sim.available(one.answer()));
      var decoder = one.decoder();
      var begin = arrived.place();
      Arrived.Place before = begin, from = begin, to = begin;
      var is = OptionalInt.empty();
      while (!decoder.complete() && arrived.next(decoder)) {
        var now = decoder.value(m.tensor(), m.index());
        if (!now.equals(is)) {
          from = before;
          to = arrived.place();
        }
        is = now;
        before = arrived.place();
      }
      return is.isEmpty() || is.getAsInt() == expected ? Optional.empty() : Optional.of(corrected(sim, arrived, begin, from, to, m, one, expected));
    }
  }

  /** How a beat holds a value is the target's alone: the bytes are found by putting the right value in every place until the decoder reads it. */
  private static Wrong corrected(Simulation sim, Arrived arrived, Arrived.Place begin, Arrived.Place from, Arrived.Place to, RunReport.Mismatch m, Case one, int expected) {
    boolean write = Arrived.wrote(from, to);
    String stream = write ? MemoryWatch.STREAM : one.answer();
    int bytes = sim.design().stream(stream).bytes();
    byte[] came = arrived.last(to, write, bytes);
    for (int width = 1; width <= Integer.BYTES; width *= 2)
      for (int at = write ? MemoryWatch.HEAD : 0; at + width <= bytes; at++) {
        byte[] right = came.clone();
        for (int i = 0; i < width; i++) right[at + i] = (byte) (expected >> 8 * i);
        var decoder = one.decoder();
        var before = arrived.between(begin, from);
        while (before.next(decoder)) continue;
        var beat = ByteBuffer.wrap(right).order(ByteOrder.LITTLE_ENDIAN);
        if (write) decoder.written(beat);
        else decoder.take(beat);
        if (decoder.value(m.tensor(), m.index()).equals(OptionalInt.of(expected))) {
          byte[] counts = new byte[bytes];
          for (int i = 0; i < bytes; i++) counts[i] = (byte) (right[i] ^ came[i]);
          return new Wrong(stream, (write ? to.written() : to.out()) / bytes, right, counts);
        }
      }
    throw new IllegalStateException("no beat in the place of the one before " + to + " brings " + expected);
  }

  private void feed(Simulation sim, Case one) {
    plan.setup(Link.to(sim));
    one.send(Link.to(sim));
  }
}
