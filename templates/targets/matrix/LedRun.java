// SPDX-License-Identifier: Apache-2.0
package targets.matrix;

import blocks.floating.matrixengine.MatrixEngine;
import blocks.floating.perceptron.Perceptron;
import java.util.ArrayList;
import java.util.List;
import kakure.BadInput;
import kakure.CheckFailed;
import kakure.console.Home;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulator;
import kakure.target.RunReplay;
import kakure.target.RunReport;
import kakure.target.Runner;

/** Trainings on a simulated matrix engine that the host leads: every product and every updated weight is the golden model's, or the run fails. */
final class LedRun {
  private final MatrixEngine engine;
  private final Simulator simulator;
  private final Perceptron judge;

  /** @param judge the perceptron of the same format and multiplier, by which accuracy is told */
  LedRun(MatrixEngine engine, Simulator simulator, Perceptron judge) {
    this.engine = engine;
    this.simulator = simulator;
    this.judge = judge;
  }

  /** Trainings, one after the other, the steps of each on as many simulators at once. */
  List<Trained> run(List<PerceptronTask> tasks, int batch, int simulators, Runnable done) {
    var all = new ArrayList<Trained>();
    for (var task : tasks) {
      all.add(train(task, batch, simulators));
      done.run();
    }
    return all;
  }

  private Trained train(PerceptronTask task, int batch, int simulators) {
    MatrixTraining plan;
    try {
      plan = new MatrixTraining(engine, task, batch);
    } catch (IllegalArgumentException e) {
      throw new BadInput(e.getMessage(), e);
    }
    var options = SimOptions.seed(1);
    var report = new Runner(plan, simulator, options).run(plan.count(), MatrixTraining::input, i -> -1, simulators, i -> { });
    report.first().ifPresent(m -> {
      throw differs(plan, task, m, options);
    });
    return new Trained(task, plan.losses(), plan.weights(), task.accuracy(judge, plan.weights()), plan.count(), report.compared(), report.cycles());
  }

  private CheckFailed differs(MatrixTraining plan, PerceptronTask task, RunReport.Mismatch m, SimOptions options) {
    var text = engine.moduleName() + ", " + task.kind().word() + ", seed " + task.seed() + ": step " + m.number() + ": " + m.text();
    return new CheckFailed(new RunReplay(plan, simulator, options).write(m, MatrixTraining.input(m.number()), Home.work().resolve("mismatch")).map(shown -> text + "\nreplay: " + shown.script()).orElse(text));
  }
}
