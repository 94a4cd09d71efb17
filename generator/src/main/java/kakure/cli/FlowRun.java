// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import kakure.CheckFailed;
import kakure.console.Terminal;
import kakure.cosim.Design;
import kakure.cosim.RunResult;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulator;
import kakure.cosim.SimulatorBuild;
import kakure.cosim.Until;
import kakure.flow.Board;
import kakure.flow.Made;
import kakure.flow.Serial;
import kakure.flow.SerialPlan;
import kakure.target.Link;
import kakure.target.Plan;
import kakure.target.RunReport;
import kakure.target.Runner;

/**
 * Images through what was placed and routed.
 *
 * @param plan of the network on the design
 * @param design without a loader
 * @param simulator of the netlist
 */
record FlowRun(Plan plan, Design design, Simulator simulator) {
  private static final SimOptions OPTIONS = SimOptions.seed(1);

  /** Builds a simulator of the netlist that was made. */
  static FlowRun of(Plan plan, Design design, Made made) {
    return new FlowRun(plan, design, SimulatorBuild.standard().progress(Terminal::progress).build(Design.read(made.netlist().orElseThrow())));
  }

  private boolean loaded() {
    return !simulator.design().top().equals(design.top());
  }

  /** Every layer of every image compared. */
  RunReport images(RunImages.Chosen chosen) {
    return new Runner(loaded() ? new SerialPlan(plan, design) : plan, simulator, OPTIONS).run(chosen.first(), chosen.count(), chosen.image(), chosen.label(), Runtime.getRuntime().availableProcessors(),
        done -> Terminal.progress("image " + done + " of " + chosen.count() + " on the netlist after place and route"));
  }

  /** Cycles of an image, its load included, by the program whose last layer alone answers. @throws CheckFailed if the answer stays away */
  long cyclesOfSums(byte[] image) {
    Terminal.progress("an image whose last layer alone answers, on the netlist after place and route");
    try (var sim = simulator.open(OPTIONS)) {
      var link = loaded() ? new Serial(design).over(Link.to(sim)) : Link.to(sim);
      plan.setup(link);
      sim.run(Until.taken());
      var one = plan.of(image);
      if (loaded()) one.sendInTurn(link);
      else one.send(link);
      long answer = loaded() ? one.beats() * design.stream(one.answer()).bytes() : one.beats();
      var ran = sim.run(Until.transferred(loaded() ? Board.TX : one.answer(), answer).orIdle(new SerialPlan(plan, design).patience()));
      if (ran.reason() != RunResult.Reason.ARRIVED) throw new CheckFailed("on the netlist after place and route: the answer of the last layer alone does not come, after " + ran.cycles() + " cycles");
      return ran.cycles();
    }
  }
}
