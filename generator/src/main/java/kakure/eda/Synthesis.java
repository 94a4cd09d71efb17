// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.regex.Pattern;
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
  /** The same as JSON, of nets by the bit. */
  public static final String JSON = "netlist.json";
  private static final String CONSTRAINTS = "constraints.sdc";
  private static final String LOG = "abc.log";
  private static final Pattern DELAY = Pattern.compile("Delay =\\s*(\\d+(?:\\.\\d+)?) ps");

  /**
   * What came of it: {@link #NETLIST} in the directory of yosys.
   *
   * @param cells of the library
   * @param area of them in the library's unit, without wires and macros
   * @param macros placed, all kinds together
   * @param delay of the longest path between registers and ports as ABC says it, in ps; empty where it says none
   */
  public record Mapped(Statistics cells, double area, int macros, OptionalDouble delay) {}

  /**
   * Maps a design.
   *
   * @param top its top module
   * @param sources Verilog files of its logic
   * @param macros Verilog files whose modules stay black boxes; a file is named after its module
   * @throws ToolException where yosys is missing or fails, or something is left that is neither cell nor macro
   */
  public Mapped map(String top, List<String> sources, List<String> macros) {
    return map(top, sources, macros, Optional.empty());
  }

  /** As {@link #map(String, List, List)}, with gates sized and nets buffered for what drives the inputs and loads the outputs. */
  public Mapped map(String top, List<String> sources, List<String> macros, Surroundings around) {
    yosys.write(CONSTRAINTS, around.constraints());
    return map(top, sources, macros, Optional.of(CONSTRAINTS));
  }

  /** As {@link #map(String, List, List, Surroundings)}, each module for itself and made flat only then, so that every cell's name says which instances it lies in ({@link Cells.Instance#path}). Nothing is saved across modules. */
  public Mapped mapByModule(String top, List<String> sources, List<String> macros, Surroundings around) {
    yosys.write(CONSTRAINTS, around.constraints());
    return map(top, sources, macros, Optional.of(CONSTRAINTS), false);
  }

  private Mapped map(String top, List<String> sources, List<String> macros, Optional<String> constraints) {
    return map(top, sources, macros, constraints, true);
  }

  private Mapped map(String top, List<String> sources, List<String> macros, Optional<String> constraints, boolean flat) {
    var liberty = library.file().toAbsolutePath();
    var script = new ArrayList<>(List.of("read_verilog " + String.join(" ", sources)));
    if (!macros.isEmpty()) script.add("read_verilog -lib " + String.join(" ", macros));
    script.addAll(List.of("synth -top " + top + (flat ? " -flatten" : ""), "dfflibmap -liberty " + liberty, "opt", "tee -q -o " + LOG + " abc -liberty " + liberty + constraints.map(file -> " -constr " + file).orElse("")));
    script.addAll(flat ? List.of("setundef -zero", "opt_clean -purge") : List.of("opt_clean -purge", "flatten", "setundef -zero"));
    script.addAll(List.of("write_json " + JSON, "splitnets", "write_verilog -noattr -noexpr -nohex -nodec " + NETLIST));
    yosys.run("synthesis", script);
    var all = Statistics.read(yosys.directory().resolve(JSON), top);
    var boxes = macros.stream().map(file -> file.replaceAll(".*/|\\.v$", "")).collect(Collectors.toCollection(TreeSet::new));
    var cells = all.without(boxes);
    var strange = cells.cells().keySet().stream().filter(type -> !library.cells().containsKey(type)).toList();
    if (!strange.isEmpty()) throw new ToolException("yosys left what " + library.file().getFileName() + " has no cells for: " + strange);
    return new Mapped(cells, cells.area(library), all.count() - cells.count(), delay());
  }

  /** The last word of ABC, which maps in several passes where a design has several clocks. */
  private OptionalDouble delay() {
    try {
      var said = DELAY.matcher(Files.readString(yosys.directory().resolve(LOG))).results().mapToDouble(m -> Double.parseDouble(m.group(1))).toArray();
      return said.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(said[said.length - 1]);
    } catch (IOException e) {
      throw new ToolException(LOG + " of yosys cannot be read: " + e.getMessage(), e);
    }
  }

  /** Writes simulation models of all cells of the library, for a netlist to be simulated with. */
  public void models(String file) {
    yosys.run("models", List.of("read_liberty -ignore_miss_func -ignore_miss_dir -ignore_miss_data_latch " + library.file().toAbsolutePath(), "write_verilog -noattr " + file));
  }
}
