// SPDX-License-Identifier: Apache-2.0
package kakure.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kakure.cosim.Replay;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulation;
import kakure.cosim.Simulator;
import kakure.cosim.Until;

/** Makes a mismatch of one case happen again without Java: frames from reset, a script, and the waveform of 64 cycles before to 16 after the first wrong beat. */
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
   * @return the script; a value that was never written shows at the case's end
   */
  public Path write(RunReport.Mismatch mismatch, byte[] input, Path reports) {
    var one = plan.of(input);
    try {
      Files.createDirectories(reports);
      var recording = Files.createTempFile(reports, "session-", ".bin");
      try {
        long beat = wrongBeat(mismatch, one);
        long cycle;
        try (var sim = simulator.open(options.record(recording))) {
          feed(sim, one);
          cycle = sim.run(Until.transferred(one.answer(), beat).orIdle(plan.patience())).cycle();
        }
        return new Replay(simulator, options, reports).write(recording, cycle);
      } finally {
        Files.deleteIfExists(recording);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Beats up to the first that brings the wrong value, that one included. */
  private long wrongBeat(RunReport.Mismatch m, Case one) {
    int expected = one.golden().tensor(m.tensor()).values()[m.index()];
    try (var sim = simulator.open(options)) {
      feed(sim, one);
      sim.run(Until.transferred(one.answer(), one.beats()).orIdle(plan.patience()));
      var beats = sim.receive(one.answer(), Math.toIntExact(sim.available(one.answer())));
      var decoder = one.decoder();
      for (long n = 1; beats.hasRemaining() && !decoder.complete(); n++) {
        decoder.take(beats);
        var is = decoder.value(m.tensor(), m.index());
        if (is.isPresent() && is.getAsInt() != expected) return n;
      }
      return one.beats();
    }
  }

  private void feed(Simulation sim, Case one) {
    plan.setup(Link.to(sim));
    one.send(Link.to(sim));
  }
}
