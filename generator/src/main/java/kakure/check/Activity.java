// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import kakure.CheckFailed;
import kakure.cosim.CycleRun;
import kakure.cosim.Design;
import kakure.cosim.DesignFault;
import kakure.cosim.Port;
import kakure.cosim.SimOptions;
import kakure.cosim.SimulatorBuild;
import kakure.eda.Cells;
import kakure.eda.Probe;
import kakure.kernel.Block;
import kakure.spec.BlockSpec;
import kakure.spec.FunctionModel;

/**
 * How often the nets of a netlist change while it computes, with every result compared with the golden function.
 *
 * @param transitions by net, of a clock two a cycle
 * @param operations changes from one input to the next; of a clocked design, cycles
 */
public record Activity(long[] transitions, long operations) {
  private static final String NETLIST = "probe.v";

  /** Copies the array. */
  public Activity {
    transitions = transitions.clone();
  }

  /**
   * Simulates a netlist at the first points of the block's domain.
   *
   * @param spec of the block, a function
   * @param cells its netlist
   * @param directory with the emitted {@code design.json} and the models of the cells; the netlist is written there, too
   * @param models file name of these
   * @param points 2 or more
   * @param progress is told of each step of the build
   * @throws CheckFailed where a result differs
   * @throws kakure.cosim.ToolException where a tool is missing or fails
   */
  public static <B extends Block> Activity of(BlockSpec<B> spec, B block, Cells cells, Path directory, String models, long points, long seed, Consumer<String> progress) {
    var model = (FunctionModel) spec.golden(block);
    var plain = Design.read(directory);
    var probe = new Probe(cells, plain.clock().map(Port::name).orElse(""));
    var design = probed(plain, probe, directory, models);
    var domain = spec.domain(block, seed);
    var tried = new Points(0, Math.min(points, domain.size()), 1, Math.max(0, model.latency() - 1));
    int own = plain.outputs().bytes(), record = design.outputs().bytes();
    var feed = new ProbedFeed(new FunctionFeed(block, model, domain, tried), own, record - own);
    var counted = new Transitions(8 * (record - own), own, record, model.latency());
    try {
      CycleRun.of(SimulatorBuild.standard().quick().progress(progress).build(design), feed, feed)
          .options(SimOptions.seed(seed).watchRules(false)).ignoreFirst(tried.delay()).withoutReports().watch(counted).run(tried.cycles());
    } catch (DesignFault e) {
      var what = e.getMessage().lines().filter(line -> !line.startsWith("replay:")).collect(Collectors.joining("\n"));
      throw new CheckFailed("the netlist of " + cells.top() + " does not compute what its golden function says\n" + what
          + "\n  why: the block is wrong, which 'kakure check' shows, or a cell's function is read in two ways: ABC takes A & B ^ C for (A & B) ^ C\n  do:  put parentheses around XOR in the Liberty file");
    }
    return new Activity(withClock(cells, probe.clock(), Arrays.copyOf(counted.counts(), cells.nets()), counted.operations()), counted.operations());
  }

  private static Design probed(Design plain, Probe probe, Path directory, String models) {
    try {
      Files.writeString(directory.resolve(NETLIST), probe.verilog());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var ports = new ArrayList<>(plain.ports());
    ports.add(new Port(ports.size(), Probe.NETS, false, probe.width(), false, false));
    var files = List.of(directory.resolve(NETLIST).toAbsolutePath(), directory.resolve(models).toAbsolutePath());
    return new Design(plain.top(), plain.directory(), files, plain.clock(), plain.reset(), plain.resetActiveHigh(), ports, plain.streams());
  }

  /** The probe looks once a cycle, when the clock is always the same. */
  private static long[] withClock(Cells cells, String clock, long[] transitions, long operations) {
    if (!clock.isEmpty()) for (int net : cells.ports().get(clock).bits()) transitions[net] = 2 * operations;
    return transitions;
  }
}
