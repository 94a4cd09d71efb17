// SPDX-License-Identifier: Apache-2.0
package kakure.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
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
    this.plan = plan;
    this.simulator = simulator;
    this.options = options;
  }

  /**
   * Runs the case alone from reset, first to find the beat that brings the wrong value, then, recorded, up to that beat.
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
          cycle = sim.run(Until.transferred(one.answer(), wrong.get().number()).orIdle(plan.patience())).cycle();
          sim.expect(one.answer(), cycle, wrong.get().right(), wrong.get().counts());
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
   * A beat that brings a wrong value.
   *
   * @param number from 1
   * @param right what it should have been
   * @param counts the bits in which that differs
   */
  private record Wrong(long number, byte[] right, byte[] counts) {}

  /** The first beat that brings the wrong value. */
  private Optional<Wrong> wrongBeat(RunReport.Mismatch m, Case one) {
    int expected = one.golden().tensor(m.tensor()).values()[m.index()];
    try (var sim = simulator.open(options)) {
      feed(sim, one);
      sim.run(Until.transferred(one.answer(), one.beats()).orIdle(plan.patience()));
      var beats = sim.receive(one.answer(), Math.toIntExact(sim.available(one.answer())));
      var decoder = one.decoder();
      for (long n = 1; beats.hasRemaining() && !decoder.complete(); n++) {
        int from = beats.position();
        decoder.take(beats);
        var is = decoder.value(m.tensor(), m.index());
        if (is.isPresent() && is.getAsInt() != expected) return Optional.of(corrected(beats, from, n, m, one, expected));
      }
      return Optional.empty();
    }
  }

  /** How a beat holds a value is the target's alone: the bytes are found by putting the right value in every place until the decoder reads it. */
  private static Wrong corrected(ByteBuffer beats, int from, long number, RunReport.Mismatch m, Case one, int expected) {
    int bytes = beats.position() - from;
    byte[] came = new byte[bytes];
    beats.get(from, came);
    for (int width = 1; width <= Integer.BYTES; width *= 2)
      for (int at = 0; at + width <= bytes; at++) {
        byte[] right = came.clone();
        for (int i = 0; i < width; i++) right[at + i] = (byte) (expected >> 8 * i);
        var decoder = one.decoder();
        var before = beats.duplicate().order(beats.order()).position(0).limit(from);
        while (before.hasRemaining()) decoder.take(before);
        decoder.take(ByteBuffer.wrap(right).order(beats.order()));
        if (decoder.value(m.tensor(), m.index()).equals(OptionalInt.of(expected))) {
          byte[] counts = new byte[bytes];
          for (int i = 0; i < bytes; i++) counts[i] = (byte) (right[i] ^ came[i]);
          return new Wrong(number, right, counts);
        }
      }
    throw new IllegalStateException("no beat in the place of beat " + number + " brings " + expected);
  }

  private void feed(Simulation sim, Case one) {
    plan.setup(Link.to(sim));
    one.send(Link.to(sim));
  }
}
