// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each module of a design takes on a library of cells when all are mapped one by one: the hierarchy stays, so nothing is saved across modules. */
public final class ModuleAreas {
  /** The mapped modules, in the directory of yosys. */
  public static final String NETLIST = "areas.v";

  private ModuleAreas() {}

  /**
   * Maps a design.
   *
   * @param yosys where the sources lie
   * @param library whose cells are used
   * @param top its top module
   * @param sources Verilog files of its logic
   * @param macros Verilog files whose modules stay black boxes
   * @param modules that are asked for
   * @return area of one of each, without what is instantiated in it, in the library's unit
   * @throws kakure.cosim.ToolException where yosys is missing or fails
   */
  public static Map<String, Double> of(Yosys yosys, Liberty library, String top, List<String> sources, List<String> macros, Collection<String> modules) {
    var liberty = library.file().toAbsolutePath();
    var script = new ArrayList<>(List.of("read_verilog " + String.join(" ", sources)));
    if (!macros.isEmpty()) script.add("read_verilog -lib " + String.join(" ", macros));
    script.addAll(List.of("synth -top " + top, "dfflibmap -liberty " + liberty, "opt", "abc -liberty " + liberty, "opt_clean -purge", "write_json areas.json", "setundef -zero", "splitnets", "write_verilog -noattr -noexpr -nohex -nodec " + NETLIST));
    yosys.run("areas", script);
    var areas = new LinkedHashMap<String, Double>();
    for (var module : modules) {
      var all = Statistics.read(yosys.directory().resolve("areas.json"), module);
      areas.put(module, all.without(all.cells().keySet().stream().filter(type -> !library.cells().containsKey(type)).toList()).area(library));
    }
    return areas;
  }
}
