// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kakure.BadInput;
import kakure.cosim.ToolException;
import kakure.eda.Cells;
import kakure.eda.Liberty;
import kakure.eda.LibertyTables;
import kakure.eda.Surroundings;
import kakure.eda.Synthesis;
import kakure.eda.Yosys;
import kakure.emit.Output;
import kakure.flow.Handed;
import kakure.flow.Memory;

/**
 * A design in cells of a technology, by the recipe of all netlists here: qflow's own would buffer it anew while it places, and compare the layout with that.
 *
 * @param folder where it was mapped
 * @param synthesis that mapped it
 * @param cells of the netlist that is placed
 * @param gates the same with the names under which it is placed
 * @param clock its tree, where it has a clock
 * @param whole Verilog of the design around it, where memories stand outside
 * @param registers how many of the cells are flip-flops or latches
 */
record Mapped(Path folder, Synthesis synthesis, Cells cells, Gates gates, Optional<ClockTree> clock, Optional<String> whole, int registers) {
  private static final String LIBRARY = "cells.lib";
  private static final Pattern MODULE = Pattern.compile("^module (\\w+)\\(.*?^endmodule\\n", Pattern.MULTILINE | Pattern.DOTALL);

  /** Maps a design, in a folder that is emptied. @throws BadInput for names that a layout cannot have */
  static Mapped of(Handed handed, Technology technology, Path folder, Consumer<String> progress) {
    String top = handed.design().top();
    progress.accept(top + ": synthesis");
    Output.delete(folder);
    var lef = Lef.read(technology.lef());
    boolean outside = Memories.outside(handed.memories());
    var sources = sources(handed);
    var memories = outside ? handed.memories().stream().map(m -> m.module() + ".v").collect(Collectors.toCollection(TreeSet::new)) : new TreeSet<String>();
    try {
      Files.createDirectories(folder);
      for (var source : sources.entrySet()) Files.writeString(folder.resolve(source.getKey()), source.getValue());
      Files.writeString(folder.resolve(LIBRARY), UsableCells.of(Files.readString(technology.liberty(), StandardCharsets.ISO_8859_1), lef), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new ToolException(folder + " cannot be written: " + e.getMessage(), e);
    }
    var library = Liberty.read(folder.resolve(LIBRARY));
    var synthesis = new Synthesis(new Yosys(folder), library);
    synthesis.map(top, sources.keySet().stream().filter(name -> (name.endsWith(".v") || name.endsWith(".sv")) && !memories.contains(name)).toList(), List.copyOf(memories), Surroundings.of(library, LibertyTables.read(folder.resolve(LIBRARY))));
    var all = Cells.read(folder.resolve(Synthesis.JSON), top, handed.memories().stream().map(Memory::module).collect(Collectors.toCollection(TreeSet::new)));
    Optional<Outside> parted = outside ? Optional.of(Outside.of(all)) : Optional.empty();
    var cells = parted.map(Outside::logic).orElse(all);
    var named = Naming.of(cells, technology.buffer(), lef);
    var clock = handed.design().clock().map(port -> ClockTree.of(named, port.name(), technology.clockBuffer()));
    var gates = clock.map(ClockTree::gates).orElse(named);
    refuse(gates, library, lef);
    return new Mapped(folder, synthesis, cells, gates, clock, parted.map(Outside::whole), (int) gates.gates().stream().filter(g -> library.cell(g.type()).sequential()).count());
  }

  /** Verilog of all modules, models of memories among them. */
  private static Map<String, String> sources(Handed handed) {
    var texts = new LinkedHashMap<String, String>();
    for (Path file : handed.design().files()) {
      try {
        texts.put(file.getFileName().toString(), Files.readString(file));
      } catch (IOException e) {
        throw new BadInput(file + " cannot be read: " + e.getMessage(), e);
      }
    }
    return texts;
  }

  /** What no row of cells can hold, and a design of nothing. */
  private static void refuse(Gates gates, Liberty library, Lef lef) {
    var strange = new ArrayList<String>();
    for (var type : gates.types().keySet()) if (library.cell(type).dontUse() || !lef.cells().containsKey(type)) strange.add(type);
    if (!strange.isEmpty()) throw new ToolException("yosys mapped " + gates.top() + " to cells that are not to be used: " + String.join(", ", strange));
    if (gates.gates().isEmpty()) throw new BadInput(gates.top() + " is mapped to no cell: there is nothing to place");
  }

  /** Verilog of the netlist and models of its cells, for a simulator. @return both texts by their names */
  Map<String, String> simulated() {
    synthesis.models("models.v");
    var texts = new LinkedHashMap<String, String>();
    try {
      var used = MODULE.matcher(Files.readString(folder.resolve("models.v"))).results().filter(m -> gates.types().containsKey(m.group(1))).map(MatchResult::group).toList();
      texts.put("models.v", "// Cells by their functions.\n" + String.join("\n", used));
    } catch (IOException e) {
      throw new ToolException(folder.resolve("models.v") + " cannot be read: " + e.getMessage(), e);
    }
    texts.put("placed.v", CellsVerilog.of(cells, gates));
    whole.ifPresent(text -> texts.put("whole.v", text));
    return texts;
  }
}
