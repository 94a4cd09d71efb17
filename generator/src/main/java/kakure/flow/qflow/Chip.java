// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import kakure.BadInput;
import kakure.CheckFailed;
import kakure.Sha256;
import kakure.cosim.ToolException;
import kakure.emit.Json;
import kakure.emit.Output;
import kakure.flow.Board;
import kakure.flow.Handed;
import kakure.flow.Made;
import kakure.flow.Memory;
import kakure.flow.Wish;

/** One design on its way to a layout in one technology: what is written of it and said. */
final class Chip {
  private final Handed handed;
  private final Wish wish;
  private final Technology technology;
  private final Path work;
  private final Consumer<String> progress;
  private final String top;
  /** What is laid out. */
  private final String laid;

  Chip(Handed handed, Wish wish, Technology technology, Path work, Consumer<String> progress) {
    this.handed = handed;
    this.wish = wish;
    this.technology = technology;
    this.work = work;
    this.progress = progress;
    this.top = handed.design().top();
    this.laid = Memories.outside(handed.memories()) ? top + Outside.SUFFIX : top;
  }

  /** @throws BadInput for what this flow cannot take; @throws CheckFailed where a stage or a check fails */
  Made make() {
    QflowFlow.refuse(handed, wish);
    var project = new Project(work.resolve("run"), technology, laid, progress);
    var found = new ArrayList<Mapped>();
    project.timed("synthesis", "synthesis", () -> found.add(Mapped.of(handed, technology, work.resolve("map"), s -> { })));
    var mapped = found.get(0);
    var fill = QflowFlow.fill(handed, mapped);
    if (!fill.fits()) throw new BadInput(top + " is too large for --to qflow: " + fill.text() + "\n  do:  a smaller design; none larger was seen through routing");
    wish.cells().ifPresent(cells -> Layout.refuseWithout(cells, mapped.gates(), technology.filler()));
    var simulated = mapped.simulated();
    if (mapped.whole().isPresent()) for (var memory : handed.memories()) simulated.put(memory.module() + ".v", new String(read(source(memory)), StandardCharsets.UTF_8));
    project.begin(mapped.gates(), simulated.get("placed.v"), wish.cells());
    var layout = new Layout(project, technology, mapped.gates());
    layout.run(wish.cells().isPresent());
    refuseSlow(layout);
    return new Made(files(layout, simulated), fill, figures(project, layout, mapped), Optional.of(netlist(simulated)));
  }

  private Path source(Memory memory) {
    return handed.design().files().stream().filter(f -> f.getFileName().toString().equals(memory.module() + ".v")).findFirst().orElseThrow(() -> new BadInput(top + " has no " + memory.module() + ".v among its files"));
  }

  private void refuseSlow(Layout layout) {
    var mhz = layout.timing().mhz();
    if (wish.mhz().isEmpty() || mhz.isEmpty() || mhz.getAsDouble() >= wish.mhz().getAsDouble()) return;
    throw new CheckFailed(String.format(Locale.ROOT, "%s closes at %.2f MHz in %s, --clock wants %s%n  log: %s", top, mhz.getAsDouble(), technology.name(), wish.mhz().getAsDouble(), work.resolve("run/log/post_sta.log")));
  }

  private Map<String, byte[]> files(Layout layout, Map<String, String> simulated) {
    var files = new LinkedHashMap<String, byte[]>();
    files.put("layout/" + laid + ".gds", layout.gds());
    for (var end : List.of(".def", ".spice")) files.put("layout/" + laid + end, layout.bytes("layout/" + laid + end));
    files.put("layout/lvs.txt", layout.bytes("layout/comp.out"));
    files.put("layout/" + laid + ".svg", bytes(new Picture(layout.def(), Lef.read(technology.lef()), technology.filler(), drawn(layout)).svg()));
    simulated.forEach((name, text) -> files.put("netlist/" + name, bytes(text)));
    files.put("netlist/design.json", bytes(json(List.copyOf(simulated.keySet()))));
    var names = new ArrayList<String>();
    for (Path source : handed.design().files()) {
      String name = source.getFileName().toString();
      files.put(name, read(source));
      names.add(name);
    }
    files.put("design.json", bytes(json(names)));
    return files;
  }

  private String drawn(Layout layout) {
    return String.format(Locale.ROOT, "%s in %s: %.0f x %.0f um, %d cells with fillers, %.2f mm of wire%s", laid, technology.name(), layout.def().die().width(), layout.def().die().height(), layout.def().cells().size(),
        layout.def().wirelength() / 1000, layout.undefined().isEmpty() ? "" : "; cells are outlines");
  }

  private String json(List<String> verilog) {
    return Json.write(Board.of(handed, Integer.MAX_VALUE).json(verilog));
  }

  private Map<String, Object> figures(Project project, Layout layout, Mapped mapped) {
    var gds = new LinkedHashMap<String, Object>();
    gds.put("drc", 0); // a broken rule, and a difference between layout and netlist, ended the run
    gds.put("lvs", 0);
    gds.put("um2", Math.round(layout.def().die().area() * 100) / 100.0);
    gds.put("abstract", !layout.undefined().isEmpty());
    gds.put("undefined", List.copyOf(layout.undefined()));
    var figures = new LinkedHashMap<String, Object>();
    figures.put("part", technology.name());
    figures.put("verilog", Sha256.hex(handed.design().files())); // what a page of the folder compares
    layout.timing().mhz().ifPresent(v -> figures.put(Made.MHZ, v));
    layout.timing().longest().ifPresent(v -> figures.put("longestPathPs", v));
    figures.put("gds", gds);
    figures.put("cells", mapped.gates().gates().size());
    figures.put("registers", mapped.registers());
    figures.put("memoryBits", Memories.bits(handed.memories()));
    figures.put("wireUm", Math.round(layout.def().wirelength() * 100) / 100.0);
    figures.put("seconds", project.seconds());
    for (var tool : List.of(QflowFlow.YOSYS, QflowFlow.QFLOW)) figures.put(tool.name(), Optional.ofNullable(tool.installed()).orElse("?"));
    figures.put(Made.NOTES, notes(layout, mapped, project));
    return figures;
  }

  /** What a reader of the figures must know. */
  private List<String> notes(Layout layout, Mapped mapped, Project project) {
    var notes = new ArrayList<String>();
    notes.add(String.format(Locale.ROOT, "DRC 0, LVS match, %.0f um2, %d cells, %d of them registers, %.2f mm of wire, %.1f s", layout.def().die().area(), mapped.gates().gates().size(), mapped.registers(), layout.def().wirelength() / 1000,
        project.seconds().values().stream().mapToDouble(s -> s).sum()));
    if (!layout.undefined().isEmpty()) {
      notes.add("abstract: the GDS places " + layout.undefined().size() + " kinds of cells and holds none of them, as the packages of " + technology.name() + " have no cell layouts; DRC and LVS are of wires and outlines. --cells FILE gives layouts");
    }
    Memories.note(handed.memories()).ifPresent(notes::add);
    mapped.clock().ifPresent(tree -> notes.add(tree.text()));
    return notes;
  }

  /** A folder with what was placed, which a simulator takes in the design's place. */
  private Path netlist(Map<String, String> simulated) {
    var files = new LinkedHashMap<>(simulated);
    files.put("design.json", json(List.copyOf(simulated.keySet())));
    Path folder = work.resolve("netlist");
    Output.write(folder, files);
    return folder;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ToolException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
