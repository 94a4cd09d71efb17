// SPDX-License-Identifier: Apache-2.0
package kakure.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kakure.cosim.Replay;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulation;
import kakure.cosim.Simulator;
import kakure.cosim.Until;
import kakure.network.GoldenNetwork;

/** Makes a mismatch of one image happen again without Java: frames from reset, a script, and the waveform of 64 cycles before to 16 after the first wrong beat. */
public final class EngineReplay {
  private final EnginePlan plan;
  private final Simulator simulator;
  private final SimOptions options;

  /** Replays of a runner's plan, simulator and options. */
  public EngineReplay(EnginePlan plan, Simulator simulator, SimOptions options) {
    this.plan = plan;
    this.simulator = simulator;
    this.options = options;
  }

  /**
   * Runs the image alone from reset, first to find the beat that brings the wrong value, then, recorded, up to that beat.
   *
   * @param mismatch what a run found
   * @param image pixels of that image
   * @param reports directory that gets a directory for this failure
   * @return the script; a value that was never written shows at the image's end
   */
  public Path write(RunReport.Mismatch mismatch, byte[] image, Path reports) {
    try {
      Files.createDirectories(reports);
      var recording = Files.createTempFile(reports, "session-", ".bin");
      try {
        long beat = wrongBeat(mismatch, image);
        long cycle;
        try (var sim = simulator.open(options.record(recording))) {
          feed(sim, image);
          cycle = sim.run(Until.transferred("out", beat).orIdle(EngineRunner.patience(plan))).cycle();
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
  private long wrongBeat(RunReport.Mismatch m, byte[] image) {
    var trace = new GoldenNetwork(plan.network()).run(image);
    int expected = m.unpooled() ? trace.unpooled().get(m.layer())[m.index()] & 255 : trace.values(m.layer())[m.index()];
    try (var sim = simulator.open(options)) {
      feed(sim, image);
      sim.run(Until.transferred("out", plan.beats()).orIdle(EngineRunner.patience(plan)));
      var beats = sim.receive("out", Math.toIntExact(sim.available("out")));
      var decoder = new OutputDecoder(plan);
      decoder.clear();
      for (long n = 1; beats.hasRemaining() && !decoder.complete(); n++) {
        decoder.one(beats);
        int is = (m.unpooled() ? decoder.unpooled(m.layer()) : decoder.result(m.layer()))[m.index()];
        if (is != OutputDecoder.UNWRITTEN && is != expected) return n;
      }
      return plan.beats();
    }
  }

  private void feed(Simulation sim, byte[] image) {
    sim.send("cfg", plan.setup(true));
    sim.send("cfg", plan.start());
    sim.send("img", plan.image(image));
    sim.send("msk", plan.masks());
    sim.send("rqc", plan.scales());
  }
}
