// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kakure.console.Home;
import kakure.console.Terminal;
import kakure.cosim.ToolException;
import kakure.eda.Liberty;
import kakure.eda.Sta;
import kakure.eda.Synthesis;
import kakure.eda.Yosys;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.emit.Output;
import kakure.kernel.Block;
import kakure.kernel.Netlist;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kakure netlist}: as {@code run}, but on a netlist of a library's cells; macros stay their models. {@code scripts/netlist.sh} calls it. */
@Command(name = "netlist", hidden = true, header = "Synthesise to the cells of a library, and run a model on the netlist, every layer compared.")
final class NetlistCommand extends RunCommand {
  private static final String CELLS = "cells.v";

  @Option(names = "--liberty", paramLabel = "FILE", description = "The library; an open one that is there if not given.")
  private Path liberty;

  @Option(names = "--period", paramLabel = "TIME", description = "Also say the worst slack at this period of the clock, by OpenSTA, in the library's unit.")
  private Double period;

  @Override
  public void run() {
    var file = Liberty.find(Optional.ofNullable(liberty), Home.root()).orElseThrow(() -> new ToolException("a Liberty file is missing: apt-get install qflow-tech-osu018, or --liberty FILE"));
    var network = model.read();
    Block top = options.target().plan(network, options.top(network), options.given()).top();
    rtl = synthesise(Netlist.elaborate(top), Liberty.read(file));
    super.run();
  }

  /** Returns a directory with netlist, models of cells and models of macros. */
  private Path synthesise(Netlist design, Liberty library) {
    String top = design.top().name();
    Terminal.progress("synthesis of " + top);
    var work = Home.work().resolve("netlist").resolve(top);
    Map<String, String> files = Emitter.emit(design, EmitOptions.defaults());
    Output.write(work.resolve("rtl"), files);
    var yosys = new Yosys(work.resolve("rtl"));
    var synthesis = new Synthesis(yosys, library);
    List<String> macros = files.get("macros.f").lines().toList();
    var mapped = synthesis.map(top, files.get("logic.f").lines().toList(), macros);
    synthesis.models(CELLS);
    Terminal.clear();
    System.out.printf(Locale.ROOT, "%s in %s: %d cells, area %.0f without its %d macros%n", top, library.file().getFileName(), mapped.cells().count(), mapped.area(), mapped.macros());
    System.out.printf(Locale.ROOT, "figure netlist.cells %d cells%nfigure netlist.area %.0f um2%n", mapped.cells().count(), mapped.area());
    if (period != null) Terminal.progress("timing of " + top);
    if (period != null) System.out.printf(Locale.ROOT, "figure netlist.slack %.3f unit%n", new Sta(yosys.directory()).slack(Synthesis.NETLIST, library, top, "clk_i", period));
    return gather(work, macros);
  }

  private static Path gather(Path work, List<String> macros) {
    try {
      var netlist = Files.createDirectories(work.resolve("netlist"));
      try (var old = Files.list(netlist)) {
        for (Path file : old.toList()) Files.delete(file);
      }
      for (String file : List.of(Synthesis.NETLIST, CELLS)) Files.move(work.resolve("rtl").resolve(file), netlist.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      for (String file : macros) Files.copy(work.resolve("rtl").resolve(file), netlist.resolve(file));
      return netlist;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
