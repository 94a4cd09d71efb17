// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kakure.BadInput;
import kakure.cosim.Design;
import kakure.cosim.DesignException;
import kakure.cosim.MemoryWatch;
import kakure.cosim.Simulator;
import kakure.cosim.SimulatorBuild;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.emit.Output;
import kakure.kernel.Netlist;

/**
 * Makes simulators of netlists.
 *
 * @param work directory below which the Verilog is emitted
 * @param rtl Verilog to simulate in place of the emitted one: every {@code .v} and {@code .sv} of a directory, with the emitted ports
 * @param progress is told of each step of a build
 */
public record Workbench(Path work, Optional<Path> rtl, Consumer<String> progress) {
  private static final String WANTED = "\n  do:  give the directory of the .v files that are to be checked with --rtl";

  /**
   * Emits, and builds what is emitted or {@code rtl}; a build that was done before is taken from the cache.
   *
   * @throws BadInput where the directory of {@code rtl} cannot be read or holds no Verilog, or none with the emitted ports that the simulator takes
   * @throws kakure.cosim.ToolException where a tool is missing or fails
   */
  public Simulator simulator(Netlist netlist) {
    return simulator(netlist, Optional.empty());
  }

  /** As {@link #simulator(Netlist)}, and watches a memory, if that is given and {@code rtl} has it. */
  public Simulator simulator(Netlist netlist, Optional<MemoryWatch> watch) {
    return build(netlist, watch, SimulatorBuild.standard());
  }

  /** As {@link #simulator}, built for speed in any case: for millions of cycles. */
  public Simulator fastSimulator(Netlist netlist) {
    return build(netlist, Optional.empty(), SimulatorBuild.standard().optimised());
  }

  /** As {@link #simulator}, but soon built and slow to run: for some thousand cycles. */
  public Simulator quickSimulator(Netlist netlist) {
    return build(netlist, Optional.empty(), SimulatorBuild.standard().quick());
  }

  private Simulator build(Netlist netlist, Optional<MemoryWatch> watch, SimulatorBuild how) {
    var dir = work.resolve(netlist.top().name());
    var files = Emitter.emit(netlist, EmitOptions.defaults());
    Output.keep(dir, files);
    var design = Design.read(dir);
    if (rtl.isEmpty()) return how.progress(progress).build(watched(design, watch));
    try {
      return how.progress(progress).build(watched(with(design, rtl.get()), watch));
    } catch (DesignException e) {
      throw new BadInput("--rtl " + rtl.get() + ": " + e.getMessage(), e);
    }
  }

  private static Design watched(Design design, Optional<MemoryWatch> watch) {
    return watch.filter(w -> w.in(design.files())).map(design::watching).orElse(design);
  }

  private static Design with(Design d, Path directory) {
    if (!Files.isDirectory(directory)) throw new BadInput(directory + ": there is no such folder" + WANTED);
    try (var entries = Files.list(directory)) {
      List<Path> files = entries.filter(p -> p.toString().endsWith(".v") || p.toString().endsWith(".sv")).map(p -> p.toAbsolutePath().normalize()).sorted().toList();
      if (files.isEmpty()) throw new BadInput(directory + " holds no Verilog" + WANTED);
      return new Design(d.top(), directory.toAbsolutePath().normalize(), files, d.clock(), d.reset(), d.resetActiveHigh(), d.ports(), d.streams());
    } catch (IOException e) {
      throw new BadInput(directory + " cannot be read: " + e.getMessage() + WANTED, e);
    }
  }
}
