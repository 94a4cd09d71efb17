// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import kakure.console.Countdown;
import kakure.console.Terminal;
import kakure.train.TrainProgress;

/** Shows how far a training is, and keeps what it said last. */
final class TrainingWatch implements TrainProgress {
  private final Countdown countdown = new Countdown();
  private State last;

  @Override
  public void report(State state) {
    last = state;
    Terminal.progress(TrainCommand.line(state, countdown));
  }

  /** Where the training ended; null before its first batch. */
  State last() {
    return last;
  }
}
