// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import kakure.CheckFailed;
import kakure.cosim.Simulator;
import kakure.kernel.Block;
import kakure.kernel.Netlist;
import kakure.spec.BlockSpec;
import kakure.spec.Domain;
import kakure.spec.FunctionModel;

/** An exhaustive check of a function on 64 lanes and one simulator, to be timed. */
public final class FunctionBench {
  /** Copies of the block in the simulated design. */
  public static final int LANES = 64;

  private final Simulator simulator;
  private final Block block;
  private final FunctionModel model;
  private final Domain domain;

  private FunctionBench(Simulator simulator, Block block, FunctionModel model, Domain domain) {
    this.simulator = simulator;
    this.block = block;
    this.model = model;
    this.domain = domain;
  }

  /** Builds the simulator of a function's block. */
  public static <B extends Block> FunctionBench of(BlockSpec<B> spec, B block, Path work, Consumer<String> progress) {
    var simulator = new Workbench(work.resolve("check"), Optional.empty(), progress).fastSimulator(Netlist.elaborate(new Lanes(block, LANES)));
    return new FunctionBench(simulator, block, (FunctionModel) spec.golden(block), spec.space(block).exhaustive());
  }

  /** The simulator of the lanes. */
  public Simulator simulator() {
    return simulator;
  }

  /** Results in a second, of the domain's first points. @throws CheckFailed if one differs */
  public double resultsPerSecond(long points) {
    var report = new FunctionCheck(simulator, block, model, LANES, 1, Optional.empty()).run(domain, 0, points, 1, at -> { });
    if (report.mismatches() > 0) throw new CheckFailed(report.message());
    return points / report.seconds();
  }
}
