// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Makes a failure that happens again without Java: a directory with the traced simulator, the frames from reset to 16 cycles after the failure, a script, and the waveform of 64 cycles before to
 * 16 after.
 */
public final class Replay {
  private static final int BEFORE = 64;
  private static final int AFTER = 16;
  private static final String WAVE = "mismatch.vcd";
  private static final int MISMATCH_STATUS = 1;
  private static final String PATH = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final Simulator simulator;
  private final SimOptions options;
  private final Path reports;

  /**
   * A failure that can be seen again.
   *
   * @param script runs it again, prints it and exits with 1
   * @param waveform of the cycles about it
   * @param cycle in which it showed
   */
  public record Shown(Path script, Path waveform, long cycle) {}

  /** Replays of a simulator's failures, each in a directory of its own below {@code reports}. */
  public Replay(Simulator simulator, SimOptions options, Path reports) {
    this.simulator = simulator;
    this.options = options;
    this.reports = reports;
  }

  /** Repeats stimulus and golden function up to the mismatch and writes the replay; the exception to throw. */
  MismatchException write(Mismatch m, CycleStimulus stimulus, CycleGolden golden) {
    try {
      Path stage = stage();
      try (OutputStream out = Files.newOutputStream(stage.resolve("replay.bin"))) {
        frames(new FrameWriter(out), m, stimulus, golden);
      }
      Path script = bundle(stage, m.cycle());
      Exec again = Exec.run(script.getParent(), PATH, LIMIT, List.of(script.toString()));
      String shown = again.status() == MISMATCH_STATUS ? script.resolveSibling(WAVE).toString() : "none, the replay ended with status " + again.status() + ": " + again.complaint();
      return new MismatchException(m, script, shown);
    } catch (IOException | ToolException | DesignException e) {
      return new MismatchException(m, null, e.getMessage());
    }
  }

  /**
   * The same for a session in stream mode that was recorded ({@link SimOptions#record}), and ends with what {@link Simulation#expect} said or with the design's own fault.
   *
   * @param recording the file of the finished session
   * @param cycle where the waveform is wanted: 64 cycles before to 16 after
   * @return what was written
   * @throws ToolException where it cannot be, or does not show the failure
   */
  public Shown write(Path recording, long cycle) {
    return write(recording, cycle, MISMATCH_STATUS);
  }

  /**
   * The same for a session in which something never came: its replay has nothing to compare, ends with 0, and shows by its waveform how the design fell silent.
   *
   * @throws ToolException where it cannot be written, or does not run to its end
   */
  public Shown writeSilence(Path recording, long cycle) {
    return write(recording, cycle, 0);
  }

  private Shown write(Path recording, long cycle, int status) {
    try {
      Path stage = stage();
      Files.copy(recording, stage.resolve("replay.bin"));
      Path script = bundle(stage, cycle);
      Exec again = Exec.run(script.getParent(), PATH, LIMIT, List.of(script.toString()));
      if (again.status() != status) throw new ToolException(script + " ended with status " + again.status() + " and does not show the mismatch: " + again.complaint());
      return new Shown(script, script.resolveSibling(WAVE), cycle);
    } catch (IOException e) {
      throw new ToolException("the replay cannot be written below " + reports + ": " + e.getMessage(), e);
    }
  }

  private Path stage() throws IOException {
    Files.createDirectories(reports);
    return Children.temporary(Files.createTempDirectory(reports.toAbsolutePath(), "tmp-"));
  }

  private void frames(FrameWriter out, Mismatch m, CycleStimulus stimulus, CycleGolden golden) throws IOException {
    int inBytes = simulator.design().inputs().bytes();
    int outBytes = simulator.design().outputs().bytes();
    Greeting greeting = new Greeting(simulator.design().top(), simulator.designHash(), simulator.portsHash(), options, simulator.design().streams());
    out.write(Message.HELLO, greeting.frame(new BufferPool()));
    out.write(Message.RESET, frame(4).putInt(options.resetCycles()).flip());
    stimulus.reset();
    golden.reset();
    int most = CycleRun.frameCycles(stimulus, inBytes, outBytes);
    long end = m.cycle() + 1;
    for (long first = 0; first < end + AFTER;) {
      int n = (int) Math.min(most, (first < end ? end : end + AFTER) - first);
      ByteBuffer want = ByteBuffer.allocate(n * outBytes).order(ByteOrder.LITTLE_ENDIAN);
      if (stimulus instanceof Sweep sweep) {
        golden.run(ByteBuffer.allocate(0), want, n);
        out.write(Message.SWEEP, sweep.ask(frame(Sweep.PAYLOAD), n).position(0));
      } else {
        ByteBuffer in = frame(4 + n * inBytes).putInt(n);
        stimulus.fill(in, n);
        golden.run(in.slice(20, n * inBytes).order(ByteOrder.LITTLE_ENDIAN), want, n);
        out.write(Message.STEP, in.position(0));
      }
      first += n;
      if (first == end) out.write(Message.EXPECT, frame(8 + 2 * outBytes).putLong(m.cycle()).put(want.array(), (n - 1) * outBytes, outBytes).put(defined(golden, n, outBytes)).flip());
    }
  }

  /** Which bits of the last record are compared. */
  private static byte[] defined(CycleGolden golden, int cycles, int outBytes) {
    byte[] last = new byte[outBytes];
    Arrays.fill(last, (byte) 0xff);
    if (golden.partial()) {
      ByteBuffer masks = ByteBuffer.allocate(cycles * outBytes).order(ByteOrder.LITTLE_ENDIAN);
      golden.defined(masks, cycles);
      masks.get((cycles - 1) * outBytes, last);
    }
    return last;
  }

  private static ByteBuffer frame(int payload) {
    return ByteBuffer.allocate(Message.HEADER_BYTES + payload).order(ByteOrder.LITTLE_ENDIAN).position(Message.HEADER_BYTES);
  }

  /** Adds simulator and script to a stage that has replay.bin, and gives it its name. */
  private Path bundle(Path stage, long cycle) throws IOException {
    Simulator traced = simulator.traced();
    Files.copy(traced.executable(), stage.resolve("simulator"), StandardCopyOption.COPY_ATTRIBUTES);
    long from = Math.max(0, cycle - BEFORE);
    Path script = stage.resolve("replay.sh");
    Files.writeString(script, "#!/bin/sh\n# Runs the failure at cycle " + cycle + " again and writes " + WAVE + " beside this file.\n"
      + "here=$(cd \"$(dirname \"$0\")\" && pwd)\ncd \"" + simulator.design().directory() + "\" 2>/dev/null || cd \"$here\"\n"
      + "exec \"$here/simulator\" --replay \"$here/replay.bin\" --wave \"$here/" + WAVE + "\" --from " + from + " --to " + (cycle + AFTER) + " \"$@\"\n", StandardCharsets.UTF_8);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path home = place(stage, simulator.design().top() + "-seed" + Long.toUnsignedString(options.seed()) + "-cycle" + cycle);
    return home.resolve("replay.sh");
  }

  private Path place(Path stage, String name) throws IOException {
    Path home = reports.toAbsolutePath().resolve(name);
    if (Files.exists(home)) Children.remove(home);
    Files.move(stage, home, StandardCopyOption.ATOMIC_MOVE);
    Children.remove(stage);
    return home;
  }
}
