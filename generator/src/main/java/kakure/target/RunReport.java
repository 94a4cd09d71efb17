// SPDX-License-Identifier: Apache-2.0
package kakure.target;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a co-simulation of cases saw.
 *
 * @param cases run, @param labelled of them whose result tells a label, @param correct of these with the right one (by the hardware's result)
 * @param compared values, @param mismatches of them
 * @param cycles simulated in all, reset and set-up included
 * @param seconds of wall time from the first case's start to the last one's end, simulation, golden model and comparison
 * @param goldenSeconds of a processor for the golden model, @param simulatorSeconds for the simulators while they ran cases; 0 where the system does not tell
 * @param seed of uninitialised state
 * @param steps in order
 * @param first mismatch, described
 */
public record RunReport(
    int cases, int labelled, int correct, long compared, long mismatches, long cycles, double seconds, double goldenSeconds, double simulatorSeconds, long seed, List<Ran> steps, Optional<Mismatch> first) {
  /**
   * A value that differs.
   *
   * @param number of the case, @param tensor its name, @param index in it
   * @param text layer, place, what was expected and what came, decimal and hexadecimal
   */
  public record Mismatch(int number, String tensor, int index, String text) {}

  /**
   * A step's share.
   *
   * @param step of the plan
   * @param cycles measured, mean of the cases
   * @param counters what the hardware counted beside its cycles, means
   * @param compared values, @param mismatches of them
   */
  public record Ran(Step step, double cycles, Map<String, Double> counters, long compared, long mismatches) {
    /** Ideal over measured cycles. */
    public double utilisation() {
      return cycles == 0 ? 0 : step.idealCycles() / cycles;
    }
  }

  /** Simulated cycles per case. */
  public double cyclesPerCase() {
    return cases == 0 ? 0 : (double) cycles / cases;
  }

  /** Simulated cycles per second of wall time, everything included. */
  public double simCyclesPerSecond() {
    return seconds == 0 ? 0 : cycles / seconds;
  }

  /** The plan's steps, in order. */
  public List<Step> planned() {
    return steps.stream().map(Ran::step).toList();
  }
}
