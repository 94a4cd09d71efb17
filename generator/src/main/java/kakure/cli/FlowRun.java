// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.util.Optional;
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
import kakure.target.Lanes;
import kakure.target.Link;
import kakure.target.Plan;
import kakure.target.RunReport;
import kakure.target.Runner;

/**
 * Images through what was placed and routed, several boards side by side where that is quicker.
 *
 * @param plan of the network on the design
 * @param design without a loader
 * @param simulator of the netlist
 * @param lanes boards side by side, where the simulator is one of several
 */
record FlowRun(Plan plan, Design design, Simulator simulator, Optional<Lanes> lanes) {
  private static final SimOptions OPTIONS = SimOptions.seed(1);
  /** As many images take several boards longer to build than one to run them. */
  private static final int FEW = 2;

  /** Builds a simulator of the netlist that was made, for so many images. */
  static FlowRun of(Plan plan, Design design, Made made, int images) {
    var boards = made.boards().filter(b -> images > FEW);
    var simulator = SimulatorBuild.standard().progress(Terminal::progress).build(Design.read(boards.orElse(made.netlist().orElseThrow())));
    return new FlowRun(plan, design, simulator, boards.map(b -> new Lanes(Made.BOARDS, 1)));
  }

  private boolean loaded() {
    return !simulator.design().top().equals(design.top());
  }

  /** Every layer of every image compared. */
  RunReport images(RunImages.Chosen chosen) {
    var runner = new Runner(loaded() ? new SerialPlan(plan, design) : plan, simulator, OPTIONS);
    lanes.ifPresent(runner::sideBySide);
    return runner.run(chosen.first(), chosen.count(), chosen.image(), chosen.label(), Runtime.getRuntime().availableProcessors(), done -> Terminal.progress("image " + done + " of " + chosen.count() + " on the netlist after place and route"));
  }

  /** Cycles of an image, its load included, by the program whose last layer alone answers. @throws CheckFailed if the answer stays away */
  long cyclesOfSums(byte[] image) {
    Terminal.progress("an image whose last layer alone answers, on the netlist after place and route");
    try (var sim = simulator.open(OPTIONS)) {
      var pins = lanes.map(l -> l.all(Link.to(sim))).orElse(Link.to(sim));
      var link = loaded() ? new Serial(design).over(pins) : pins;
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
