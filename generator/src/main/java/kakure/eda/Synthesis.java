// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kakure.cosim.ToolException;

/**
 * The one way from Verilog to cells of a library: flat, mapped by ABC, constants for what is undefined.
 *
 * @param yosys where the sources lie and the netlist is written
 * @param library whose cells are used
 */
public record Synthesis(Yosys yosys, Liberty library) {
  /** File of a netlist. */
  public static final String NETLIST = "netlist.v";
  private static final String JSON = "netlist.json";

  /**
   * What came of it: {@link #NETLIST} in the directory of yosys.
   *
   * @param cells of the library
   * @param area of them in the library's unit, without wires and macros
   * @param macros placed, all kinds together
   */
  public record Mapped(Statistics cells, double area, int macros) {}

  /**
   * Maps a design.
   *
   * @param top its top module
   * @param sources Verilog files of its logic
   * @param macros Verilog files whose modules stay black boxes; a file is named after its module
   * @throws ToolException where yosys is missing or fails, or something is left that is neither cell nor macro
   */
  public Mapped map(String top, List<String> sources, List<String> macros) {
    var liberty = library.file().toAbsolutePath();
    var script = new ArrayList<>(List.of("read_verilog " + String.join(" ", sources)));
    if (!macros.isEmpty()) script.add("read_verilog -lib " + String.join(" ", macros));
    script.addAll(List.of(
        "synth -top " + top + " -flatten", "dfflibmap -liberty " + liberty, "opt", "abc -liberty " + liberty, "setundef -zero", "opt_clean -purge", "write_json " + JSON,
        "splitnets", "write_verilog -noattr -noexpr -nohex -nodec " + NETLIST));
    yosys.run("synthesis", script);
    var all = Statistics.read(yosys.directory().resolve(JSON), top);
    var boxes = macros.stream().map(file -> file.replaceAll(".*/|\\.v$", "")).collect(Collectors.toCollection(TreeSet::new));
    var cells = all.without(boxes);
    var strange = cells.cells().keySet().stream().filter(type -> !library.cells().containsKey(type)).toList();
    if (!strange.isEmpty()) throw new ToolException("yosys left what " + library.file().getFileName() + " has no cells for: " + strange);
    return new Mapped(cells, cells.area(library), all.count() - cells.count());
  }

  /** Writes simulation models of all cells of the library, for a netlist to be simulated with. */
  public void models(String file) {
    yosys.run("models", List.of("read_liberty -ignore_miss_func -ignore_miss_dir -ignore_miss_data_latch " + library.file().toAbsolutePath(), "write_verilog -noattr " + file));
  }
}
