// SPDX-License-Identifier: Apache-2.0
package kakure.mutants;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kakure.BadInput;
import kakure.cosim.ToolException;
import kakure.eda.Statistics;
import kakure.eda.Yosys;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.kernel.Block;
import kakure.kernel.Netlist;
import kakure.kernel.Port;

/**
 * A block's Verilog with all its mutants in one design, chosen by a selector that a simulation reads from {@code mutant.hex} at its start: one build serves them all.
 *
 * @param block what was mutated
 * @param directory holds the Verilog: {@code mutated.v} and the top that reads the selector
 * @param cells of the block, of any width
 * @param mutations all of them
 */
record MutantDesign(Block block, Path directory, int cells, List<Mutation> mutations) {
  static final int SELECTOR_BITS = 12;
  private static final String PREPARED = "prepared.il";

  /** How many of a design's faults are tried: some per hundred cells, within bounds. */
  record Dose(int least, int most, double perCell) {
    int of(int cells) {
      return Math.max(least, Math.min(most, (int) Math.ceil(cells * perCell)));
    }
  }

  /** What yosys refuses of a user's Verilog is wrong input, as a module that is nowhere. */
  private static void prepare(Yosys yosys, Optional<Path> rtl, List<String> script) {
    try {
      yosys.run("prepare", script);
    } catch (ToolException e) {
      if (rtl.isEmpty() || !e.getMessage().contains("\nERROR: ")) throw e;
      throw new BadInput(rtl.get() + ": yosys refuses the Verilog" + e.getMessage().substring(e.getMessage().indexOf('\n')), e);
    }
  }

  /** Emits a block, or takes the Verilog of a directory in its place, and mutates it below {@code work}. */
  static MutantDesign of(Block block, Optional<Path> rtl, Path work, Dose dose, long seed) {
    try {
      var dir = Files.createDirectories(work.resolve(block.moduleName()));
      var sources = new ArrayList<String>();
      for (var file : rtl.isEmpty() ? emitted(block).entrySet() : read(rtl.get()).entrySet()) {
        Files.writeString(dir.resolve(file.getKey()), file.getValue());
        sources.add(file.getKey());
      }
      var top = block.moduleName();
      var mutated = top + "_mutated";
      var yosys = new Yosys(dir);
      if (sources.isEmpty()) throw new BadInput(rtl.orElse(dir) + " holds no Verilog");
      prepare(yosys, rtl, List.of(
          "read_verilog " + (rtl.isEmpty() ? "" : "-sv ") + String.join(" ", sources), "prep -nomem -flatten -top " + top, "rename " + top + " " + mutated, "write_rtlil " + PREPARED, "write_json cells.json"));
      int count = Statistics.read(dir.resolve("cells.json"), mutated).count(), n = dose.of(count);
      yosys.run("mutate", List.of(
          "read_rtlil " + PREPARED, "mutate -list " + n + " -seed " + seed + " -ctrl mutant " + SELECTOR_BITS + " 1 -o list.txt"));
      // A memory's clock is none that its ports could lose: yosys itself refuses it.
      var list = Files.readAllLines(dir.resolve("list.txt"), StandardCharsets.UTF_8).stream().filter(l -> !l.isBlank() && !l.contains("CLK ")).toList();
      Files.write(dir.resolve("apply.txt"), list, StandardCharsets.UTF_8);
      // Split, no bit of a wire depends on another of it: Verilator takes that for a loop, and 5.006 settles some of them wrongly.
      yosys.run("apply", List.of("read_rtlil " + PREPARED, "script apply.txt", "opt_clean", "splitnets -driver", "write_verilog -noattr mutated.v"));
      var mutable = Files.createDirectories(dir.resolve("rtl"));
      Files.move(dir.resolve("mutated.v"), mutable.resolve("mutated.v"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      Files.writeString(mutable.resolve(top + ".v"), wrapper(block, mutated));
      return new MutantDesign(block, mutable, count, list.stream().map(Mutation::of).toList());
    } catch (IOException e) {
      throw new ToolException(work + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static Map<String, String> emitted(Block block) {
    var files = new LinkedHashMap<>(Emitter.emit(Netlist.elaborate(block), EmitOptions.defaults()));
    files.keySet().removeIf(name -> !name.endsWith(".v"));
    return files;
  }

  private static Map<String, String> read(Path rtl) throws IOException {
    var files = new TreeMap<String, String>();
    try (var entries = Files.list(rtl)) {
      for (Path f : entries.filter(f -> f.toString().endsWith(".v") || f.toString().endsWith(".sv")).toList()) {
        var name = f.getFileName().toString();
        if (!name.matches("[A-Za-z0-9_.-]+")) throw new BadInput(f + ": a file's name is letters, digits, _, . and - here, as yosys reads it");
        files.put(name, Files.readString(f, StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }

  /** The block's own header around the mutated module. */
  private static String wrapper(Block block, String mutated) {
    var ports = Port.of(block);
    return ports.stream().map(MutantDesign::declared).collect(Collectors.joining(",\n  ", "module " + block.moduleName() + " (\n  ", "\n);\n"))
        + "  reg [" + (SELECTOR_BITS - 1) + ":0] mutant [0:0];\n  initial $readmemh(\"mutant.hex\", mutant);\n"
        + ports.stream().map(p -> "." + p.name() + "(" + p.name() + ")").collect(Collectors.joining(", ", "  " + mutated + " u_mutated (", ", .mutant(mutant[0]));\nendmodule\n"));
  }

  private static String declared(Port p) {
    return (p.dir() == Port.Dir.IN ? "input" : "output") + " wire [" + (p.type().width() - 1) + ":0] " + p.name();
  }

  /** A copy of the Verilog in which a simulation of its own can choose its mutant. */
  MutantDesign copy(String name) {
    try {
      var dir = Files.createDirectories(directory.resolveSibling(name));
      for (var file : List.of("mutated.v", block.moduleName() + ".v")) Files.copy(directory.resolve(file), dir.resolve(file), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      return new MutantDesign(block, dir, cells, mutations);
    } catch (IOException e) {
      throw new ToolException(directory + " cannot be copied: " + e.getMessage(), e);
    }
  }

  /** Simulations started from now on have this fault; 0 is none. */
  void choose(int mutant) {
    try {
      Files.writeString(directory.resolve("mutant.hex"), Integer.toHexString(mutant) + "\n");
    } catch (IOException e) {
      throw new ToolException(directory + " cannot be written: " + e.getMessage(), e);
    }
  }
}
