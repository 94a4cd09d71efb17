// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kakure.BadInput;
import kakure.cosim.ToolException;

/**
 * A library of standard cells, as far as prices and checks need it.
 *
 * @param file it was read from
 * @param name of the library
 * @param cells by name, in the file's order
 */
public record Liberty(Path file, String name, Map<String, Cell> cells) {
  /** Larger than any library of one corner; what is larger is not read. */
  static final long MAX_BYTES = 256L << 20;
  /** Open libraries that are looked for, best first. */
  private static final List<Path> USUAL = List.of(Path.of("../shared/pdk/Nangate45_typ.lib"), Path.of("/usr/share/qflow/tech/osu018/osu018_stdcells.lib"));

  /** Copies the map. */
  public Liberty {
    cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
  }

  /**
   * A cell.
   *
   * @param name as netlists call it
   * @param area in the library's unit, 0 where the file gives none
   * @param sequential whether it holds a flip-flop or a latch
   * @param clockGate kind of clock gate, {@code latch_posedge_precontrol}; empty for another cell
   * @param dontUse whether the library asks synthesis to leave it out
   * @param pins by name, in the file's order
   */
  public record Cell(String name, double area, boolean sequential, String clockGate, boolean dontUse, Map<String, Pin> pins) {
    /** Copies the map. */
    public Cell {
      pins = Collections.unmodifiableMap(new LinkedHashMap<>(pins));
    }

    /** Names of its pins of a direction, in the file's order. */
    public List<String> pins(String direction) {
      return pins.entrySet().stream().filter(p -> p.getValue().direction().equals(direction)).map(Map.Entry::getKey).toList();
    }

    /** Whether its only output is its only input, or, where {@code inverted}, the opposite. */
    boolean repeats(boolean inverted) {
      if (sequential || pins("input").size() != 1 || pins("output").size() != 1) return false;
      var in = pins("input").get(0);
      var function = pins.get(pins("output").get(0)).function().replaceAll("[\\s()]", "");
      return inverted ? function.equals("!" + in) || function.equals(in + "'") : function.equals(in);
    }
  }

  /**
   * A pin of a cell.
   *
   * @param direction {@code input}, {@code output}, {@code inout} or {@code internal}; empty where the file gives none
   * @param function of an output, as written; empty where there is none
   * @param capacitance in the library's unit, 0 where the file gives none
   * @param clock whether it is a clock
   * @param arcs what its timing depends on
   */
  public record Pin(String direction, String function, double capacitance, boolean clock, List<Arc> arcs) {
    /** Copies the list. */
    public Pin {
      arcs = List.copyOf(arcs);
    }
  }

  /** A timing arc. @param from related pin, @param type {@code rising_edge}, {@code setup_rising} ...; {@code combinational} where the file gives none */
  public record Arc(String from, String type) {}

  /**
   * Reads a file, whose values and tables are passed over but for those above.
   *
   * @throws BadInput with file and line of what is wrong
   */
  public static Liberty read(Path file) {
    return new LibertyReader(file, text(file)).read();
  }

  static String text(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) throw new BadInput(file + ": larger than " + MAX_BYTES + " bytes; this is no library of cells");
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new BadInput(file + ": there is no such file", e);
    } catch (IOException e) {
      throw new BadInput(file + " cannot be read: " + e.getMessage());
    }
  }

  /** The file that is meant: {@code given}, else the first of the open libraries that is there. */
  public static Optional<Path> find(Optional<Path> given, Path home) {
    return given.or(() -> USUAL.stream().map(home::resolve).filter(Files::isRegularFile).findFirst());
  }

  /** @throws ToolException where there is no such cell */
  public Cell cell(String cell) {
    var found = cells.get(cell);
    if (found == null) throw new ToolException(file + " has no cell " + cell);
    return found;
  }
}
