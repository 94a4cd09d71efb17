// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import kakure.cosim.ToolException;

/** Sizes of a technology's cells. @param cells by name */
record Lef(Map<String, Cell> cells) {
  private static final long MOST_BYTES = 64L << 20;
  private static final Pattern CELL = Pattern.compile("(?m)^\\s*MACRO\\s+(\\S+)(.*?)^\\s*END\\s+\\1\\s*$", Pattern.DOTALL);
  private static final Pattern SIZE = Pattern.compile("\\bSIZE\\s+(\\d{1,9}(?:\\.\\d{1,9})?)\\s+BY\\s+(\\d{1,9}(?:\\.\\d{1,9})?)\\s*;");
  private static final Pattern CORE = Pattern.compile("\\bCLASS\\s+CORE\\b");

  /** Copies the map. */
  Lef {
    cells = Collections.unmodifiableMap(new TreeMap<>(cells));
  }

  /** A cell. @param core whether it stands in the rows of a core, not in a ring of pads, @param width in micrometres, @param height in micrometres */
  record Cell(boolean core, double width, double height) {}

  /** @throws ToolException where the file cannot be read or has no cell */
  static Lef read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) throw new ToolException(file + ": larger than " + MOST_BYTES + " bytes; this is no LEF of cells");
      var lef = of(Files.readString(file, StandardCharsets.ISO_8859_1));
      if (lef.cells.isEmpty()) throw new ToolException(file + " has no cell with a size");
      return lef;
    } catch (IOException e) {
      throw new ToolException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  static Lef of(String text) {
    var cells = new TreeMap<String, Cell>();
    CELL.matcher(text).results().forEach(m -> {
      var size = SIZE.matcher(m.group(2));
      if (size.find()) cells.put(m.group(1), new Cell(CORE.matcher(m.group(2)).find(), Double.parseDouble(size.group(1)), Double.parseDouble(size.group(2))));
    });
    return new Lef(cells);
  }
}
