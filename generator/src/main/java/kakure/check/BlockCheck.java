// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import kakure.BadInput;
import kakure.cosim.Simulator;
import kakure.kernel.Block;
import kakure.kernel.Netlist;
import kakure.spec.BlockSpec;
import kakure.spec.CycleModel;
import kakure.spec.Stimulus;
import kakure.spec.StreamModel;

/**
 * Co-simulates a block with its golden function, with random stalls on both sides of its streams.
 *
 * @param work directory for the emitted Verilog and for what shows a mismatch again, {@code .kakure} for users
 * @param rtl Verilog to check in place of the emitted one: every {@code .v} and {@code .sv} of a directory, with the emitted ports
 * @param progress is told of each step of a build
 */
public record BlockCheck(Path work, Optional<Path> rtl, Consumer<String> progress) {
  /** Steps up to which the build takes longer than what it speeds up. */
  private static final int SHORT = 5000;

  /** Checks emitted Verilog, in silence, below {@code work}. */
  public static BlockCheck in(Path work) {
    return new BlockCheck(work, Optional.empty(), line -> { });
  }

  /** Checks the Verilog of a directory in place of the emitted one. */
  public BlockCheck rtl(Path directory) {
    return new BlockCheck(work, Optional.of(directory), progress);
  }

  /** Tells a listener of each step of a build. */
  public BlockCheck progress(Consumer<String> listener) {
    return new BlockCheck(work, rtl, listener);
  }

  /**
   * One run.
   *
   * @param block a configuration of {@code spec}
   * @param n cycles, or transactions per input stream
   * @param seed of stimulus, stalls and uninitialised state
   * @return equal or not; a mismatch is a result, no exception
   * @throws kakure.cosim.ToolException where a tool is missing or fails
   */
  public CheckResult run(BlockSpec spec, Block block, int n, long seed) {
    if (n < 1) throw new BadInput("there is nothing to check in " + n + " cycles\n  do:  give 1 or more");
    var netlist = Netlist.elaborate(block);
    var bench = new Workbench(work.resolve("check"), rtl, progress);
    var simulator = n <= SHORT ? bench.quickSimulator(netlist) : bench.simulator(netlist);
    var stimulus = spec.stimulus(block, seed, n);
    var report = spec.golden(block) instanceof CycleModel cycles
        ? CycleCheck.run(simulator, cycles, (Stimulus.Cycles) stimulus, seed, Optional.of(work))
        : StreamCheck.run(simulator, (StreamModel) spec.golden(block), (Stimulus.Transactions) stimulus, seed, Long.MAX_VALUE, Optional.of(work));
    return new CheckResult(spec.name(), block.moduleName(), netlist.top().parameters(), report.cycles, report.compared, report.mismatches, seed, report.message);
  }

  /**
   * One run of a simulator that was built before, for designs that are expected to be wrong: a difference is told and not made to be shown again.
   *
   * @param most cycles until all outputs must have come
   * @return the first difference, empty where all is equal
   */
  public static Optional<String> difference(Simulator simulator, BlockSpec spec, Block block, int n, long seed, long most) {
    var stimulus = spec.stimulus(block, seed, n);
    var report = spec.golden(block) instanceof CycleModel cycles
        ? CycleCheck.run(simulator, cycles, (Stimulus.Cycles) stimulus, seed, Optional.empty())
        : StreamCheck.run(simulator, (StreamModel) spec.golden(block), (Stimulus.Transactions) stimulus, seed, most, Optional.empty());
    return report.mismatches == 0 ? Optional.empty() : Optional.of(report.message);
  }

  /** What a run found. */
  record Report(long cycles, long compared, long mismatches, String message) {}
}
