// SPDX-License-Identifier: Apache-2.0
package kakure.target;

import java.util.OptionalInt;
import kakure.cosim.RunResult;
import kakure.cosim.Simulation;
import kakure.cosim.Until;

/** A case that was sent, run transaction by transaction of its answer, so that each step's end is known to the cycle. */
final class StepWalk {
  private final Simulation sim;
  private final Case sent;
  private final int patience;
  private final StepWatch watch;
  private final Decoder decoder;

  StepWalk(Simulation sim, Case sent, int patience, StepWatch watch) {
    this.sim = sim;
    this.sent = sent;
    this.patience = patience;
    this.watch = watch;
    this.decoder = sent.decoder();
  }

  /** Until the answer is complete, or nothing comes any more. */
  RunResult run() {
    boolean told = decoder.step().isPresent();
    RunResult ran;
    long left = sent.beats();
    do {
      long asked = told ? 1 : left;
      ran = sim.run(Until.transferred(sent.answer(), asked).orIdle(patience));
      long came = ran.reason() == RunResult.Reason.ARRIVED ? asked : sim.available(sent.answer());
      int step = decoder.step().orElse(0);
      var arrived = Arrived.of(sim, sent.answer(), came);
      while (!decoder.complete() && arrived.next(decoder)) continue;
      if (!told) watch.ends(decoder.step(), sim);
      for (; told && step < decoder.step().getAsInt(); step++) watch.ends(OptionalInt.of(step), sim);
      left -= came;
    } while (left > 0 && !decoder.complete() && ran.reason() == RunResult.Reason.ARRIVED);
    return ran;
  }

  /** What came. */
  Trace trace() {
    return decoder.trace();
  }
}
