// SPDX-License-Identifier: Apache-2.0
package kakure.report.design;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kakure.BadInput;
import kakure.JsonText;
import kakure.Sha256;
import kakure.cosim.Design;
import tools.jackson.databind.JsonNode;

/**
 * A layout that a flow made of a design, as it stands in the design's folder.
 *
 * @param part the technology
 * @param rows what is said of it: names and figures, the die's area first
 * @param notes what a reader of the figures must know
 * @param drawing SVG; none where there is none, or more than a page holds
 * @param missing why there is no drawing; empty where there is one
 */
public record Placed(String part, List<List<String>> rows, List<String> notes, Optional<byte[]> drawing, String missing) {
  /** Of a folder that {@code kakure flow} wrote. */
  private static final String FIGURES = "flow.json", ROOM = "layout";
  /** Name of the figure that says of which Verilog a layout is. */
  public static final String VERILOG = "verilog";
  private static final long MOST_BYTES = 2_000_000;

  /** The layout in a folder; none where no flow placed and routed the design. @throws BadInput where the figures are damaged, or another design's */
  public static Optional<Placed> in(Path folder, Design design) {
    String top = design.top();
    Path file = folder.resolve(FIGURES);
    if (!Files.isRegularFile(file)) return Optional.empty();
    JsonNode root = JsonText.read(file), gds = root.path("gds");
    if (!gds.isObject()) return Optional.empty();
    if (!root.path("top").asString("").equals(top)) throw new BadInput(file + " tells of " + root.path("top").asString("no design") + ", and the folder holds " + top + "\n  do:  take it away, or run the flow again");
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("die", Parts.count(number(file, gds, "um2")) + " µm²"));
    rows.add(List.of("broken design rules", Parts.count(number(file, gds, "drc"))));
    rows.add(List.of("differences between layout and netlist", Parts.count(number(file, gds, "lvs"))));
    rows.add(List.of("cells", Parts.count(number(file, root, "cells")) + ", " + Parts.count(number(file, root, "registers")) + " of them registers"));
    rows.add(List.of("wire", Parts.number(number(file, root, "wireUm") / 1000) + " mm"));
    if (root.path("mhz").isNumber()) rows.add(List.of("clock between registers", Parts.number(root.path("mhz").asDouble()) + " MHz"));
    var notes = new ArrayList<String>();
    root.path("notes").forEach(n -> notes.add(n.asString("")));
    if (!notes.isEmpty()) notes.remove(0); // the figures, which stand above
    String laid = root.path(VERILOG).asString("");
    if (!laid.isEmpty() && !laid.equals(Sha256.hex(design.files()))) notes.add(0, "The folder's Verilog is not what was laid out: it was changed since.");
    return Optional.of(drawn(folder, root.path("part").asString("?"), rows, notes));
  }

  private static double number(Path file, JsonNode from, String key) {
    if (!from.path(key).isNumber()) throw new BadInput(file + " has no number \"" + key + "\"\n  do:  run the flow again: kakure flow DIR --to qflow");
    return from.path(key).asDouble();
  }

  private static Placed drawn(Path folder, String part, List<List<String>> rows, List<String> notes) {
    try {
      var svg = svg(folder.resolve(ROOM));
      if (svg.isEmpty()) return new Placed(part, rows, notes, Optional.empty(), "The folder holds no drawing of it.");
      if (Files.size(svg.get()) > MOST_BYTES) return new Placed(part, rows, notes, Optional.empty(), "Its drawing has more than " + Parts.count(MOST_BYTES) + " bytes: " + ROOM + "/" + svg.get().getFileName());
      return new Placed(part, rows, notes, Optional.of(Files.readAllBytes(svg.get())), "");
    } catch (IOException e) {
      throw new BadInput(folder.resolve(ROOM) + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Optional<Path> svg(Path room) throws IOException {
    if (!Files.isDirectory(room)) return Optional.empty();
    try (var files = Files.list(room)) {
      return files.filter(f -> f.getFileName().toString().endsWith(".svg") && Files.isRegularFile(f)).min(Comparator.naturalOrder());
    }
  }
}
