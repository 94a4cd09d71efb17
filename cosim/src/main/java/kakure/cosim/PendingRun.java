// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.util.concurrent.CompletableFuture;

/** A run that was asked for and may still be under way. */
public final class PendingRun {
  private final Simulation simulation;
  private final CompletableFuture<RunResult> result;

  PendingRun(Simulation simulation, CompletableFuture<RunResult> result) {
    this.simulation = simulation;
    this.result = result;
  }

  /** Waits for the end of the run. @throws ToolException or {@link DesignFault}, as all methods of {@link Simulation} */
  public RunResult join() {
    return simulation.await(result);
  }

  /** True when {@link #join} does not wait. */
  public boolean isDone() {
    return result.isDone();
  }
}
