// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import kakure.BadInput;
import kakure.cosim.ToolException;

/** What each module of a design takes on a library of cells when all are mapped one by one: the hierarchy stays, so nothing is saved across modules. */
public final class ModuleAreas {
  /** The mapped modules, in the directory of yosys. */
  public static final String NETLIST = "areas.v";
  private static final String CONSTRAINTS = "constraints.sdc";

  /** What yosys calls a module with parameters: {@code $paramod\NAME\W=8}, or with a hash in their place. */
  private static final Pattern DERIVED = Pattern.compile("\\$paramod(?:\\$[0-9a-f]+)?\\\\(\\w+)(?:\\\\.*)?");

  private ModuleAreas() {}

  /**
   * What a design takes.
   *
   * @param each area of one of each module, without what is instantiated in it, in the library's unit; the mean where parameters make it several kinds
   * @param counts how often each module is in the design after its loops and conditions are settled, macros too
   */
  public record Areas(Map<String, Double> each, Map<String, Long> counts) {}

  /**
   * Maps a design.
   *
   * @param yosys where the sources lie
   * @param library whose cells are used
   * @param top its top module
   * @param sources Verilog files of its logic
   * @param macros Verilog files whose modules stay black boxes
   * @param modules that are asked for; one that the design does not come to has no area
   * @throws BadInput where there are more instances than a long counts
   * @throws ToolException where yosys is missing or fails
   */
  public static Areas of(Yosys yosys, Liberty library, String top, List<String> sources, List<String> macros, Collection<String> modules) {
    var liberty = library.file().toAbsolutePath();
    var script = new ArrayList<>(List.of("read_verilog " + String.join(" ", sources)));
    if (!macros.isEmpty()) script.add("read_verilog -lib " + String.join(" ", macros));
    script.addAll(List.of("synth -top " + top, "dfflibmap -liberty " + liberty, "opt", "abc -liberty " + liberty, "opt_clean -purge", "write_json areas.json", "setundef -zero", "splitnets", "write_verilog -noattr -noexpr -nohex -nodec " + NETLIST));
    yosys.run("areas", script);
    try {
      return areas(Statistics.all(yosys.directory().resolve("areas.json")), library, top, modules);
    } catch (ArithmeticException e) {
      throw new BadInput("module " + top + " has more instances in it than can be counted", e);
    }
  }

  /**
   * Cells of one of each module, of macros and inner modules, too, each module mapped for itself as {@link Synthesis#mapByModule} does: what a design is made of, without the time and room that its whole netlist takes.
   *
   * @throws ToolException where yosys is missing or fails
   */
  public static Map<String, Statistics> cells(Yosys yosys, Liberty library, String top, List<String> sources, List<String> macros, Surroundings around) {
    yosys.write(CONSTRAINTS, around.constraints());
    var liberty = library.file().toAbsolutePath();
    var script = new ArrayList<>(List.of("read_verilog " + String.join(" ", sources)));
    if (!macros.isEmpty()) script.add("read_verilog -lib " + String.join(" ", macros));
    script.addAll(List.of("synth -top " + top, "dfflibmap -liberty " + liberty, "opt", "abc -liberty " + liberty + " -constr " + CONSTRAINTS, "opt_clean -purge", "write_json modules.json"));
    yosys.run("modules", script);
    return Statistics.all(yosys.directory().resolve("modules.json"));
  }

  /** Sums over the kinds that parameters make of a module. @param all cells of each kind by its name in yosys */
  static Areas areas(Map<String, Statistics> all, Liberty library, String top, Collection<String> modules) {
    var kinds = counts(all, top);
    var counts = new LinkedHashMap<String, Long>();
    var sums = new LinkedHashMap<String, Double>();
    kinds.forEach((kind, count) -> {
      String module = source(kind);
      counts.merge(module, count, Math::addExact);
      if (!modules.contains(module)) return;
      var cells = all.get(kind);
      sums.merge(module, count * cells.without(cells.cells().keySet().stream().filter(type -> !library.cells().containsKey(type)).toList()).area(library), Double::sum);
    });
    var each = new LinkedHashMap<String, Double>();
    for (var module : modules) if (sums.containsKey(module)) each.put(module, sums.get(module) / counts.get(module));
    return new Areas(each, counts);
  }

  /** How often each kind is in the design: a kind is counted when all that hold it are. */
  private static Map<String, Long> counts(Map<String, Statistics> all, String top) {
    var open = new LinkedHashMap<String, Integer>(); // kinds that hold each one and are not counted yet
    var reached = new LinkedHashSet<>(List.of(top));
    for (var at = new ArrayDeque<>(reached); !at.isEmpty();) {
      for (var inner : inner(all, at.pop())) {
        open.merge(inner, 1, Integer::sum);
        if (reached.add(inner)) at.add(inner);
      }
    }
    var counts = new LinkedHashMap<String, Long>();
    counts.put(top, 1L);
    for (var at = new ArrayDeque<>(List.of(top)); !at.isEmpty();) {
      var kind = at.pop();
      for (var inner : inner(all, kind)) {
        counts.merge(inner, Math.multiplyExact(counts.get(kind), (long) all.get(kind).cells().get(inner)), Math::addExact);
        if (open.merge(inner, -1, Integer::sum) == 0) at.add(inner);
      }
    }
    return counts;
  }

  private static List<String> inner(Map<String, Statistics> all, String kind) {
    if (!all.containsKey(kind)) throw new ToolException("yosys wrote no module " + kind);
    return all.get(kind).cells().keySet().stream().filter(all::containsKey).toList();
  }

  /** The module in the Verilog that a kind was made of. */
  private static String source(String kind) {
    var m = DERIVED.matcher(kind);
    return m.matches() ? m.group(1) : kind;
  }
}
