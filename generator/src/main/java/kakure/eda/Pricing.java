// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kakure.BadInput;
import kakure.cosim.ToolException;

/**
 * Prices designs on one library. Blocks that are compared are priced alike: one recipe, one driver, one load.
 *
 * @param library the cells
 * @param tables what they take of energy
 * @param around what stands in front of and behind a design
 */
public record Pricing(Liberty library, LibertyTables tables, Surroundings around) {
  /** Simulation models of the cells, beside the netlist. */
  public static final String MODELS = "cells.v";

  /** What came of it. @param price of the design, @param cells its netlist, whose models are {@link #MODELS} in the directory of the sources */
  public record Priced(Price price, Cells cells) {}

  /** Reads a library. @throws BadInput where it is none, or says nothing of functions, capacitances or its supply */
  public static Pricing of(Path liberty) {
    if (!liberty.toAbsolutePath().toString().matches("[^\\s\"';#]*")) throw new BadInput(liberty.toAbsolutePath() + ": yosys and OpenSTA take no blanks or quotes in the names of files and folders; copy the library elsewhere");
    var library = Liberty.read(liberty);
    if (library.cells().values().stream().noneMatch(c -> c.pins().values().stream().anyMatch(p -> !p.function().isEmpty()))) throw new BadInput(liberty + ": no cell has an output with a function, so nothing can be mapped to it");
    var tables = LibertyTables.read(liberty);
    return new Pricing(library, tables, Surroundings.of(library, tables));
  }

  /**
   * Maps and prices.
   *
   * @param directory of the sources; netlist, models and the tools' notes are written there
   * @param top module
   * @param sources Verilog files without macros
   * @param clock port; empty where the design has none
   * @throws ToolException where yosys, or OpenSTA of a clocked design, is missing or fails
   */
  public Priced price(Path directory, String top, List<String> sources, Optional<String> clock) {
    if (clock.isPresent() && library.cells().values().stream().noneMatch(c -> c.sequential() && c.clockGate().isEmpty())) throw new BadInput(library.file() + " has no flip-flop, and " + top + " has registers\n  do:  give a library that has some with --liberty");
    var yosys = new Yosys(directory);
    var synthesis = new Synthesis(yosys, library);
    var mapped = synthesis.map(top, sources, List.of(), around);
    synthesis.models(MODELS);
    var cells = Cells.read(directory.resolve(Synthesis.JSON), top);
    cells.instances().forEach(i -> refuseUnknown(i.type()));
    double delay = clock.isPresent() ? period(directory, cells, clock.get()) : mapped.delay().orElse(0);
    var by = clock.isPresent() ? "OpenSTA" : "ABC";
    return new Priced(new Price(library.name(), mapped.area(), mapped.cells().count(), delay, by, Lookup.all(yosys, top, sources)), cells);
  }

  private double period(Path directory, Cells cells, String clock) {
    var inputs = cells.ports().entrySet().stream().filter(p -> p.getValue().input() && !p.getKey().equals(clock)).map(Map.Entry::getKey).toList();
    var outputs = cells.ports().entrySet().stream().filter(p -> !p.getValue().input()).map(Map.Entry::getKey).toList();
    return new Sta(directory).period(Synthesis.NETLIST, library, cells.top(), clock, inputs, outputs, around) * tables.seconds() * 1e12;
  }

  /** A cell without functions is a black box to a simulator, whose outputs would stay 0. @throws BadInput for such a cell */
  public void refuseUnknown(String type) {
    var cell = library.cell(type);
    var dark = cell.pins("output").stream().filter(p -> cell.pins().get(p).function().isEmpty()).findFirst();
    if (dark.isPresent()) throw new BadInput(library.file() + ": output " + dark.get() + " of cell " + type + " has no function, so it cannot be simulated");
  }
}
