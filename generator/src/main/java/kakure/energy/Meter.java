// SPDX-License-Identifier: Apache-2.0
package kakure.energy;

import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import kakure.cosim.Simulation;
import kakure.cosim.ToggleCounts;
import kakure.target.StepWatch;

/** Counts by step, over all cases and simulators. What no step owns, the load of an image and reports behind the last step, is told together. */
public final class Meter implements StepWatch {
  /** In the place of a step's number: what lies before the first and behind the last, or all where steps are not told apart. */
  public static final int REST = -1;

  private final int steps;
  private final SortedMap<Integer, ToggleCounts> counts = new TreeMap<>();

  /** @param steps of the plan */
  public Meter(int steps) {
    this.steps = steps;
  }

  @Override
  public void begins(Simulation simulation) {
    simulation.toggles();
  }

  @Override
  public void ends(OptionalInt step, Simulation simulation) {
    int s = step.orElse(REST);
    add(s < 0 || s >= steps ? REST : s, simulation.toggles());
  }

  private synchronized void add(int step, ToggleCounts more) {
    counts.merge(step, more, ToggleCounts::plus);
  }

  /** What a simulation in which there are no steps has counted. */
  public void counted(ToggleCounts more) {
    add(REST, more);
  }

  /** Cycles in all. */
  public synchronized long cycles() {
    return counts.values().stream().mapToLong(ToggleCounts::cycles).sum();
  }

  /** By step. */
  public synchronized SortedMap<Integer, ToggleCounts> counts() {
    return new TreeMap<>(counts);
  }
}
