// SPDX-License-Identifier: Apache-2.0
package kakure.energy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import kakure.BadInput;
import kakure.cosim.Design;
import kakure.cosim.MemoryWatch;
import kakure.cosim.Port;
import kakure.cosim.Simulator;
import kakure.cosim.SimulatorBuild;
import kakure.eda.Cells;
import kakure.eda.CountedNetlist;
import kakure.eda.EnergyModel;
import kakure.eda.Pricing;
import kakure.eda.Synthesis;
import kakure.eda.Yosys;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.emit.Output;
import kakure.flow.sram.SramLibrary;
import kakure.kernel.Block;
import kakure.kernel.Macro;
import kakure.kernel.Netlist;

/**
 * A block as a netlist of a library's cells: every module mapped for itself, so that each cell is known to belong to a block.
 *
 * @param netlist as it was emitted
 * @param cells the netlist; macros are black boxes
 * @param counted the same with what a simulator counts
 * @param model energy of its nets' changes
 * @param pricing the library
 * @param memories what an access of its memories takes
 * @param directory with the emitted files, the netlist and the models of the cells
 */
public record Gates(Netlist netlist, Cells cells, CountedNetlist counted, EnergyModel model, Pricing pricing, MemoryPrices memories, Path directory) {
  private static final String COUNTED = "counted.v";

  /**
   * Emits and maps a block.
   *
   * @param macros of which memories are built; without, what these take within is not known
   * @param work directory below which it lies
   * @param progress is told of each step
   * @throws BadInput where the library does not do, as it has no flip-flops
   * @throws kakure.cosim.ToolException where yosys is missing or fails
   */
  public static Gates of(Block top, Pricing pricing, Optional<SramLibrary> macros, Path work, Consumer<String> progress) {
    progress.accept("synthesis of " + top.moduleName());
    var netlist = Netlist.elaborate(top);
    var files = Emitter.emit(netlist, EmitOptions.defaults());
    var library = pricing.library();
    var directory = work.resolve("energy").resolve(library.file().getFileName().toString().replaceAll("[^A-Za-z0-9_.-]", "_")).resolve(top.moduleName());
    Output.write(directory, files);
    var design = Design.read(directory);
    if (design.clock().isPresent() && library.cells().values().stream().noneMatch(c -> c.sequential() && c.clockGate().isEmpty())) throw new BadInput(library.file() + " has no flip-flop, and " + top.moduleName() + " has registers\n  do:  give a library that has some with --liberty");
    var synthesis = new Synthesis(new Yosys(directory), library);
    synthesis.mapByModule(top.moduleName(), files.get("logic.f").lines().toList(), files.get("macros.f").lines().toList(), pricing.around());
    synthesis.models(Pricing.MODELS);
    var hard = netlist.modules().stream().filter(d -> d.block().orElse(null) instanceof Macro).collect(Collectors.toMap(d -> d.name(), d -> (Macro) d.block().orElseThrow(), (a, b) -> a, TreeMap::new));
    var cells = Cells.read(directory.resolve(Synthesis.JSON), top.moduleName(), hard.keySet()).closed(library);
    cells.instances().stream().map(Cells.Instance::type).distinct().forEach(pricing::refuseUnknown);
    var gates = hard.entrySet().stream().filter(m -> m.getValue().role().equals(Macro.CLOCK_GATE)).map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    var counted = CountedNetlist.of(cells, library, design.clock().map(Port::name).orElse(""), gates);
    return new Gates(netlist, cells, counted, new EnergyModel(cells, pricing.tables(), pricing.around()), pricing, MemoryPrices.of(macros, directory), directory);
  }

  /** A simulator of the netlist that counts. @param watch memory whose writes it tells, if that is there */
  public Simulator simulator(Optional<MemoryWatch> watch, Consumer<String> progress) {
    var design = Design.read(directory);
    try {
      Files.writeString(directory.resolve(COUNTED), counted.verilog());
      var files = new ArrayList<Path>();
      for (var name : List.of(COUNTED, Pricing.MODELS)) files.add(directory.resolve(name).toAbsolutePath());
      Files.readString(directory.resolve("macros.f")).lines().forEach(name -> files.add(directory.resolve(name).toAbsolutePath()));
      var gates = new Design(design.top(), design.directory(), files, design.clock(), design.reset(), design.resetActiveHigh(), design.ports(), design.streams()).counting(counted.toggles());
      return SimulatorBuild.standard().progress(progress).build(watch.filter(w -> w.in(files)).map(gates::watching).orElse(gates));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
