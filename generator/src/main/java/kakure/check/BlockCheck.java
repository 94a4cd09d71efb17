// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kakure.BadInput;
import kakure.cosim.Simulator;
import kakure.kernel.Block;
import kakure.kernel.Netlist;
import kakure.kernel.Port;
import kakure.spec.BlockSpec;
import kakure.spec.CycleModel;
import kakure.spec.Domain;
import kakure.spec.FunctionModel;
import kakure.spec.Parameters;
import kakure.spec.Stimulus;
import kakure.spec.StreamModel;

/**
 * Co-simulates a block with its golden function, with random stalls on both sides of its streams.
 *
 * @param work directory for the emitted Verilog and for what shows a mismatch again
 * @param rtl Verilog to check in place of the emitted one: every {@code .v} and {@code .sv} of a directory, with the emitted ports
 * @param progress is told of each step of a build
 */
public record BlockCheck(Path work, Optional<Path> rtl, Consumer<String> progress) {
  /** Steps up to which the build takes longer than what it speeds up. */
  private static final int SHORT = 5000;
  /** Points from which on a function is spread over lanes: building these takes a while. */
  private static final long MANY = 1 << 20;
  private static final int LANES = 64;
  /** Bits of all lanes' ports: beyond them a cycle leaves the caches, and the build takes long. */
  private static final int LANE_BITS = 1 << 14;

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
   * One run: a function at its directed and at random points, anything else with its stimulus.
   *
   * @param block a configuration of {@code spec}
   * @param n points, cycles, or transactions per input stream
   * @param seed of stimulus, stalls and uninitialised state
   * @return equal or not; a mismatch is a result, no exception
   * @throws kakure.cosim.ToolException where a tool is missing or fails
   */
  public <B extends Block> CheckResult run(BlockSpec<B> spec, B block, long n, long seed) {
    return run(spec, block, n, 1, seed);
  }

  /** The same, a function's points on several simulators at once. */
  public <B extends Block> CheckResult run(BlockSpec<B> spec, B block, long n, int jobs, long seed) {
    if (n < 1) throw new BadInput("there is nothing to check in " + n + " cycles\n  do:  give 1 or more");
    if (spec.golden(block) instanceof FunctionModel function) return points(spec, block, function, spec.domain(block, seed), 0, n, jobs, seed);
    var simulator = simulator(block, n);
    return result(spec, block, compare(simulator, spec, block, Math.toIntExact(n), seed, Long.MAX_VALUE, Optional.of(work)), simulator, seed);
  }

  /**
   * A function at every point of its domain, or at a part of them.
   *
   * @param from the first point
   * @param most points; fewer where the domain ends
   * @param jobs simulators at once
   * @throws BadInput where the block is no function, or its inputs have too many bits
   */
  public <B extends Block> CheckResult exhaustive(BlockSpec<B> spec, B block, long from, long most, int jobs, long seed) {
    if (!(spec.golden(block) instanceof FunctionModel function)) {
      throw new BadInput(spec.name() + " has a state, so its inputs alone do not decide what it answers\n  do:  leave --exhaustive out; --cycles N and --seed S try it at random");
    }
    Domain domain;
    try {
      domain = spec.space(block).exhaustive();
    } catch (IllegalArgumentException e) {
      throw new BadInput(spec.name() + ": " + e.getMessage() + "\n  do:  choose smaller parameters with --set, or leave --exhaustive out", e);
    }
    if (from < 0 || from >= domain.size()) throw new BadInput("--from " + from + ": the domain has the points 0 to " + (domain.size() - 1));
    return points(spec, block, function, domain, from, Math.min(most, domain.size() - from), jobs, seed);
  }

  /**
   * A user's vectors, a row each, compared with the golden function and the hardware.
   *
   * @param file a header of port names, then decimal or 0x values; columns of outputs are what the user expects
   * @param came gets what the hardware answered, as the text of such a file
   * @throws BadInput with file and line for what cannot be read
   */
  public <B extends Block> CheckResult vectors(BlockSpec<B> spec, B block, Path file, long seed, Consumer<String> came) {
    VectorFile.read(file, block); // before anything is built
    var simulator = simulator(block, 1);
    var result = VectorCheck.run(simulator, spec, block, file, seed);
    came.accept(result.came().text());
    return result(spec, block, result.report(), simulator, seed);
  }

  private <B extends Block> CheckResult points(BlockSpec<B> spec, B block, FunctionModel function, Domain domain, long from, long n, int jobs, long seed) {
    int lanes = rtl.isEmpty() && n >= MANY ? Math.max(1, Math.min(LANES, LANE_BITS / bits(block))) : 1;
    var simulator = simulator(lanes == 1 ? block : new Lanes(block, lanes), n / lanes);
    var check = new FunctionCheck(simulator, block, function, lanes, seed, Optional.of(work));
    long end = from + n;
    return result(spec, block, check.run(domain, from, n, n < MANY ? 1 : jobs, at -> progress.accept("points up to " + at + " of " + end + " are equal; --from " + at + " goes on from there")), simulator, seed);
  }

  private static int bits(Block block) {
    return Port.of(block).stream().mapToInt(p -> p.type().width()).sum();
  }

  private Simulator simulator(Block block, long n) {
    var bench = new Workbench(work.resolve("check"), rtl, progress);
    var netlist = Netlist.elaborate(block);
    return n <= SHORT ? bench.quickSimulator(netlist) : bench.fastSimulator(netlist);
  }

  private CheckResult result(BlockSpec<?> spec, Block block, Report report, Simulator simulator, long seed) {
    return new CheckResult(spec.name(), block.moduleName(), Parameters.of((Record) block), report.cycles, report.compared, report.mismatches, seed, report.message, report.seconds, rtl.isEmpty() ? List.of() : simulator.remarks());
  }

  /**
   * One run of a simulator that was built before, for designs that are expected to be wrong: a difference is told and not made to be shown again.
   *
   * @param most cycles until all outputs must have come
   * @return the first difference, empty where all is equal
   */
  public static <B extends Block> Optional<String> difference(Simulator simulator, BlockSpec<B> spec, B block, int n, long seed, long most) {
    var report = compare(simulator, spec, block, n, seed, most, Optional.empty());
    return report.mismatches == 0 ? Optional.empty() : Optional.of(report.message);
  }

  private static <B extends Block> Report compare(Simulator simulator, BlockSpec<B> spec, B block, int n, long seed, long most, Optional<Path> work) {
    var golden = spec.golden(block);
    if (golden instanceof FunctionModel function) return new FunctionCheck(simulator, block, function, 1, seed, work).run(spec.domain(block, seed), 0, n, 1, at -> { });
    var stimulus = spec.stimulus(block, seed, n);
    return golden instanceof CycleModel cycles ? CycleCheck.run(simulator, cycles, (Stimulus.Cycles) stimulus, seed, work)
        : StreamCheck.run(simulator, (StreamModel) golden, (Stimulus.Transactions) stimulus, seed, most, work);
  }

  /** What a run found. */
  record Report(long cycles, long compared, long mismatches, String message, double seconds) {}
}
