// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How one simulation runs. Start from {@link #seed(long)} and change what differs.
 *
 * @param seed of uninitialised state and stalls
 * @param stallIn probability, per cycle, that a waiting input transaction is held back, 0 to 1; above 0 idle inputs carry noise
 * @param stallOut probability, per cycle, that an output is not accepted, 0 to 1
 * @param watchRules monitors for the rules of streams (docs/blocks.md)
 * @param resetCycles rising edges in reset at the start
 * @param startTimeout from the start of the process to its greeting
 * @param progressTimeout longest silence of a simulator that owes an answer (it sends a sign of life twice a second)
 * @param runTimeout of the whole session; zero is none
 * @param receiveLimit bytes of output transactions that may wait to be received
 * @param record file that gets all frames sent: a replay for the simulator alone
 * @param wave VCD of some cycles; needs {@link Simulator#traced()}
 */
public record SimOptions(long seed, double stallIn, double stallOut, boolean watchRules, int resetCycles, Duration startTimeout, Duration progressTimeout, Duration runTimeout,
             long receiveLimit, Optional<Path> record, Optional<Wave> wave) {

  /**
   * A window of cycles since reset, written as VCD.
   *
   * @param file the VCD
   * @param from first cycle
   * @param to last cycle
   */
  public record Wave(Path file, long from, long to) {}

  /** Checks ranges. */
  public SimOptions {
    if (!(stallIn >= 0 && stallIn < 1 && stallOut >= 0 && stallOut < 1)) throw new IllegalArgumentException("stall probabilities must be at least 0 and below 1");
    if (resetCycles < 0 || resetCycles > 1_000_000) throw new IllegalArgumentException("resetCycles must be 0 to 1,000,000");
    Objects.requireNonNull(startTimeout);
    Objects.requireNonNull(progressTimeout);
    Objects.requireNonNull(runTimeout);
  }

  /** Full speed, rules watched, four cycles of reset, 20 s for the start, 20 s for progress, no bound on the whole. */
  public static SimOptions seed(long seed) {
    return new SimOptions(seed, 0, 0, true, 4, Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ZERO, 1L << 30, Optional.empty(), Optional.empty());
  }

  /** With random stalls of these probabilities. */
  public SimOptions stalls(double in, double out) {
    return new SimOptions(seed, in, out, watchRules, resetCycles, startTimeout, progressTimeout, runTimeout, receiveLimit, record, wave);
  }

  /** With or without monitors. */
  public SimOptions watchRules(boolean on) {
    return new SimOptions(seed, stallIn, stallOut, on, resetCycles, startTimeout, progressTimeout, runTimeout, receiveLimit, record, wave);
  }

  /** With another length of reset. */
  public SimOptions resetCycles(int n) {
    return new SimOptions(seed, stallIn, stallOut, watchRules, n, startTimeout, progressTimeout, runTimeout, receiveLimit, record, wave);
  }

  /** With other time-outs for start, progress and the whole run; zero for the last is none. */
  public SimOptions timeouts(Duration start, Duration progress, Duration run) {
    return new SimOptions(seed, stallIn, stallOut, watchRules, resetCycles, start, progress, run, receiveLimit, record, wave);
  }

  /** With a recording of all frames sent. */
  public SimOptions record(Path file) {
    return new SimOptions(seed, stallIn, stallOut, watchRules, resetCycles, startTimeout, progressTimeout, runTimeout, receiveLimit, Optional.of(file), wave);
  }

  /** With a waveform of the cycles from..to. */
  public SimOptions wave(Path file, long from, long to) {
    return new SimOptions(seed, stallIn, stallOut, watchRules, resetCycles, startTimeout, progressTimeout, runTimeout, receiveLimit, record,
      Optional.of(new Wave(file, from, to)));
  }
}
