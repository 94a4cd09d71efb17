// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kakure.BadInput;

/**
 * What a Liberty file says of energy: capacitances, tables of internal energy by pin, and the slews that these are looked up by.
 *
 * @param file it was read from
 * @param name of the library
 * @param corner name of its operating conditions; empty where it has none
 * @param volts of the supply
 * @param seconds that a time of 1 means
 * @param farads that a capacitance of 1 means
 * @param cells by name, in the file's order
 */
public record LibertyTables(Path file, String name, String corner, double volts, double seconds, double farads, Map<String, Cell> cells) {
  /** Copies the map. */
  public LibertyTables {
    cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
  }

  /** A cell. @param pins by name, in the file's order */
  public record Cell(Map<String, Pin> pins) {
    /** Copies the map. */
    public Cell {
      pins = Collections.unmodifiableMap(new LinkedHashMap<>(pins));
    }
  }

  /**
   * A pin of a cell.
   *
   * @param direction {@code input}, {@code output}, {@code inout} or {@code internal}; empty where the file gives none
   * @param capacitance in the library's unit, 0 where the file gives none
   * @param internal tables of internal energy, in the library's capacitance times volts squared, per transition of this pin
   * @param slews tables of the slew of this pin, an output
   */
  public record Pin(String direction, double capacitance, List<Related> internal, List<Related> slews) {
    /** Copies the lists. */
    public Pin {
      internal = List.copyOf(internal);
      slews = List.copyOf(slews);
    }

    boolean input() {
      return direction.equals("input");
    }
  }

  /**
   * Tables that depend on a transition of other pins, or of none.
   *
   * @param from related pins; the empty name where none is given
   * @param edges a table for rising and one for falling, or one for both
   */
  public record Related(List<String> from, List<LibertyTable> edges) {
    /** Copies the lists. */
    public Related {
      from = List.copyOf(from);
      edges = List.copyOf(edges);
    }

    /** Mean of both edges: signals rise as often as they fall. An edge without a table counts as 0. */
    double mean(double slew, double load) {
      return edges.stream().mapToDouble(t -> t.at(slew, load)).sum() / 2;
    }
  }

  /**
   * Reads a file.
   *
   * @throws BadInput with file and line of what is wrong, or where it says nothing of the supply or of its unit of capacitance
   */
  public static LibertyTables read(Path file) {
    return new LibertyTablesReader(file, Liberty.text(file)).read();
  }

  /** A cell that a netlist names. @throws BadInput where there is none */
  Cell cell(String cell) {
    var found = cells.get(cell);
    if (found == null) throw new BadInput(file + " has no cell " + cell + ", which the netlist has");
    return found;
  }
}
